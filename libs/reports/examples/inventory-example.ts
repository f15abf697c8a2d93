import {
  comprehensiveEnergy,
  energyContent,
  inventoryTotals,
  methodById,
  sourceEmissions,
  sumEmissions,
} from '@zerofab/accounting';
import { type Inventory, type InventorySource } from '@zerofab/contracts';
import {
  FACTOR_SET_VERSION,
  lookupEnergyCoefficient,
  lookupFuel,
  lookupGridFactor,
  lookupHeatFactor,
} from '@zerofab/factors';
import { type SourceCategory, scopeOf, type UsedFactor } from '@zerofab/vocabulary';
import type { ReportMeta } from '../src/report-meta.js';

/** A source as this example states it: amounts by month of 2025-12 and 2026-01 to 2026-03. */
interface Stated {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly category: SourceCategory;
  readonly unit: string;
  readonly months: readonly string[];
  readonly carrier: string;
  readonly factors: (year: number) => UsedFactor[];
}

const MONTHS = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
const start = (month: string): string => `${month}-01T00:00:00+08:00`;
const span = (i: number) => ({ from: start(MONTHS[i] ?? ''), to: start(MONTHS[i + 1] ?? '') });
const grid = (accountingYear: number): UsedFactor[] => [
  lookupGridFactor({ region: 'CN-XZ', accountingYear, asOf: '2026-11-23', rule: 'latest-at-report-due' }),
];

const STATED: readonly Stated[] = [
  {
    code: 'main',
    name: { zh: '总进线', en: 'Main incomer' },
    category: 'purchasedElectricity',
    unit: 'kWh',
    months: ['410233.25', '398120.5', '350000', '402777.125'],
    carrier: 'electricity',
    factors: grid,
  },
  {
    code: 'furnace',
    name: { zh: '热处理炉', en: 'Heat-treatment furnace' },
    category: 'stationaryCombustion',
    unit: 'm3@20C',
    months: ['20100', '19880.5', '17600', '20011'],
    carrier: 'naturalGas',
    factors: () => [...lookupFuel({ fuel: 'natural-gas' }).factors],
  },
  {
    code: 'forklifts',
    name: { zh: '=柴油叉车', en: '=1+1 diesel forklifts' },
    category: 'mobileCombustion',
    unit: 'kg',
    months: ['800', '760', '700', '812.5'],
    carrier: 'diesel',
    factors: () => [...lookupFuel({ fuel: 'diesel', set: 'ipcc2006' }).factors],
  },
  {
    code: 'steam',
    name: { zh: '外购蒸汽', en: 'Purchased steam' },
    category: 'purchasedHeat',
    unit: 'GJ',
    months: ['100.5', '120', '99.5', '80'],
    carrier: 'heat',
    factors: () => [lookupHeatFactor()],
  },
];

const sum = (parts: readonly string[]): string =>
  String(parts.reduce((total, part) => total + Math.round(Number(part) * 1000), 0) / 1000);

/** Texts that a spreadsheet would take for a formula stand in evidence and user name. */
const RECORDS: InventorySource['activity']['records'] = [
  {
    id: 'r-1',
    source: 'forklifts',
    stream: '',
    ...span(0),
    quantity: '800',
    unit: 'kg',
    evidence: '+weighing slip 17',
    note: null,
    enteredBy: '@clerk',
    enteredAt: '2026-01-02T01:00:00Z',
    replacedBy: null,
    share: '800',
  },
];

const activityOf = (stated: Stated): InventorySource['activity'] => ({
  kind: stated.code === 'forklifts' ? 'manual' : 'meters',
  value: Number(sum(stated.months)),
  exact: sum(stated.months),
  unit: stated.unit,
  estimated: stated.code === 'main' ? '1250.5' : '0',
  coverage: stated.code === 'main' ? 0.995 : 1,
  quality: stated.code === 'forklifts' ? 'manual' : stated.code === 'main' ? 'estimated' : 'measured',
  readings: 11_520,
  periods: stated.months.map((value, i) => ({
    ...span(i),
    label: MONTHS[i] ?? '',
    value,
    estimated: '0',
    coverage: 1,
    quality: 'measured',
    readings: 2880,
  })),
  registers:
    stated.code === 'forklifts'
      ? []
      : [
          {
            meter: `M-${stated.code}`,
            meterName: stated.name,
            register: 'total',
            kind: 'counter',
            sign: 1,
            multiplier: 1,
            rollover: 1_000_000,
            registerUnit: stated.unit,
            value: sum(stated.months),
            estimated: '0',
            coverage: 1,
            quality: 'measured',
            readings: 11_520,
            first: { ts: '2025-11-30T16:00:00Z', value: 12.5 },
            last: { ts: '2026-03-31T16:00:00Z', value: 99.25 },
            wraps: 1,
          },
        ],
  records: stated.code === 'forklifts' ? RECORDS : [],
});

/** Parts by accounting year: December of the one, January to March of the next. */
const partsOf = (stated: Stated): InventorySource['parts'] =>
  [
    { year: 2025, months: stated.months.slice(0, 1), from: start('2025-12'), to: start('2026-01') },
    { year: 2026, months: stated.months.slice(1), from: start('2026-01'), to: start('2026-04') },
  ].map(({ year, months, from, to }) => {
    const factors = stated.factors(year);
    const activity = { value: sum(months), unit: stated.unit };
    const { tco2e, trace } = sourceEmissions({
      category: stated.category,
      sourceCode: stated.code,
      activity,
      factors,
    });
    return { from, to, activity: activity.value, activityUnit: stated.unit, factors, tco2e, trace };
  });

const energyOfExample = (
  sourceCode: string,
  activity: { readonly value: string; readonly unit: string },
  coefficient: ReturnType<typeof lookupEnergyCoefficient>,
): NonNullable<InventorySource['energy']> => {
  const content = energyContent({ sourceCode, activity, coefficient });
  const part = { from: start('2025-12'), to: start('2026-04'), activity: activity.value };
  return {
    ...content,
    coefficient,
    parts: [{ ...part, activityUnit: activity.unit, coefficient, ...content }],
  };
};

const sourceOf = (stated: Stated): InventorySource => {
  const activity = activityOf(stated);
  const parts = partsOf(stated);
  const total = sumEmissions(
    parts.map(({ tco2e, trace }, i) => ({ name: `part${i + 1}`, tco2e, ref: stated.code, trace })),
  );
  const coefficient = lookupEnergyCoefficient(stated.carrier);
  const amount = { value: activity.exact ?? '', unit: stated.unit };
  return {
    code: stated.code,
    name: stated.name,
    category: stated.category,
    scope: scopeOf(stated.category),
    facility: null,
    sourceVersion: 1,
    status: 'ok',
    reason: null,
    activity,
    factors: parts.flatMap((part) => part.factors),
    gases: [{ gas: 'CO2', tonnes: Number(total.tco2e), gwp: 1, tco2e: Number(total.tco2e) }],
    tco2e: Number(total.tco2e),
    exact: total.tco2e,
    estimatedTco2e: 0,
    share: 0.25,
    uncertainty: null,
    energy: energyOfExample(stated.code, amount, coefficient),
    parts,
    trace: total.trace,
  };
};

const missingSource = (): InventorySource => ({
  ...sourceOf(STATED[1] as Stated),
  code: 'canteen',
  name: { zh: '食堂燃气', en: 'Canteen gas' },
  status: 'missing',
  reason: { zh: '表计无读数', en: 'the meter has no reading' },
  activity: {
    ...activityOf(STATED[1] as Stated),
    value: null,
    exact: null,
    coverage: 0,
    quality: 'missing',
    readings: 0,
    registers: [],
    periods: MONTHS.slice(0, 4).map((label, i) => ({
      from: start(label),
      to: span(i).to,
      label,
      value: null,
      estimated: '0',
      coverage: 0,
      quality: 'missing',
      readings: 0,
    })),
  },
  factors: [],
  gases: [],
  tco2e: null,
  exact: null,
  share: null,
  energy: null,
  parts: [],
  trace: null,
});

/** An inventory over two accounting years, with every category, one source without data and hostile names. */
export const exampleInventory = (): Inventory => {
  const counted = STATED.map(sourceOf);
  const totals = inventoryTotals(
    counted.map(({ code, category, exact, trace }) => ({
      name: code,
      ref: code,
      category,
      tco2e: exact ?? '',
      trace,
    })),
    methodById(),
  );
  const energy = comprehensiveEnergy(
    counted.flatMap(({ code, energy: own }) =>
      own === null ? [] : [{ sourceCode: code, tce: own.tce, trace: own.trace }],
    ),
  );
  const exact = {
    direct: totals.direct?.tco2e ?? null,
    indirect: totals.energyIndirect?.tco2e ?? null,
    total: totals.total?.tco2e ?? null,
  };
  return {
    site: 'demo',
    siteName: { zh: '重型机械厂', en: 'Heavy machinery works' },
    timezone: 'Asia/Shanghai',
    from: start('2025-12'),
    to: start('2026-04'),
    method: {
      id: 'GB/T 32150-2025',
      name: {
        zh: '工业企业温室气体排放核算和报告通则',
        en: 'General rules for GHG accounting of industrial enterprises',
      },
      gwpSet: 'AR6',
    },
    asOf: '2026-11-23T08:00:00Z',
    computedAt: '2026-11-23T08:00:00Z',
    settled: true,
    complete: false,
    lowerBound: true,
    missing: [missingSource().code],
    partial: counted.filter(({ activity }) => activity.coverage < 1).map(({ code }) => code),
    directTco2e: Number(exact.direct),
    indirectTco2e: Number(exact.indirect),
    totalTco2e: Number(exact.total),
    exact,
    estimatedTco2e: 0.31,
    biogenicTco2: 0,
    comprehensiveEnergyTce: Number(energy.tce),
    coverage: 0.96,
    quality: 'estimated',
    factorSet: FACTOR_SET_VERSION,
    sources: [...counted, missingSource()],
  };
};

export const exampleMeta = (lang: ReportMeta['lang']): ReportMeta => ({
  lang,
  generatedAt: '2026-11-23T09:00:00Z',
  generatedBy: 'auditor',
  site: { organisation: '某重工有限公司', address: '=HYPERLINK("x")', industry: 'C35', gridRegion: 'CN-XZ' },
});
