import { simulateRequestSchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { bodyOfSimulation, emptyChange, emptySimulation, formOfSimulation } from './simulation-form';

const AT = { scheme: 'zero_carbon_national_2026', year: 2026 };

describe('the form of a simulation', () => {
  it('sends what was typed, and what was left empty not at all', () => {
    const form = {
      ...emptySimulation(),
      pvSharePercent: ' 30 ',
      changes: [
        { ...emptyChange(), name: 'otherEnergy', amount: '-10', unit: 'tce', of: 'electricity' },
        { ...emptyChange(), name: 'offsets', kind: 'value' as const, amount: '5', unit: ' tCO2 ' },
        {
          ...emptyChange(),
          name: 'nonFossilTraded',
          kind: 'shareOf' as const,
          amount: '20',
          of: 'electricity',
        },
      ],
    };
    const body = bodyOfSimulation(form, AT);
    expect(body).toEqual({
      ...AT,
      pvSharePercent: '30',
      changes: [
        { name: 'otherEnergy', kind: 'percent', amount: '-10' },
        { name: 'offsets', kind: 'value', amount: '5', unit: 'tCO2' },
        { name: 'nonFossilTraded', kind: 'shareOf', amount: '20', of: 'electricity' },
      ],
    });
    expect(simulateRequestSchema.safeParse(body).success).toBe(true);
  });
  it('an empty one asks for nothing, which the contract refuses', () => {
    expect(simulateRequestSchema.safeParse(bodyOfSimulation(emptySimulation(), AT)).success).toBe(false);
  });
  it('a saved one comes back as it was typed', () => {
    const changes = [{ name: 'offsets', kind: 'value' as const, amount: '5', unit: 'tCO2', of: null }];
    const form = formOfSimulation({
      ...AT,
      code: 'a',
      name: 'A',
      kind: 'zeroCarbon',
      pvSharePercent: null,
      changes,
      note: 'why',
      version: 1,
      recordedBy: 'x',
      recordedAt: '2026-01-01T00:00:00Z',
    });
    expect(form).toMatchObject({ name: 'A', pvSharePercent: '', note: '' });
    expect(bodyOfSimulation(form, AT).changes).toEqual([
      { name: 'offsets', kind: 'value', amount: '5', unit: 'tCO2' },
    ]);
  });
});
