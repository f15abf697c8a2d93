import { standardParts } from '@zerofab/accounting';
import { addDays, dayLabel } from '@zerofab/calendar';
import type { Bilingual, UsedFactor } from '@zerofab/vocabulary';
import type { SourceDefinition } from '../domain/source.js';

/** A calculation of a figure, as far as warnings look into it. */
interface WarnedPart {
  /** ISO 8601, in the zone of the site. */
  readonly from: string;
  readonly factors: readonly UsedFactor[];
}

/** The report of a year is due on 31 March of the next: later publications change nothing that was reported. */
const dueOf = (accountingYear: number): string => `${String(accountingYear + 1)}-03-31`;

const isGrid = ({ choice: { rule } }: UsedFactor): boolean =>
  ['latest-at-report-due', 'latest-published', 'data-year'].some((known) => rule.endsWith(known));

/** What a reader has to know about the years of grid factors: data of another year, and a rule that moves the past. */
export const gridWarnings = (parts: readonly WarnedPart[], asOf: string): Bilingual[] => {
  const said = new Map<string, Bilingual>();
  for (const { from, factors } of parts) {
    const year = Number(from.slice(0, 4));
    for (const factor of factors.filter(isGrid)) {
      if (factor.year !== null && factor.year !== String(year))
        said.set(`${factor.id} ${String(year)}`, {
          zh: `${String(year)} 年的用电采用数据年份 ${factor.year} 的电网因子（${factor.id}）`,
          en: `Electricity of ${String(year)} takes the grid factor of data year ${factor.year} (${factor.id})`,
        });
      if (factor.choice.rule.endsWith('latest-published') && asOf > dueOf(year))
        said.set(`moves ${String(year)}`, {
          zh: `规则“查询当日最新公布”使 ${String(year)} 年的结果随每次新公布而变；已报告的年份请用“报告截止时最新公布”`,
          en: `The rule "latest published on the day of asking" moves the figures of ${String(year)} with each notice; for a reported year take "latest published when the report was due"`,
        });
    }
  }
  return [...said.values()];
};

/** A sector part that was not in force for all of the activity: flagged with its successor, as an edition of the method is. */
export const partWarnings = (
  { part: id }: Pick<SourceDefinition, 'part'>,
  span: { readonly fromMs: number; readonly toMs: number },
  zone: string,
): Bilingual[] => {
  const part = standardParts().find((known) => known.id === id);
  if (part === undefined) return [];
  const { standard, validFrom, validTo, successor } = part;
  const [first, last] = [dayLabel(span.fromMs, zone), dayLabel(span.toMs - 1, zone)];
  if (validTo !== null && last >= validTo)
    return [
      {
        zh: `${standard} 有效至 ${addDays(validTo, -1)}，本期至 ${last}；${successor === null ? '请核对现行版本' : `现行版本为 ${successor}`}`,
        en: `${standard} was in force until ${addDays(validTo, -1)}, this period goes to ${last}; ${successor === null ? 'check which edition is in force' : `in force is ${successor}`}`,
      },
    ];
  if (validFrom !== null && first < validFrom)
    return [
      {
        zh: `${standard} 自 ${validFrom} 起实施，本期自 ${first} 起；请核对当时有效的版本`,
        en: `${standard} is in force from ${validFrom}, this period begins on ${first}; check which edition was in force then`,
      },
    ];
  return [];
};
