import type { PostParameter, PutBoundary, PutMeter, PostProof } from '@zerofab/contracts';

/** What stands behind the figures of the demo factory, so that no page of it is blank. All of it is invented. */

export const BOUNDARY: PutBoundary = {
  entity: {
    legalName: '演示重型机械有限公司 Demo Heavy Machinery Co.',
    creditCode: null,
    sector: 'C34 通用设备制造业 general purpose machinery',
    address: '演示地址，模拟数据 Simulated data',
    contacts: [{ name: '能源管理员 Energy manager', role: '报告负责人 responsible for the report' }],
    products: '锻件、结构件，年产约 2.4 万 t · forgings and structures, about 24 000 t a year',
    processFlow:
      '下料 → 加热锻造 → 热处理 → 机加工 → 焊接 → 涂装 · cutting, forging, heat treatment, machining, welding, painting',
  },
  systems: {
    main: [
      {
        name: '锻造与热处理 forging and heat treatment',
        holds: '天然气加热炉、热处理炉 gas furnaces',
        sources: ['electricity', 'natural-gas'],
      },
      { name: '机加工、焊接、涂装 machining, welding, painting', sources: ['welding-gas', 'heat'] },
      { name: '厂内运输 transport in the works', holds: '叉车 forklifts', sources: ['diesel'] },
    ],
    auxiliary: [
      {
        name: '动力 power',
        holds: '10 kV 开关站、压缩机站、空调站 switchgear, compressors, chillers',
        sources: ['switchgear', 'chillers'],
      },
    ],
    ancillary: [{ name: '办公楼、食堂 offices and canteen', sources: [] }],
  },
  outside: [
    { name: '职工宿舍 dormitory', reason: '不直接服务生产，单独供电 serves no production, supplied apart' },
  ],
  units: [
    {
      code: 'works',
      name: '重机一厂 Heavy Machinery Works 1',
      tenure: 'owned',
      from: null,
      to: null,
      sources: [],
    },
  ],
  changes: [],
  note: '首次登记 first record',
};

/** What is said of each datum of the plan where nothing else is known. */
export const PLAN_DEFAULTS = {
  frequency: '每月 monthly',
  missingDataRule: '按上下月同产量比例估算并注明 estimated by output from the months beside it, and said so',
  recordForm: '能源统计台账 energy ledger',
  department: '能源科 energy office',
  monitoringPoint: '厂区 works',
} as const;

/** Electricity, gas and heat are metered; everything else is weighed or counted. */
export const METERED: Readonly<
  Record<
    string,
    { readonly name: string; readonly number: string; readonly place: string; readonly accuracy: string }
  >
> = {
  electricity: {
    name: '多功能电能表 electricity meter',
    number: 'DEMO-E-0001',
    place: '10 kV I 段 busbar I',
    accuracy: '0.5S',
  },
  'natural-gas': {
    name: '气体涡轮流量计 turbine gas meter',
    number: 'DEMO-G-0007',
    place: '调压站 pressure station',
    accuracy: '1.0',
  },
  heat: {
    name: '超声波热量表 ultrasonic heat meter',
    number: 'DEMO-H-0003',
    place: '换热站 heat station',
    accuracy: '2',
  },
};

/** A month that ended, as the papers name it. */
export interface PaperMonth {
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** First day of the next month. */
  readonly to: string;
  /** YYYY-MM. */
  readonly label: string;
}

export const certificateOf = ({ from, to, label }: PaperMonth): PostProof => ({
  kind: 'certificate',
  mwh: '60',
  from,
  to,
  generationMonth: label,
  plant: '演示风电场 Demo wind farm',
  technology: '风电 wind',
  province: '江苏 Jiangsu',
  registry: '国家可再生能源信息管理中心（演示）',
  serialFrom: `DEMO-${label.replace('-', '')}-000001`,
  serialTo: `DEMO-${label.replace('-', '')}-000060`,
  retiredOn: to,
  beneficiary: BOUNDARY.entity.legalName,
  evidence: '绿证核销凭证（演示）retirement certificate, simulated',
});

export const ownGenerationOf = ({ from, to }: PaperMonth): PostProof => ({
  kind: 'own',
  mwh: '40',
  from,
  to,
  plant: '屋顶光伏 rooftop PV',
  technology: '光伏 PV',
  evidence: '光伏电表逐月原始记录（演示）monthly records of the PV meter, simulated',
});

export const parametersOf = (from: string, to: string): readonly PostParameter[] => [
  {
    code: 'gas-ncv',
    name: { zh: '天然气低位发热量', en: 'Net calorific value of natural gas' },
    value: '389.2',
    unit: 'GJ/10^4Nm3',
    validFrom: from,
    validTo: to,
    rung: 'supplier',
    source: '供气单位检测报告（演示）test report of the supplier, simulated',
    testMethod: 'GB/T 11062',
  },
  {
    code: 'diesel-ncv',
    name: { zh: '柴油低位发热量', en: 'Net calorific value of diesel' },
    value: '42.7',
    unit: 'GJ/t',
    validFrom: from,
    validTo: to,
    rung: 'measured',
    source: '实验室报告 LAB-DEMO-17（演示）laboratory report, simulated',
    testMethod: 'GB/T 384',
    batch: 'D-17',
    tonnage: '5.2',
    tonnageUnit: 't',
  },
];

/** A meter whose gateway went away: what a page shows of one that is offline. */
export const OFFLINE_METER: { readonly code: string; readonly body: PutMeter } = {
  code: 'fire-water',
  body: {
    name: { zh: '消防水泵房', en: 'Fire-water pump house' },
    carrier: 'water',
    parent: 'water',
    registers: [
      {
        code: 'volume',
        kind: 'counter',
        unit: 'm3',
        multiplier: 1,
        interval: 'PT15M',
        name: { zh: '体积', en: 'Volume' },
      },
    ],
  },
};

/** Messages as badly set-up devices send them: for each a reason that is shown. */
export const BAD_MESSAGES: readonly { readonly meter: string; readonly payload: string }[] = [
  { meter: 'gas-dryer', payload: '{"ts": "2026-01-01T00:15:00+08:00", "values": {"volume": "n/a"}}' },
  { meter: 'welding', payload: '{"ts": now, "values": {"active_energy": 12}}' },
  { meter: 'office', payload: '{"ts": "1970-01-01T00:00:00Z", "values": {"active_energy": 500.2}}' },
  { meter: 'painting', payload: '{"ts": "2026-01-01T00:15:00+08:00", "values": {"kWh_total": 500.2}}' },
];
