/** What the emission, source and factor pages ask for, beside the inventory itself. */
import { methods } from '@zerofab/accounting';
import type {
  Bridge,
  InventoryMatrix,
  InventorySource,
  MethodRecord,
  NonFossilLedger,
  Source,
  Uncertainty,
} from '@zerofab/contracts';
import { inventoryOf, monthsOf } from './mock-accounting.js';
import { NOW } from './mock-factory.js';
import { SOURCES } from './mock-sources.js';

export const methodList = (): { items: MethodRecord[] } => ({
  items: methods().map((method) => structuredClone(method) as unknown as MethodRecord),
});
const nameOf = ({ zh, en }: { zh: string; en: string }) => ({ zh, en });

const uncertaintyOf = (tco2e: number): Uncertainty => ({
  halfWidthPercent: 5,
  lowTco2e: tco2e * 0.95,
  highTco2e: tco2e * 1.05,
  method: 'propagation',
  reason: { zh: 'IPCC 误差传播法', en: 'IPCC error propagation' },
  unknownShare: 0,
  contributions: [
    {
      name: 'elec',
      kind: 'activity',
      halfWidthPercent: 1,
      varianceShare: 0.2,
      basis: { zh: '校准的计量器具', en: 'calibrated meter' },
    },
    {
      name: 'elec-cn-2023-average',
      kind: 'factor',
      halfWidthPercent: 5,
      varianceShare: 0.8,
      basis: { zh: '电网平均因子', en: 'grid average' },
    },
  ],
});

/** The inventory as the emission page gets it, under a method. */
export const detailedInventory = (from: number, to: number, id: string | null) => {
  const inventory = inventoryOf(from, to);
  const method = methods().find((candidate) => candidate.id === id) ?? methods()[0]!;
  const sources = inventory.sources.map((source): InventorySource => {
    const rule = method.classes[source.category];
    return {
      ...source,
      methodScope: rule?.scope ?? 'excluded',
      line: rule?.line ?? { zh: '', en: '' },
      weight: 1,
      uncertainty: source.tco2e === null ? null : uncertaintyOf(source.tco2e),
      dataQuality: {
        grade: 'medium',
        activity: 'high',
        factor: 'medium',
        why: { zh: '连续计量；官方公告的因子', en: 'measured continuously; official factor' },
      },
      warnings: [],
    };
  });
  return {
    ...inventory,
    method: {
      id: method.id,
      name: method.name,
      gwpSet: method.gwpSet,
      total: [...method.total],
      note: method.note,
    },
    sources,
    uncertainty: inventory.totalTco2e === null ? null : uncertaintyOf(inventory.totalTco2e),
    gases: [{ gas: 'CO2', tonnes: inventory.totalTco2e ?? 0, tco2e: inventory.totalTco2e ?? 0 }],
    lines: sources.map((source) => ({
      scope: source.methodScope ?? 'direct',
      line: source.line ?? { zh: '', en: '' },
      tco2e: source.tco2e ?? 0,
      exact: source.exact ?? '0',
      sign: 1,
      sources: [source.code],
    })),
    electricity: [
      {
        attribute: 'trade',
        mwh: 300,
        exactMwh: '300',
        factorRule: 'zero' as const,
        reason: { zh: '凭合同与结算单', en: 'with contract and settlement' },
      },
      {
        attribute: 'grid',
        mwh: 700,
        exactMwh: '700',
        factorRule: 'average' as const,
        reason: { zh: '其余电量', en: 'the rest' },
      },
    ],
    excluded: [{ code: 'canteen', name: { zh: '食堂', en: 'Canteen' }, reason: '生活区 living quarters' }],
    warnings: [{ zh: '本方法自 2026-07-01 起实施', en: 'in force from 2026-07-01' }],
  };
};

export const matrixOf = (from: number, to: number): InventoryMatrix => {
  const months = monthsOf(from, Math.min(to, NOW));
  const parts = months.map((month) => inventoryOf(month.from, month.to));
  return {
    method: 'GB/T 32150-2025',
    months: months.map(({ label }) => label),
    rows: SOURCES.map((source, index) => ({
      code: source.code,
      name: nameOf(source),
      category: source.category,
      methodScope: 'direct',
      gases: ['CO2'],
      values: parts.map((part) => part.sources[index]?.tco2e ?? null),
    })),
    totals: parts.map((part) => part.totalTco2e),
  };
};

export const bridgeOf = (from: string, to: string): Bridge => ({
  fromMethod: from,
  toMethod: to,
  fromTco2e: '1000',
  toTco2e: '1079.5',
  steps: [
    {
      property: 'greenPower',
      text: {
        zh: '绿电处理：其余电量 平均因子 → 剩余因子',
        en: 'Green power: the rest of the grid average factor → residual factor',
      },
      deltaTco2e: '79.5',
      lines: [
        {
          code: 'elec',
          name: { zh: '外购电力', en: 'Purchased electricity' },
          before: '530.5',
          after: '610',
          deltaTco2e: '79.5',
        },
      ],
    },
  ],
});

export const ledgerOf = (year: number): NonFossilLedger => ({
  year,
  offtakeMwh: '1000',
  apportionment: null,
  certificateLimitMwh: null,
  lines: [
    { way: 'physical', claimedMwh: '0', mwh: '0', cutMwh: null, reason: { zh: '物理认定', en: 'Physical' } },
    { way: 'trade', claimedMwh: '300', mwh: '300', cutMwh: null, reason: { zh: '交易认定', en: 'Trade' } },
    {
      way: 'certificates',
      claimedMwh: '0',
      mwh: '0',
      cutMwh: null,
      reason: { zh: '绿证', en: 'Certificates' },
    },
    {
      way: 'apportioned',
      claimedMwh: null,
      mwh: null,
      cutMwh: null,
      reason: { zh: '系数未录入', en: 'No coefficient recorded' },
    },
  ],
  totalMwh: '300',
  withApportionment: false,
  certificates: [],
  useMwh: '1000',
  share: '0.3',
  monthsWithoutPurchase: [],
  history: [],
  hourlyMatch: {
    matchedMwh: 100,
    loadMwh: 1000,
    generationMwh: 100,
    unmatchedMwh: 900,
    surplusMwh: 0,
    share: 0.1,
    knownHours: 8000,
    hours: 8760,
    unmatchedHours: 8000,
    coverage: 0.913,
  },
});

export const sourceList = (): { items: Source[] } => ({
  items: SOURCES.map((source) => ({
    code: source.code,
    name: nameOf(source),
    category: source.category,
    scope: source.category.startsWith('purchased') ? 'energyIndirect' : 'direct',
    activity:
      source.meter === null
        ? { kind: 'manual', unit: source.unit }
        : { kind: 'meters', registers: [{ meter: source.meter, register: 'active_energy', sign: 1 }] },
    factor:
      source.category === 'purchasedElectricity' ? { kind: 'grid', rule: 'latest-at-report-due' } : null,
    calculation:
      source.category === 'purchasedElectricity'
        ? null
        : { formulas: [{ id: 'fuel-combustion-mass' }], inputs: {} },
    gas: null,
    method: 'GB/T 32150-2025',
    part: null,
    facility: null,
    system: 'main',
    included: true,
    reason: null,
    validFrom: null,
    validTo: null,
    crossCheck: null,
    uncertainty: null,
    confirmed: [],
    residual: null,
    earlier: [],
    warnings: [],
    version: 1,
  })),
});
