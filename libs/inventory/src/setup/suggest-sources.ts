import type { PutSource, SourceSuggestions } from '@zerofab/contracts';
import { mainRegister } from '@zerofab/metering';
import { standardParts } from '@zerofab/accounting';
import { type SourceDefinition } from '@zerofab/figures';
import type { MeterEntity } from '@zerofab/telemetry';
import { CARRIER_LABELS, industryDivision, type Bilingual, type Carrier } from '@zerofab/vocabulary';

type Item = SourceSuggestions['items'][number];

/** What a carrier is accounted as; a carrier that is not here (water, compressed air, PV, storage) emits nothing itself. */
interface Rule {
  readonly code: string;
  readonly name: Bilingual;
  readonly category: PutSource['category'];
  readonly factor?: NonNullable<PutSource['factor']>;
}

const fuel = (code: string, zh: string, en: string, mobile = false): Rule => ({
  code,
  name: { zh, en },
  category: mobile ? 'mobileCombustion' : 'stationaryCombustion',
  factor: { kind: 'fuel', fuel: code },
});

const RULES: Readonly<Partial<Record<Carrier, Rule>>> = {
  electricity: {
    code: 'electricity',
    name: { zh: '外购电力', en: 'Purchased electricity' },
    category: 'purchasedElectricity',
    factor: { kind: 'grid', rule: 'latest-at-report-due' },
  },
  heat: { code: 'heat', name: { zh: '外购热力', en: 'Purchased heat' }, category: 'purchasedHeat' },
  steam: { code: 'steam', name: { zh: '外购蒸汽', en: 'Purchased steam' }, category: 'purchasedHeat' },
  naturalGas: fuel('natural-gas', '天然气', 'Natural gas'),
  lpg: fuel('lpg', '液化石油气', 'LPG'),
  coal: fuel('bituminous-coal', '烟煤', 'Bituminous coal'),
  diesel: fuel('diesel', '柴油', 'Diesel', true),
  gasoline: fuel('gasoline', '汽油', 'Petrol', true),
};

/** Meters that no meter of the same carrier stands above: what they count is bought, what lies below is a part of it. */
const firstOfTheirKind = (meters: readonly MeterEntity[], carrier: Carrier): readonly MeterEntity[] => {
  const byId = new Map(meters.map((meter) => [meter.id, meter]));
  return meters.filter(
    (meter) =>
      meter.carrier === carrier &&
      (meter.parentId === null || byId.get(meter.parentId)?.carrier !== carrier) &&
      mainRegister(meter) !== undefined,
  );
};

const boundMeters = (sources: readonly SourceDefinition[]): ReadonlySet<string> =>
  new Set(
    sources.flatMap(({ activity }) =>
      activity.kind === 'meters' ? activity.registers.map(({ meter }) => meter) : [],
    ),
  );

const suggestion = (
  carrier: Carrier,
  rule: Rule,
  meters: readonly MeterEntity[],
  taken: ReadonlySet<string>,
): Item => {
  const code = taken.has(rule.code) ? `${rule.code}-${String(taken.size + 1)}` : rule.code;
  return {
    code,
    why: {
      zh: `${CARRIER_LABELS[carrier].zh}总表：${meters.map(({ nameZh }) => nameZh).join('、')}`,
      en: `${CARRIER_LABELS[carrier].en}, first meters: ${meters.map(({ nameEn }) => nameEn).join(', ')}`,
    },
    source: {
      name: rule.name,
      category: rule.category,
      activity: {
        kind: 'meters',
        registers: meters.map((meter) => ({
          meter: meter.code,
          register: mainRegister(meter)?.code ?? '',
          sign: 1,
        })),
      },
      ...(rule.factor === undefined ? {} : { factor: rule.factor }),
      method: 'GB/T 32150-2025',
    },
  };
};

/** The sector part of the site's industry with its process formulas; null where none is known. */
const partOf = (industryClass: string | null): SourceSuggestions['part'] => {
  const id = industryClass === null ? null : (industryDivision(industryClass)?.part ?? null);
  const part = standardParts().find((one) => one.id === id);
  return part === undefined
    ? null
    : {
        id: part.id,
        title: part.title,
        formulas: part.formulas
          .filter(({ classes }) => classes.some((name) => name === 'process' || name === 'fugitive'))
          .map((formula) => ({ id: formula.id, name: formula.name })),
      };
};

/**
 * Sources that a site's meters suggest and that no source accounts for yet, and the part of its industry.
 * @param industryClass class of GB/T 4754, e.g. C34
 */
export const suggestSources = (
  meters: readonly MeterEntity[],
  sources: readonly SourceDefinition[],
  industryClass: string | null,
): SourceSuggestions => {
  const bound = boundMeters(sources);
  const taken = new Set(sources.map(({ code }) => code));
  const items = Object.entries(RULES).flatMap(([carrier, rule]) => {
    const free = firstOfTheirKind(meters, carrier as Carrier).filter(({ code }) => !bound.has(code));
    return free.length === 0 ? [] : [suggestion(carrier as Carrier, rule, free, taken)];
  });
  return { items, part: partOf(industryClass) };
};
