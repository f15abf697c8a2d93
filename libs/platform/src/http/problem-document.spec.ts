import { PROBLEMS, refusalOf, type ProblemCode } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { languageOf, problemOf, statusOfRefusal } from './problem-document.js';

describe('language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['en;q=0.5, zh-Hans;q=0.7', 'zh'],
    ['fr, de', 'en'],
    ['zhuang', 'en'],
    ['zh;q=0', 'en'],
  ])('%s → %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('a refusal as a problem document', () => {
  const refusal = refusalOf('bad-span', 'to', { zh: '必须晚于开始时间', en: 'must be later than from' });
  it('speaks the language of the reader and names the field in both', () => {
    expect(problemOf(refusal, 'zh')).toEqual({
      type: '/problems/bad-span',
      title: '时段无效',
      status: 422,
      detail: 'to：必须晚于开始时间',
      text: { zh: 'to：必须晚于开始时间', en: 'to: must be later than from' },
      errors: [
        {
          field: 'to',
          detail: '必须晚于开始时间',
          text: { zh: '必须晚于开始时间', en: 'must be later than from' },
        },
      ],
    });
    expect(problemOf(refusal, 'en').detail).toBe('to: must be later than from');
  });
  it('tells more where the refusal does', () => {
    const more = { expectedVersion: 1, presentVersion: 2 };
    const stale = { code: 'stale-version', text: { zh: '已更改', en: 'changed' }, more } as const;
    expect(problemOf(stale, 'en')).toMatchObject({ status: 409, ...more });
  });
  it('is not found as a path, and not valid as a field, where it may be both', () => {
    const text = { zh: '无', en: 'none' };
    expect(statusOfRefusal({ code: 'unknown-evidence', text })).toBe(404);
    expect(statusOfRefusal(refusalOf('unknown-evidence', 'evidence', text))).toBe(422);
  });
  it('leaves out fields where there are none', () => {
    expect(problemOf({ code: 'unknown-site', text: { zh: '无', en: 'none' } }, 'en')).not.toHaveProperty(
      'errors',
    );
  });
  it('has a status and both titles for every code of the catalogue', () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const { title } = PROBLEMS[code];
      expect(statusOfRefusal({ code, text: title }), code).toBeGreaterThanOrEqual(400);
      expect(title.zh, code).toMatch(/[\u4e00-\u9fff]/);
      expect(title.en, code).toMatch(/^[A-Z][^\u4e00-\u9fff]+$/);
    }
  });
});
