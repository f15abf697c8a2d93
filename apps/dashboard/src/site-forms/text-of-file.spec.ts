import { expect, it } from 'vitest';
import { base64OfFile, delimiterOf, textOfFile } from './text-of-file';

it('reads UTF-8, and GB 18030 where it is none', async () => {
  expect(await textOfFile(new Blob(['代码,名称']))).toBe('代码,名称');
  // 代码 as Chinese spreadsheet programs write it.
  expect(await textOfFile(new Blob([new Uint8Array([0xb4, 0xfa, 0xc2, 0xeb])]))).toBe('代码');
});

it.each([
  ['a,b;c,d\n1;2;3;4', ','],
  ['a;b\n1,2,3', ';'],
  ['a\tb', '\t'],
  ['alone', ','],
])('finds the separator of %j', (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter);
});

it('writes base64 of any size', async () => {
  const bytes = new Uint8Array(20_001).map((_, index) => index % 256);
  expect(Buffer.from(await base64OfFile(new Blob([bytes])), 'base64').equals(Buffer.from(bytes))).toBe(true);
});
