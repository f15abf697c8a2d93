/**
 * The simple units. `ratio` is the exact size in the dimension's base unit (the first one listed).
 *
 * Gas volume comes in three dimensions on purpose: m³ at metering conditions, m³ at 20 °C and 101.325 kPa
 * (usual on Chinese gas bills), and Nm³ at 0 °C and 101.325 kPa. They differ by up to 7 %, so that only a
 * traced formula (`gas-volume-normal` of the accounting lib) leads from one to another.
 *
 * Mass of CO2 is apart from mass, and mass of carbon apart from both: 44/12 lies between them.
 * CO2 and CO2e share a dimension because the GWP of CO2 is 1 in every set. The mass of any other gas is plain mass;
 * its GWP has the unit tCO2e/t.
 */
export const UNITS = {
  J: { dimension: 'energy', ratio: '1' },
  kJ: { dimension: 'energy', ratio: '1000' },
  MJ: { dimension: 'energy', ratio: '1000000' },
  GJ: { dimension: 'energy', ratio: '1000000000' },
  TJ: { dimension: 'energy', ratio: '1000000000000' },
  Wh: { dimension: 'energy', ratio: '3600' },
  kWh: { dimension: 'energy', ratio: '3600000' },
  MWh: { dimension: 'energy', ratio: '3600000000' },
  GWh: { dimension: 'energy', ratio: '3600000000000' },
  '10^4kWh': { dimension: 'energy', ratio: '36000000000' },
  W: { dimension: 'power', ratio: '1' },
  kW: { dimension: 'power', ratio: '1000' },
  MW: { dimension: 'power', ratio: '1000000' },
  mg: { dimension: 'mass', ratio: '0.001' },
  g: { dimension: 'mass', ratio: '1' },
  kg: { dimension: 'mass', ratio: '1000' },
  t: { dimension: 'mass', ratio: '1000000' },
  kt: { dimension: 'mass', ratio: '1000000000' },
  Gg: { dimension: 'mass', ratio: '1000000000' },
  L: { dimension: 'volume', ratio: '1' },
  m3: { dimension: 'volume', ratio: '1000' },
  '10^4m3': { dimension: 'volume', ratio: '10000000' },
  Nm3: { dimension: 'normal gas volume', ratio: '1' },
  '10^4Nm3': { dimension: 'normal gas volume', ratio: '10000' },
  'm3@20C': { dimension: 'gas volume at 20 °C', ratio: '1' },
  '10^4m3@20C': { dimension: 'gas volume at 20 °C', ratio: '10000' },
  kgce: { dimension: 'standard coal', ratio: '1' },
  tce: { dimension: 'standard coal', ratio: '1000' },
  gC: { dimension: 'mass of carbon', ratio: '1' },
  kgC: { dimension: 'mass of carbon', ratio: '1000' },
  tC: { dimension: 'mass of carbon', ratio: '1000000' },
  mgCOD: { dimension: 'oxygen demand', ratio: '1' },
  kgCOD: { dimension: 'oxygen demand', ratio: '1000000' },
  tCOD: { dimension: 'oxygen demand', ratio: '1000000000' },
  kgBOD: { dimension: 'biological oxygen demand', ratio: '1' },
  gCO2: { dimension: 'mass of CO2', ratio: '1' },
  kgCO2: { dimension: 'mass of CO2', ratio: '1000' },
  tCO2: { dimension: 'mass of CO2', ratio: '1000000' },
  gCO2e: { dimension: 'mass of CO2', ratio: '1' },
  kgCO2e: { dimension: 'mass of CO2', ratio: '1000' },
  tCO2e: { dimension: 'mass of CO2', ratio: '1000000' },
  m2: { dimension: 'area', ratio: '1' },
  km: { dimension: 'distance', ratio: '1' },
  s: { dimension: 'time', ratio: '1' },
  min: { dimension: 'time', ratio: '60' },
  h: { dimension: 'time', ratio: '3600' },
  d: { dimension: 'time', ratio: '86400' },
  yr: { dimension: 'accounting year', ratio: '1' },
  Pa: { dimension: 'pressure', ratio: '1' },
  kPa: { dimension: 'pressure', ratio: '1000' },
  MPa: { dimension: 'pressure', ratio: '1000000' },
  K: { dimension: 'temperature', ratio: '1' },
  degC: { dimension: 'Celsius temperature', ratio: '1' },
  mol: { dimension: 'amount of substance', ratio: '1' },
  kmol: { dimension: 'amount of substance', ratio: '1000' },
  CNY: { dimension: 'money', ratio: '1' },
  '10^4CNY': { dimension: 'money', ratio: '10000' },
  piece: { dimension: 'count', ratio: '1' },
  person: { dimension: 'count', ratio: '1' },
  fraction: { dimension: 'fraction', ratio: '1' },
  '%': { dimension: 'fraction', ratio: '0.01' },
} as const satisfies Record<string, { dimension: string; ratio: string }>;

export type UnitSymbol = keyof typeof UNITS;
export type Dimension = (typeof UNITS)[UnitSymbol]['dimension'];

/** The units of one dimension. */
export type UnitOf<D extends Dimension> = {
  [U in UnitSymbol]: (typeof UNITS)[U]['dimension'] extends D ? U : never;
}[UnitSymbol];

/**
 * Other spellings in use in the field. Left out because they are ambiguous: `Sm3` (15 °C or 20 °C),
 * `方` and `立方` (which reference state?), `mWh` and `mW` (milli), `ton` (short ton?).
 */
export const ALIASES: Readonly<Record<string, UnitSymbol>> = {
  度: 'kWh',
  千瓦时: 'kWh',
  兆瓦时: 'MWh',
  万度: '10^4kWh',
  万kWh: '10^4kWh',
  万千瓦时: '10^4kWh',
  千焦: 'kJ',
  兆焦: 'MJ',
  吉焦: 'GJ',
  太焦: 'TJ',
  千瓦: 'kW',
  兆瓦: 'MW',
  克: 'g',
  千克: 'kg',
  公斤: 'kg',
  吨: 't',
  tonne: 't',
  tonnes: 't',
  升: 'L',
  立方米: 'm3',
  M3: 'm3',
  万m3: '10^4m3',
  万立方米: '10^4m3',
  标立方米: 'Nm3',
  万Nm3: '10^4Nm3',
  万标立方米: '10^4Nm3',
  'm3(20C)': 'm3@20C',
  '万m3@20C': '10^4m3@20C',
  '万m3(20C)': '10^4m3@20C',
  千克标准煤: 'kgce',
  吨标准煤: 'tce',
  吨CO2: 'tCO2',
  千克CO2: 'kgCO2',
  吨二氧化碳: 'tCO2',
  千克二氧化碳: 'kgCO2',
  吨二氧化碳当量: 'tCO2e',
  tCO2eq: 'tCO2e',
  kgCO2eq: 'kgCO2e',
  元: 'CNY',
  万元: '10^4CNY',
  平方米: 'm2',
  公里: 'km',
  小时: 'h',
  分钟: 'min',
  天: 'd',
  台: 'piece',
  件: 'piece',
  人: 'person',
  C: 'degC',
  兆帕: 'MPa',
  千帕: 'kPa',
  '-': 'fraction',
  '1': 'fraction',
  percent: '%',
};

/** Whole spellings that are no quotient of two simple units as written. */
export const COMPOUNDS: Readonly<Record<string, string>> = {
  '(kgCF4/tAl)/(AE-min/cell-day)': 'kg·d/t·min',
  'kgN2O/tHNO3(100%)': 'kg/t',
};

/**
 * What a mass, area or volume is of: said for the reader, no dimension of its own (unlike CO2, carbon and COD).
 * `tCO2/t clinker` is read as `tCO2/t`, `kgCH4/TJ` as `kg/TJ`.
 */
export const SUBSTANCES: readonly string[] = [
  'CH4',
  'N2O',
  'CF4',
  'C2F6',
  'SF6',
  'NF3',
  'HFC',
  'Al',
  'CaO',
  'MgO',
  'HNO3',
  'clinker',
  'lime',
  'limestone',
  'carbide',
  'glass',
  'gas',
  'urea',
  'used',
  'substrate',
  'product',
];
