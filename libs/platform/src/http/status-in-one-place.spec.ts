import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root.js';

/** Code that decides on an HTTP status: an exception of the framework, a status member, a status as first argument. */
const STATUS =
  /\bHttp(?:Exception|Status)\b|\b[A-Z]\w+Exception\b|\bstatus(?:Code)?:\s*[45]\d\d\b|\([45]\d\d,/;

const libs = join(projectRoot(), 'libs');
const sources = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('platform/src/http/'),
);

describe('HTTP statuses of refusals', () => {
  it.each([
    "throw new ProblemError(422, 'validation', 'no')",
    'throw new NotFoundException()',
    'reply.send({ status: 404 })',
    'HttpStatus.CONFLICT',
  ])('are seen in %s', (code) => {
    expect(code).toMatch(STATUS);
  });

  it('are decided in platform/src/http alone', () => {
    expect(sources.length).toBeGreaterThan(200);
    const found = sources.filter((file) => STATUS.test(readFileSync(join(libs, file), 'utf8')));
    expect(found).toEqual([]);
  });
});
