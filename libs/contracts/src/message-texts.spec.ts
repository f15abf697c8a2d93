import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { CHINESE_MESSAGES, messageText } from './message-texts.js';

/** Checks of zod whose last argument is a message, with the place it stands at. */
const PLACES: Readonly<Record<string, number>> = { min: 1, max: 1, length: 1, regex: 1, refine: 1 };

const textOf = (node: ts.Expression, file: ts.SourceFile): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (text, span) => text + (textOf(span.expression, file) ?? '{}') + span.literal.text,
      node.head.text,
    );
  if (!ts.isIdentifier(node)) return undefined;
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find(({ name }) => name.getText(file) === node.text);
    if (found?.initializer !== undefined) return textOf(found.initializer, file);
  }
  return undefined;
};

/** Every message that the contracts give a check, as its key in the catalogue. */
const messagesIn = (file: ts.SourceFile): string[] => {
  const found: string[] = [];
  const take = (node: ts.Expression | undefined): void => {
    const text = node === undefined ? undefined : textOf(node, file);
    if (text !== undefined) found.push(text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const place = PLACES[node.expression.name.text];
      if (place !== undefined) take(node.arguments[place]);
    }
    if (ts.isPropertyAssignment(node) && /^(?:error|message)$/.test(node.name.getText(file)))
      take(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

const folder = import.meta.dirname;
const messages = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && name !== 'message-texts.ts')
  .flatMap((name) =>
    messagesIn(
      ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.ESNext, true),
    ),
  );

describe('messages of the contracts', () => {
  it('are found where they stand', () => {
    const source = `
      const LOW = \`give more than \${String(MIN)}\`;
      z.string().min(1, 'fill it in').regex(/x/, { error: 'not an x' }).max(LIMIT, LOW);
      context.addIssue({ message: \`\${a} stands twice\` });`;
    const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ESNext, true);
    expect(messagesIn(file).toSorted()).toEqual([
      'fill it in',
      'give more than {}',
      'not an x',
      '{} stands twice',
    ]);
  });

  it('have a Chinese counterpart each, and the catalogue holds nothing else', () => {
    expect(messages.length).toBeGreaterThan(50);
    expect(Object.keys(CHINESE_MESSAGES).toSorted()).toEqual([...new Set(messages)].toSorted());
    for (const zh of Object.values(CHINESE_MESSAGES)) expect(zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('insert the same parts in both languages', () => {
    for (const [en, zh] of Object.entries(CHINESE_MESSAGES))
      expect(zh.split('{}').length, en).toBe(en.split('{}').length);
    expect(messageText('overlaps another period of unit B$1; end that one first')?.zh).toBe(
      '与设施 B$1 的另一时段重叠；请先结束该时段',
    );
    expect(messageText('coal of boiler is planned twice; keep one')?.zh).toBe(
      '数据 coal（排放源 boiler）重复；请只保留一项',
    );
    expect(messageText('is no file name')).toEqual({ zh: '不是文件名', en: 'is no file name' });
  });

  it('are told from all other words', () => {
    expect(messageText('Invalid input: expected string, received number')).toBeUndefined();
    expect(messageText('constructor')).toBeUndefined();
  });
});
