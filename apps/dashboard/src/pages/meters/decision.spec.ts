import type { MeterFinding } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { choicesOf, eventOf } from './decision';

const finding: MeterFinding = {
  meter: 'm',
  register: 'e',
  reason: 'reset',
  text: { zh: '示值归零重计', en: 'began anew' },
  from: '2026-11-10T00:45:00+08:00',
  at: '2026-11-10T01:00:00+08:00',
  until: '2026-11-10T01:30:00+08:00',
  before: 930,
  shown: 4,
  readingUnit: 'kWh',
  amount: 4,
  unit: 'kWh',
  proposal: 'reset',
};
const numbers = { value: '7.5', closing: '935', opening: '1' };

describe('a decision about a finding', () => {
  it('has the proposal first, and no confirmation of a fall', () => {
    expect(choicesOf(finding)).toEqual(['reset', 'void', 'swap', 'correct']);
    expect(choicesOf({ ...finding, reason: 'too-fast', shown: 9999, proposal: 'swap' })).toEqual([
      'swap',
      'void',
      'accept',
      'reset',
      'correct',
    ]);
    expect(choicesOf({ ...finding, reason: 'negative', shown: -3, before: null, proposal: 'net' })).toEqual([
      'void',
      'accept',
      'correct',
    ]);
  });

  it('takes the numbers that belong to it, and the whole run where readings are set aside', () => {
    const base = { register: 'e', at: finding.at, note: 'why' };
    expect(eventOf(finding, 'swap', numbers, 'why')).toEqual({
      ...base,
      kind: 'swap',
      closing: 935,
      opening: 1,
    });
    expect(eventOf(finding, 'correct', numbers, 'why')).toEqual({ ...base, kind: 'correct', value: 7.5 });
    expect(eventOf(finding, 'void', numbers, 'why')).toEqual({ ...base, kind: 'void', to: finding.until });
    expect(eventOf(finding, 'reset', numbers, 'why')).toEqual({ ...base, kind: 'reset' });
  });
});
