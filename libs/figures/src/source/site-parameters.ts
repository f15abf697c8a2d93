import { dayLabel, spanText, type LocalDate } from '@zerofab/calendar';
import { calculate, type GivenInput } from '@zerofab/accounting';
import { FactorNotFoundError, FactorRefusedError } from '@zerofab/factors';
import { findUnit } from '@zerofab/units';
import type { UsedFactor } from '@zerofab/vocabulary';
import type { ParameterRecord } from '../domain/record.js';

/** A parameter as it enters a formula: the value with its origin, and the records it rests on. */
interface ResolvedParameter {
  readonly input: GivenInput;
  readonly factors: readonly UsedFactor[];
}
/** A parameter of the site's own (laboratory, supplier) for a span; throws a FactorError where there is none. */
export type SiteParameters = (code: string, span: { fromMs: number; toMs: number }) => ResolvedParameter;

/** Means weighted by tonnage, by the dimension of the parameter. */
const MEANS: Readonly<Record<string, string>> = {
  'energy/mass': 'weighted-mean-ncv-mass',
  'energy/normal gas volume': 'weighted-mean-ncv-volume',
  'mass of carbon/mass': 'weighted-mean-carbon-mass',
};

const notFound = (code: string, day: LocalDate, zh: string, en: string): FactorNotFoundError =>
  new FactorNotFoundError({ zh: `站点参数 ${code}`, en: `site parameter ${code}` }, '-', day, {
    zh,
    en,
  });

/** There are records, but they give no value for the span: a default must not stand in for them in silence. */
const refused = (code: string, zh: string, en: string): FactorRefusedError =>
  new FactorRefusedError(code, { zh, en });

const toFactor = (record: ParameterRecord, zone: string): UsedFactor => ({
  role: 'parameter',
  id: `${record.code}#${record.id}`,
  rung: record.rung,
  name: record.name,
  value: record.value,
  unit: record.unit,
  gas: null,
  region: null,
  year: null,
  validFrom: dayLabel(record.validFromMs, zone),
  source: record.source,
  sourceUrl: null,
  confidence: 'site',
  version: `record ${record.id}, ${record.recordedAt.toISOString()}, ${record.recordedBy}`,
  note: [record.testMethod, record.batch, record.evidence].filter((text) => text !== null).join('; ') || null,
  choice: {
    how: 'site',
    rule: `rung-${record.rung}`,
    why:
      record.rung === 'measured'
        ? { zh: '实测值（因子选取的最高级）', en: 'Measured, the highest rung of the ladder' }
        : { zh: '供方提供（仅次于实测）', en: 'From the supplier, next to measured' },
  },
});

const given = (factor: UsedFactor): GivenInput => ({
  value: factor.value,
  unit: factor.unit,
  origin: 'factor',
  ref: factor.id,
});

/** Laboratory results of several batches: their mean by tonnage, as a formula of its own in the trace. */
const meanOf = (code: string, batches: readonly ParameterRecord[], zone: string): ResolvedParameter => {
  const formula = MEANS[findUnit(batches[0]?.unit ?? '')?.dimension ?? ''];
  if (formula === undefined) {
    throw refused(
      code,
      '该时段有多条记录而其量纲不支持加权平均；请按时段录入单一数值',
      'Several records lie in this span, and there is no weighted mean for their dimension; record one value for it.',
    );
  }
  const factors = batches.map((record) => toFactor(record, zone));
  const inputs = Object.fromEntries(
    batches.flatMap((record, index) => {
      const row = `batch.b${record.id}`;
      const factor = factors[index];
      const amount: GivenInput = {
        value: record.tonnage ?? '0',
        unit: record.tonnageUnit ?? 't',
        origin: 'activity',
        ref: `${code}#${record.id}`,
      };
      return factor === undefined
        ? []
        : [[`${row}.amount`, amount] as const, [`${row}.value`, given(factor)] as const];
    }),
  );
  const { value, unit, trace } = calculate(formula, inputs);
  return { input: { value, unit, origin: 'formula', ref: code, trace }, factors };
};

/**
 * Resolves site parameters out of the records that count; `zone` is the site's, in whose days they are named.
 * One record must cover the span, or batches with their tonnage must lie in it, which are then weighted by it
 * (GB/T 32150-2025 7.4: NCV_y = Σ NCV_m × AD_m / Σ AD_m).
 */
export const siteParameters =
  (records: readonly ParameterRecord[], zone: string): SiteParameters =>
  (code, { fromMs, toMs }) => {
    const inside = records.filter(
      (record) => record.code === code && record.validFromMs < toMs && record.validToMs > fromMs,
    );
    const [only] = inside;
    if (only === undefined) {
      throw notFound(
        code,
        dayLabel(fromMs, zone),
        '请录入该时段有效的化验或供方数据',
        'Record laboratory or supplier data that is valid then.',
      );
    }
    if (inside.length === 1 && only.tonnage === null) {
      if (only.validFromMs > fromMs || only.validToMs < toMs) {
        throw refused(
          code,
          `记录 ${only.id} 仅覆盖该时段的一部分（${spanText({ fromMs: only.validFromMs, toMs: only.validToMs }, zone).zh}）；请补录其余时段`,
          `Record ${only.id} covers only part of the span (${spanText({ fromMs: only.validFromMs, toMs: only.validToMs }, zone).en}); record the rest.`,
        );
      }
      const factor = toFactor(only, zone);
      return { input: given(factor), factors: [factor] };
    }
    if (inside.some((record) => record.tonnage === null)) {
      throw refused(
        code,
        '该时段内数值变化而未给出数量，无法加权；请按月录入，或给出各批次的数量',
        'The value changes within the span and no tonnage is given to weigh it by; record it by month, or give the tonnage of each batch.',
      );
    }
    if (inside.length === 1) {
      const factor = toFactor(only, zone);
      return { input: given(factor), factors: [factor] };
    }
    return meanOf(code, inside, zone);
  };

/** Where nothing has been recorded, a bound parameter is missing and says so. */
export const NO_PARAMETERS: SiteParameters = siteParameters([], 'UTC');
