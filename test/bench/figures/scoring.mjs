// One factory evaluated without a site, all conventions, over HTTP: what the screens and anybody's check wait for.
import { join } from 'node:path';
import { medianMs } from '../numbers.mjs';
import { startPlatform } from '../platform.mjs';

const ROUNDS = 300;
const amount = (value, unit) => ({ value, unit });

const FACTORY = {
  scheme: 'zero_carbon_national_2026',
  year: 2026,
  inputs: {
    directCo2: amount('1000', 'tCO2'),
    indirectCo2: amount('3714.2', 'tCO2'),
    electricity: amount('10000', 'MWh'),
    otherEnergy: amount('500', 'tce'),
    nonFossilOwnUse: amount('1500', 'MWh'),
    nonFossilDirect: amount('0', 'MWh'),
    nonFossilTraded: amount('1500', 'MWh'),
    nonFossilCertificates: amount('0', 'MWh'),
    nonFossilApportioned: amount('2000', 'MWh'),
    nonFossilOther: amount('0', 'tce'),
    platformFunctions: amount('9', 'piece'),
    meteredPoints: amount('95', 'piece'),
    requiredPoints: amount('100', 'piece'),
    E1: { value: true },
    'P1.1': { value: 'met' },
  },
};

export const scoring = {
  ids: ['scoring.evaluate'],
  run: async (folder) => {
    const platform = await startPlatform({ DATA_DIR: join(folder, 'scoring') });
    const value = await medianMs(ROUNDS, () => platform.request('POST', '/scoring/evaluate', FACTORY));
    const ceiling = await medianMs(ROUNDS, () => platform.get('/auth/me'));
    await platform.stop();
    return [
      {
        id: 'scoring.evaluate',
        value,
        unit: 'ms',
        ceiling,
        note: `p50 of ${ROUNDS}, national zero-carbon scheme under 4 choices of switches; ceiling: GET /auth/me`,
      },
    ];
  },
};
