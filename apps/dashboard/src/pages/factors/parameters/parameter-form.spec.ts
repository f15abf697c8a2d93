import type { Parameter } from '@zerofab/contracts';
import { postParameterSchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { bodyOfParameter, emptyParameter, formOfParameter, groupParameters } from './parameter-form';

const record = (id: string, more: Partial<Parameter> = {}): Parameter => ({
  id,
  code: 'ncv-coal',
  name: { zh: '低位发热量', en: 'NCV' },
  value: '20.10',
  unit: 'GJ/t',
  validFrom: '2026-01-01T00:00:00+08:00',
  validTo: '2026-02-01T00:00:00+08:00',
  rung: 'measured',
  source: 'report 7',
  testMethod: null,
  batch: null,
  tonnage: '500',
  tonnageUnit: 't',
  evidence: null,
  confirmed: null,
  recordedAt: '2026-02-03T00:00:00Z',
  recordedBy: 'li',
  replacedBy: null,
  ...more,
});

describe('a site parameter in a form', () => {
  it('goes to the server as it was recorded, digits and all, naming what it corrects', () => {
    const body = bodyOfParameter(formOfParameter(record('4')), 'evidence:2', '4');
    expect(postParameterSchema.parse(body)).toEqual({
      code: 'ncv-coal',
      name: { zh: '低位发热量', en: 'NCV' },
      value: '20.10',
      unit: 'GJ/t',
      validFrom: '2026-01-01',
      validTo: '2026-02-01',
      rung: 'measured',
      source: 'report 7',
      tonnage: '500',
      tonnageUnit: 't',
      evidence: 'evidence:2',
      replaces: '4',
    });
  });
  it('leaves out what is empty, and one name stands for both', () => {
    const body = bodyOfParameter({ ...emptyParameter(), nameZh: '热值' }, '', undefined);
    expect(body.name).toEqual({ zh: '热值', en: '热值' });
    expect(Object.keys(body)).not.toContain('tonnageUnit');
    expect(Object.keys(body)).not.toContain('evidence');
  });
});

describe('a list of site parameters', () => {
  it('is grouped by code, the latest first, named by what counts', () => {
    const [group] = groupParameters([
      record('1', { name: { zh: '旧', en: 'old' }, replacedBy: '2', validFrom: '2026-03-01T00:00:00+08:00' }),
      record('2', { validFrom: '2026-02-01T00:00:00+08:00' }),
      record('3'),
    ]);
    expect(group?.records.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(group).toMatchObject({ name: { en: 'NCV' }, weighted: true });
  });
});
