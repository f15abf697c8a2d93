import { startOf, type Span } from '@zerofab/calendar';
import type { BudgetExecution, Intensities, MeterBalance, SiteEnergy } from '@zerofab/contracts';
import type { CentreFacts } from '@zerofab/scoring';
import { decimalText, ExactDecimal } from '@zerofab/units';

/** The last month that is over, and yesterday, in the time zone of a site. */
export const testSpans = (nowMs: number, zone: string): { readonly month: Span; readonly day: Span } => ({
  month: { fromMs: startOf(nowMs, 'month', zone, -1), toMs: startOf(nowMs, 'month', zone) },
  day: { fromMs: startOf(nowMs, 'day', zone, -1), toMs: startOf(nowMs, 'day', zone) },
});

const sum = (values: readonly string[]): ExactDecimal =>
  values.reduce((total, value) => total.plus(value), new ExactDecimal(0));

/** The flow of a month: its nodes, and by how much the inside of one differs from what goes in and out of it. */
export const flowFigures = ({ flow }: SiteEnergy): CentreFacts['flow'] => {
  const difference = flow.nodes.reduce((largest, { id }) => {
    const into = flow.links.filter(({ to }) => to === id).map(({ kwh }) => kwh);
    const out = flow.links.filter(({ from }) => from === id).map(({ kwh }) => kwh);
    if (into.length === 0 || out.length === 0) return largest;
    return ExactDecimal.max(largest, sum(into).minus(sum(out)).abs());
  }, new ExactDecimal(0));
  return { nodes: flow.nodes.length, missing: flow.missing, differenceKwh: decimalText(difference) };
};

/** First-level meters with energy: those without a meter above them. */
export const firstLevelFigures = ({ meters }: SiteEnergy): CentreFacts['firstLevel'] =>
  meters
    .filter(({ parent }) => parent === null)
    .map(({ meter, value }) => ({ meter, known: value !== null }));

/** Meters held against those below them. */
export const balanceFigures = ({ items }: MeterBalance): CentreFacts['balance'] => {
  const known = items.flatMap(({ meter, share }) => (share === null ? [] : [{ meter, share }]));
  const [largest] = known.toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));
  return {
    parents: items.length,
    known: known.length,
    largestShare: largest?.share ?? null,
    meter: largest?.meter ?? null,
  };
};

/** Energy of the month, what is divided by production, and what is held against standards. */
export const intensityFigures = ({
  energy,
  rows,
}: Intensities): Pick<CentreFacts, 'energyTce' | 'intensities' | 'comparedLevels' | 'recordedLevels'> => {
  const calorific = energy.find(({ convention }) => convention === 'calorific');
  const limits = rows.flatMap((row) => (row.main ? row.limits : []));
  return {
    energyTce:
      calorific === undefined || calorific.value === null
        ? { missing: calorific?.reason ?? { zh: '尚无数据', en: 'no data yet' } }
        : { value: new ExactDecimal(calorific.value).toFixed(2) },
    intensities: rows.filter((row) => row.energy.some(({ value }) => value !== null)).length,
    comparedLevels: limits.filter(({ met }) => met !== null).length,
    recordedLevels: limits.length,
  };
};

/** The budget of a year in force. */
export const budgetFigures = ({ year, version, items }: BudgetExecution): CentreFacts['budget'] => ({
  year,
  approvedVersion: version,
  items: items.length,
  withActual: items.filter(({ actual }) => actual !== null).length,
});
