import { publish, type Platform } from './platform.fixture.js';

export const PASSWORD = 'a long enough password';
export const SITE = '/sites/works';
const HOUR = 3_600_000;
const FROM = Date.parse('2025-01-01T00:00:00+08:00');

/** What an auditor says of an engagement. */
export const plan = {
  assurance: 'limited',
  verifier: { body: '某核查机构', people: [{ name: '核查员甲', role: '组长' }] },
  seed: 'works-2025',
};
/** Diesel of a month of 2025, in t. */
export const diesel = (month: number, quantity: number, evidence: string | null) => ({
  source: 'trucks',
  from: `2025-${String(month).padStart(2, '0')}`,
  to: month === 12 ? '2026-01' : `2025-${String(month + 1).padStart(2, '0')}`,
  quantity,
  unit: 't',
  evidence,
});

/** A site with a year of electricity, metered and billed, and trucks that are entered by hand. */
export const plantWorks = async (platform: Platform): Promise<void> => {
  await platform.put(SITE, { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN-JS' });
  await platform.put(`${SITE}/meters/main`, {
    name: 'Main',
    carrier: 'electricity',
    registers: [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT6H', multiplier: 1 }],
  });
  const client = await platform.meter('works', 'main');
  // A counter that rises by 100 kWh each six hours, all year.
  const readings = Array.from({ length: 365 * 4 + 1 }, (_, n) => ({
    ts: FROM + n * 6 * HOUR,
    values: { e: n * 100 },
  }));
  await publish(client, 'works', 'main', readings);
  await client.endAsync();
  await platform.put(`${SITE}/sources/grid`, {
    name: 'Grid',
    category: 'purchasedElectricity',
    activity: { kind: 'meters', registers: [{ meter: 'main', register: 'e' }] },
    crossCheck: { kind: 'manual', unit: 'kWh' },
    factor: { kind: 'library', id: 'elec-cn-js-2023-average' },
  });
  await platform.put(`${SITE}/sources/trucks`, {
    name: 'Trucks',
    category: 'mobileCombustion',
    activity: { kind: 'manual', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel' },
  });
  await platform.post(`${SITE}/activity-data`, {
    source: 'grid',
    stream: 'crossCheck',
    from: '2025-03',
    to: '2025-04',
    quantity: 13_000,
    unit: 'kWh',
    evidence: 'bill of March',
  });
};
