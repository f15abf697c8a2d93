import { describe, expect, it } from 'vitest';
import { spanAround } from '../../span/span';
import { comparedRange } from './compared-range';

const at = { today: '2026-05-19', zone: 'Asia/Shanghai', nowMs: Date.parse('2026-05-19T14:35:10+08:00') };

describe('what a span is compared with', () => {
  it('is whole where the span is over', () => {
    const april = spanAround('month', '2026-04-01');
    expect(comparedRange(april, 'before', at)).toEqual({ from: '2026-03-01', to: '2026-04-01' });
    expect(comparedRange(april, 'comparable', at)).toEqual({ from: '2025-04-01', to: '2025-05-01' });
  });

  it('ends where the running span has come to, by the quarter hour', () => {
    expect(comparedRange(spanAround('today', at.today), 'before', at)).toEqual({
      from: '2026-05-18',
      to: '2026-05-18T06:30:00.000Z',
    });
    expect(comparedRange(spanAround('month', at.today), 'comparable', at).to).toBe(
      '2025-05-19T06:30:00.000Z',
    );
  });

  it('never goes beyond the other span, and is whole in the first quarter hour', () => {
    const march = { ...at, today: '2026-03-31', nowMs: Date.parse('2026-03-31T12:00:00+08:00') };
    expect(comparedRange(spanAround('month', march.today), 'before', march).to).toBe(
      '2026-02-28T16:00:00.000Z',
    );
    const midnight = { ...at, nowMs: Date.parse('2026-05-19T00:05:00+08:00') };
    expect(comparedRange(spanAround('today', at.today), 'before', midnight).to).toBe('2026-05-19');
  });
});
