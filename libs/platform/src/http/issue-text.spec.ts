import { codeSchema, instantParamSchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueText } from './issue-text.js';

const textOf = (schema: z.ZodType, value: unknown) => {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (issue === undefined) throw new Error('expected an issue');
  return issueText(issue);
};

describe('what a schema finds, in both languages', () => {
  it.each([
    [z.string(), undefined, 'must be given (string)', '必须填写（string）'],
    [
      z.string(),
      5,
      'Invalid input: expected string, received number',
      '无效输入：期望 string，实际接收 数字',
    ],
    [
      z.number(),
      null,
      'Invalid input: expected number, received null',
      '无效输入：期望 数字，实际接收 空值(null)',
    ],
    [z.number(), [], 'Invalid input: expected number, received array', '无效输入：期望 数字，实际接收 数组'],
    [z.int(), 1.5, 'Invalid input: expected int, received number', '无效输入：期望 int，实际接收 数字'],
    [z.number().max(9), 10, 'Too big: expected number to be <=9', '数值过大：期望 number <=9'],
    [
      z.string().min(2),
      'a',
      'Too small: expected string to have >=2 characters',
      '数值过小：期望 string >=2 字符',
    ],
    [
      z.array(z.string()).max(1),
      ['', ''],
      'Too big: expected array to have <=1 items',
      '数值过大：期望 array <=1 项',
    ],
    [z.iso.date(), '2026-02-30', 'Invalid ISO date', '无效ISO日期'],
    [z.enum(['a', 'b']), 'c', 'Invalid option: expected one of "a"|"b"', '无效选项：期望以下之一 "a"|"b"'],
    [z.strictObject({}), { x: 1 }, 'Unrecognized key: "x"', '出现未知的键(key): "x"'],
    [z.union([z.string(), z.number()]), {}, 'Invalid input', '无效输入'],
  ])('zod itself: %#', (schema, value, en, zh) => {
    expect(textOf(schema, value)).toEqual({ zh, en });
  });

  it('the contracts, with what they insert', () => {
    expect(textOf(codeSchema, 'a b').zh).toMatch(/^请使用 1 至 64 个字母/);
    expect(textOf(instantParamSchema, '1800-01-01').zh).toBe('年份不在 1990 至 2100 之间；请核对日期');
  });

  it('words that nobody translated stay readable', () => {
    expect(textOf(z.string().min(2, 'more, please'), 'a')).toEqual({
      zh: '不符合要求：more, please',
      en: 'more, please',
    });
  });
});
