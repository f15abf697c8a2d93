import { whatIfRequestSchema } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { bodyOfWhatIf, emptyWhatIf } from './what-if-form';

const wrong = (change: object) =>
  whatIfRequestSchema
    .safeParse(bodyOfWhatIf({ ...emptyWhatIf(), ...change }))
    .error?.issues.map(({ path }) => path.join('.'));

it('asks what is typed, nothing else', () => {
  const body = bodyOfWhatIf({
    ...emptyWhatIf(),
    demandPrice: '48',
    contractKw: '900',
    other: 'spot|2026-01-01',
    share: '25',
    from: '17-21',
    to: ' 0 – 6',
  });
  expect(whatIfRequestSchema.parse(body)).toEqual({
    charge: { demandPrice: '48', contractKw: '900' },
    kept: { code: 'spot', validFrom: '2026-01-01' },
    shift: { share: '0.25', from: { fromHour: 17, toHour: 21 }, to: { fromHour: 0, toHour: 6 } },
  });
});

it('leaves to the schema what cannot be asked', () => {
  expect(wrong({})).toEqual(['']);
  expect(wrong({ contractKw: '900' })).toEqual(['charge']);
  expect(wrong({ share: '30', from: '21-17', to: '0-6' })).toEqual(['shift.from.toHour']);
  expect(wrong({ share: '130', from: '17-21', to: '0-6' })).toEqual(['shift.share']);
  expect(wrong({ share: '30', from: 'noon', to: '0-6' })).toEqual([
    'shift.from.fromHour',
    'shift.from.toHour',
  ]);
});
