import { putBoundarySchema, putSourceSchema } from '@zerofab/contracts';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { storedMeter, storedSite } from './site.v3.js';
import { storedBoundary } from './boundary.v1.js';
import { storedSource } from './source.v1.js';
import { storedKind, StoredRecordError } from './stored.js';

describe('storedKind', () => {
  const thing = storedKind('parameter', z.object({ amount: z.string(), unit: z.string() }), [
    (older) => ({ amount: String((older as { value: number }).value) }),
    (older) => ({ ...(older as object), unit: 't' }),
  ]);

  it('raises a value of any version to the newest', () => {
    expect(thing.schemaVersion).toBe(3);
    expect(thing.read({ value: 5 }, 1)).toEqual({ amount: '5', unit: 't' });
    expect(thing.read({ amount: '6' }, 2)).toEqual({ amount: '6', unit: 't' });
    expect(thing.read({ amount: '7', unit: 'kg' }, 3)).toEqual({ amount: '7', unit: 'kg' });
  });

  it.each([0, 4, 1.5])('says that it cannot read version %s', (version) => {
    expect(() => thing.read({}, version)).toThrow(StoredRecordError);
  });

  it('says what is wrong with a value', () => {
    expect(() => thing.read({ amount: 1, unit: 't' }, 3)).toThrow(/parameter .* amount/);
  });
});

describe('a tightened request', () => {
  it('leaves old records readable', () => {
    const source = {
      name: { zh: '锅炉', en: 'boiler' },
      category: 'purchasedHeat',
      activity: { kind: 'manual', unit: 'GJ' },
      method: 'GB/T 32150-2025',
      included: false,
    };
    // Asked for today, a reason must be given; kept before, it is still there.
    expect(putSourceSchema.safeParse(source).success).toBe(false);
    expect(storedSource.read(source, 1)).toEqual(source);
    const definition = {
      entity: { legalName: 'x', creditCode: 'not one', sector: 's', address: 'a', contacts: [] },
      systems: { main: [], auxiliary: [], ancillary: [] },
      outside: [],
      units: [],
      changes: [],
    };
    expect(putBoundarySchema.safeParse(definition).success).toBe(false);
    const stored = { definition, baseYear: null, note: null };
    expect(storedBoundary.read(stored, 1)).toEqual(stored);
  });
});

describe('a site and a meter of version 1', () => {
  const name = { zh: '厂', en: 'works' };
  it('are read with nothing said of what later versions ask', () => {
    const site = {
      name,
      timezone: 'Asia/Shanghai',
      gridRegion: 'CN',
      industry: 'machinery',
      address: null,
      organisation: null,
      demo: false,
    };
    expect(storedSite.read(site, 1)).toEqual({
      ...site,
      effectiveFrom: null,
      province: null,
      industryClass: null,
      currency: null,
    });
    const meter = { name, carrier: 'electricity', parent: null, location: null, registers: [] };
    expect(storedMeter.read(meter, 1)).toEqual({ ...meter, effectiveFrom: null, unit: null });
  });
});
