import { describe, expect, it } from 'vitest';
import { isoIn } from './local.js';

describe('a time before clocks kept zones', () => {
  it.each([
    ['Asia/Shanghai', '1900-06-01T00:00:00Z'],
    ['Europe/Amsterdam', '1930-06-01T00:00:00Z'],
    ['Africa/Monrovia', '1960-01-01T00:00:00Z'],
    ['America/New_York', '1880-01-01T00:00:00Z'],
  ])('in %s is ISO 8601 all the same, and the same instant', (zone, iso) => {
    const text = isoIn(Date.parse(iso), zone);
    expect(text).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
    expect(new Date(text).toISOString()).toBe(new Date(iso).toISOString());
  });
});
