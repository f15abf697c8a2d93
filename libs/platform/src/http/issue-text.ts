import { messageText } from '@zerofab/contracts';
import type { Bilingual } from '@zerofab/vocabulary';
import { z } from 'zod';

/** An issue as the validation pipe hands it on: of zod with its details, of another library with its message alone. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string | undefined;
}

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const CHINESE = z.locales.zhCN().localeError;
const ENGLISH = z.locales.en().localeError;

/** A value of each type as zod names it: an issue tells what it received by its message alone. */
const RECEIVED: Readonly<Record<string, unknown>> = {
  string: '',
  number: 0,
  boolean: false,
  array: [],
  object: {},
  null: null,
  NaN: Number.NaN,
};

const wordsOf = (answer: ReturnType<z.core.$ZodErrorMap>): string | undefined =>
  typeof answer === 'string' ? answer : answer?.message;

/** zod's words for a field that was left out say nothing to a person. */
const missing = (message: string): Bilingual | undefined => {
  const [, type] = /^Invalid input: expected (\w+), received undefined$/.exec(message) ?? [];
  return type === undefined ? undefined : { zh: `必须填写（${type}）`, en: `must be given (${type})` };
};

/** zod's own message in Chinese; undefined where the schema brought a message of its own. */
const chineseOf = (issue: Issue): string | undefined => {
  if (issue.code === undefined || issue.code === 'custom') return undefined;
  const [, received = ''] = /received (\w+)$/.exec(issue.message) ?? [];
  const raw = { ...issue, input: RECEIVED[received] } as unknown as RawIssue;
  return wordsOf(ENGLISH(raw)) === issue.message ? wordsOf(CHINESE(raw)) : undefined;
};

/** What an issue of an input says, in both languages. */
export const issueText = (issue: Issue): Bilingual => {
  const { message: en } = issue;
  const known = missing(en) ?? messageText(en);
  return known ?? { zh: chineseOf(issue) ?? `不符合要求：${en}`, en };
};
