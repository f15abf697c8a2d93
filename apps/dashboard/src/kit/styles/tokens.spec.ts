import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
type Tokens = ReadonlyMap<string, string>;
const block = (selector: string): Tokens => {
  const body = css.slice(css.indexOf(`${selector} {`), css.indexOf('}', css.indexOf(`${selector} {`)));
  return new Map([...body.matchAll(/--zf-([\w-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
};
const themes: Readonly<Record<string, Tokens>> = {
  light: block(':root'),
  dark: block("[data-theme='dark']"),
};

type Triple = readonly [number, number, number];
const linear = (hex: string): Triple => {
  const channel = (at: number): number => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const luminance = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

/** Machado 2009, severity 1, on linear RGB. */
const SIGHT: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};
const seen = (hex: string, sight: string): Triple => {
  const rgb = linear(hex);
  const row = (index: number): number => {
    const weights = SIGHT[sight]?.[index] ?? [0, 0, 0];
    return Math.min(1, Math.max(0, weights[0] * rgb[0] + weights[1] * rgb[1] + weights[2] * rgb[2]));
  };
  return [row(0), row(1), row(2)];
};
const lab = ([r, g, b]: Triple): Triple => {
  const f = (t: number): number => (t > 216 / 24_389 ? Math.cbrt(t) : (24_389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};
const rad = (degrees: number): number => (degrees * Math.PI) / 180;

/** CIEDE2000. */
function deltaE([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (a: number, b: number): number =>
    a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)];
  const grey = c1 * c2 === 0;
  let dh = grey ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(rad(dh / 2));
  const [meanL, meanP] = [(l1 + l2) / 2, (c1 + c2) / 2];
  let meanH = h1 + h2;
  if (!grey)
    meanH = Math.abs(h1 - h2) <= 180 ? meanH / 2 : meanH < 360 ? (meanH + 360) / 2 : (meanH - 360) / 2;
  const t =
    1 -
    0.17 * Math.cos(rad(meanH - 30)) +
    0.24 * Math.cos(rad(2 * meanH)) +
    0.32 * Math.cos(rad(3 * meanH + 6)) -
    0.2 * Math.cos(rad(4 * meanH - 63));
  const sl = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
  const sc = 1 + 0.045 * meanP;
  const sh = 1 + 0.015 * meanP * t;
  const turn =
    -2 *
    Math.sqrt(meanP ** 7 / (meanP ** 7 + 25 ** 7)) *
    Math.sin(rad(60 * Math.exp(-(((meanH - 275) / 25) ** 2))));
  const [x, y, z] = [(l2 - l1) / sl, (c2 - c1) / sc, dH / sh];
  return Math.sqrt(x ** 2 + y ** 2 + z ** 2 + turn * y * z);
}

const SETS: Readonly<Record<string, readonly string[]>> = {
  carriers: ['elec', 'gas', 'heat', 'water', 'air', 'diesel', 'coal', 'pv', 'h2', 'storage'].map(
    (name) => `c-${name}`,
  ),
  scopes: ['s-direct', 's-indirect', 's-other', 's-removal', 's-avoided'],
  quality: ['q-est', 'q-man', 'q-mis', 'q-con'],
  states: ['ok', 'warn', 'alarm', 'info'],
};
const TEXT = [
  'text',
  'text2',
  'text3',
  'accent',
  'ok',
  'warn',
  'alarm',
  'info',
  'q-est',
  'q-man',
  'q-mis',
  'q-con',
  'd-up',
  'd-down',
];
const TINTED: readonly (readonly [string, string])[] = [
  ['accent', 'accent-weak'],
  ['ok', 'ok-weak'],
  ['warn', 'warn-weak'],
  ['alarm', 'alarm-weak'],
  ['info', 'info-weak'],
  ['on-accent', 'accent'],
  ['text', 'accent-weak'],
  ['text2', 'accent-weak'],
];

/** Pairs of a theme whose contrast is too low, as words. */
const tooLow = (tokens: Tokens, pairs: readonly (readonly [string, string])[], least: number): string[] =>
  pairs
    .filter(([a, b]) => contrast(tokens.get(a) ?? '', tokens.get(b) ?? '') < least)
    .map(([a, b]) => `${a} on ${b}`);
const onAll = (names: readonly string[], grounds: readonly string[]): (readonly [string, string])[] =>
  names.flatMap((name) => grounds.map((ground) => [name, ground] as const));

describe.each(Object.entries(themes))('%s theme', (_, tokens) => {
  it('has text at 4.5 : 1 or better on every ground it stands on', () => {
    const pairs = [
      ...onAll(TEXT, ['surface', 'sunken']),
      ...onAll(['text', 'text2', 'text3', 'accent'], ['bg']),
      ...TINTED,
    ];
    expect(tooLow(tokens, pairs, 4.5)).toEqual([]);
  });
  it('has graphics at 3 : 1 or better on the card', () => {
    const graphics = [...Object.values(SETS).flat(), 'line-strong'];
    expect(tooLow(tokens, onAll(graphics, ['surface']), 3)).toEqual([]);
  });
  it.each(Object.keys(SIGHT))('keeps the colours of a set apart in %s sight', (sight) => {
    const at = (name: string): Triple => lab(seen(tokens.get(name) ?? '', sight));
    const close = Object.values(SETS).flatMap((names) =>
      names.flatMap((a, index) =>
        names.slice(index + 1).flatMap((b) => (deltaE(at(a), at(b)) < 10 ? [`${a} and ${b}`] : [])),
      ),
    );
    expect(close).toEqual([]);
  });
});

it('defines the same colours in both themes', () => {
  expect([...(themes['dark']?.keys() ?? [])]).toEqual([...(themes['light']?.keys() ?? [])]);
});

it('has no colour outside this file', () => {
  const root = join(import.meta.dirname, '../..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(vue|ts|css)$/.test(name) && !name.endsWith('tokens.css') && !name.endsWith('.spec.ts'),
  );
  const stray = files.filter((name) =>
    /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(readFileSync(join(root, name), 'utf8')),
  );
  expect(stray).toEqual([]);
});
