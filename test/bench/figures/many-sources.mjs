// Many sources: an inventory of 1 000 from monthly activity data, and 100 sources hour by hour over a year.
import { medianMs } from '../numbers.mjs';

const SITE = 'many';
const SOURCES = 1000;
const HOURLY = 100;
const ROUNDS = 5;
const YEAR = 'from=2025&to=2026';
/** 500 × 12 × 12.34 MWh × 0.5366, and as many tonnes × 0.44. */
const EXPECTED_TCO2E = 500 * 12 * 12.34 * (0.5366 + 0.44);

export const manySourcesIds = [
  'inventory.1000-sources',
  'inventory.1000-sources-by-month',
  'series.hourly-100-sources',
];

export const createManySite = (platform) =>
  platform.request('PUT', `/sites/${SITE}`, { name: SITE, timezone: 'Asia/Shanghai', gridRegion: 'CN' });

/** A thousand sources with a record a month, written straight into the store. */
export const fillManySite = async (store) => {
  const [{ id }] = await store.query('SELECT id FROM site WHERE code = $1', [SITE]);
  const definition = (category, unit, factor) =>
    JSON.stringify({
      name: { zh: 'x', en: 'x' },
      category,
      activity: { kind: 'manual', unit },
      factor: { kind: 'site', source: 'benchmark', ...factor },
      method: 'GB/T 32150-2025',
    });
  await store.query(
    `INSERT INTO emission_source (site_id, code, version, definition, created_by)
     SELECT $1, 's' || n, 1, CASE n % 2 WHEN 0 THEN $2::jsonb ELSE $3::jsonb END, 'bench'
     FROM generate_series(0, ${SOURCES - 1}) n`,
    [
      id,
      definition('purchasedElectricity', 'MWh', { value: '0.5366', unit: 'tCO2/MWh' }),
      definition('process', 't', { value: '0.44', unit: 'tCO2/t' }),
    ],
  );
  await store.query(
    `INSERT INTO activity_record (site_id, source_code, from_ts, to_ts, quantity, unit, evidence, entered_by)
     SELECT $1, 's' || n, (make_date(2025, m, 1)::timestamp AT TIME ZONE 'Asia/Shanghai'),
            ((make_date(2025, m, 1) + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai'), 12.34,
            CASE n % 2 WHEN 0 THEN 'MWh' ELSE 't' END, 'ledger', 'bench'
     FROM generate_series(0, ${SOURCES - 1}) n, generate_series(1, 12) m`,
    [id],
  );
};

/** What the store alone needs to hand out the records, in ms. */
export const bareMany = (store) =>
  medianMs(ROUNDS, () =>
    store.query(
      "SELECT r.* FROM activity_record r JOIN site s ON s.id = r.site_id WHERE s.code = $1 AND from_ts < '2026-01-01' ORDER BY source_code, from_ts",
      [SITE],
    ),
  );

/** @param year site with metered registers, as the year's figures leave it */
export const measureManySources = async (platform, { site, meters, bareManyMs, bareHourlyMs }) => {
  const inventory = await platform.get(`/sites/${SITE}/inventory?${YEAR}`);
  if (Math.abs(inventory.totalTco2e - EXPECTED_TCO2E) > 1e-6)
    throw new Error(`inventory is ${inventory.totalTco2e}, expected ${EXPECTED_TCO2E}`);
  const whole = await medianMs(ROUNDS, () => platform.get(`/sites/${SITE}/inventory?${YEAR}`));
  const monthly = await medianMs(ROUNDS, () => platform.get(`/sites/${SITE}/inventory/matrix?${YEAR}`));
  for (let n = 0; n < HOURLY; n += 1) {
    await platform.request('PUT', `/sites/${site}/sources/h${n}`, {
      name: `h${n}`,
      category: 'purchasedElectricity',
      activity: {
        kind: 'meters',
        registers: [{ meter: `m${n % meters}`, register: 'active_energy', share: '0.01' }],
      },
      factor: { kind: 'site', value: '0.5366', unit: 'kgCO2/kWh', source: 'benchmark' },
    });
  }
  const hourly = await medianMs(3, () => platform.get(`/sites/${site}/emissions-series?${YEAR}&bucket=hour`));
  return [
    {
      id: 'inventory.1000-sources',
      value: whole / 1000,
      unit: 's',
      ceiling: bareManyMs / 1000,
      note: `p50, a year of ${SOURCES} sources from monthly records over HTTP, with every trace; ceiling: reading the 12 000 records`,
    },
    {
      id: 'inventory.1000-sources-by-month',
      value: monthly / 1000,
      unit: 's',
      ceiling: bareManyMs / 1000,
      note: `p50, a year of ${SOURCES} sources month by month over HTTP; ceiling: reading the 12 000 records`,
    },
    {
      id: 'series.hourly-100-sources',
      value: hourly / 1000,
      unit: 's',
      ceiling: bareHourlyMs / 1000,
      note: `p50, ${HOURLY} metered sources × 8 760 h over HTTP; ceiling: the bare sums of their registers`,
    },
  ];
};
