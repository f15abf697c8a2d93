import { postParameterSchema, putBoundarySchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/http';
import { checkBody } from './check-body';

const BODY = {
  code: 'ncv',
  name: { zh: '热值', en: 'NCV' },
  value: '20.1',
  unit: 'GJ/t',
  validFrom: '2026-01-01',
  validTo: '2026-02-01',
  source: 'report 7',
};
const findings = (schema: Parameters<typeof checkBody>[0], body: unknown): object => {
  try {
    checkBody(schema, body, (fault, own) => `${fault}|${own ?? ''}`);
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 422)
      return Object.fromEntries(failure.problem.errors?.map(({ field, detail }) => [field, detail]) ?? []);
  }
  return {};
};

describe('a body before it is sent', () => {
  it('passes where the contract takes it', () => {
    expect(findings(postParameterSchema, BODY)).toEqual({});
  });
  it('names each box with what is wrong, in words of the page and of the schema', () => {
    expect(findings(postParameterSchema, { ...BODY, source: '', validFrom: '' })).toMatchObject({
      source: 'needed|name the report or contract',
      validFrom: expect.stringMatching(/^needed/) as string,
    });
    expect(findings(postParameterSchema, { ...BODY, rung: 'guessed' })).toEqual({ rung: 'choose|' });
    expect(findings(postParameterSchema, { ...BODY, unit: 'x'.repeat(25) })).toEqual({ unit: 'long|' });
    expect(findings(postParameterSchema, { ...BODY, value: 'much' })).toMatchObject({
      value: expect.stringMatching(/^format/) as string,
    });
  });
  it('names what lies deeper by its whole path', () => {
    expect(Object.keys(findings(putBoundarySchema, { entity: { legalName: '' } }))).toContain(
      'entity.legalName',
    );
  });
});
