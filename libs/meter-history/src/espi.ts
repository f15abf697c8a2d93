import type { CsvRecord } from './csv-records.js';
import { UnreadableFile } from './detect.js';

/** UomType of NAESB ESPI 1.1 (IEC 61968-9): codes of units that a meter of energy or gas has. */
const UNITS: Readonly<Record<string, string>> = { '72': 'Wh', '38': 'W', '42': 'm3', '31': 'J' };
const FLOWS: Readonly<Record<string, string>> = {
  '1': 'delivered',
  '19': 'received',
  '4': 'net',
  '0': 'none',
};

export const isEspi = (text: string): boolean =>
  /^\uFEFF?\s*</.test(text) && /IntervalBlock|naesb\.org\/espi/.test(text.slice(0, 200_000));

const tag = (xml: string, name: string): string | undefined =>
  new RegExp(String.raw`<(?:\w+:)?${name}\b[^>]*>([^<]*)<`).exec(xml)?.[1]?.trim();

const blocks = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(String.raw`<(?:\w+:)?${name}\b[^>]*>([\s\S]*?)</(?:\w+:)?${name}>`, 'g'))].map(
    ([, inner]) => inner ?? '',
  );

const hrefs = (entry: string): string[] =>
  [...entry.matchAll(/<(?:\w+:)?link\b[^>]*\bhref="([^"]*)"/g)].map(([, href]) => href ?? '');

interface Type {
  readonly href: readonly string[];
  readonly unit: string;
  readonly factor: number;
  readonly flow: string;
}

const typeOf = (entry: string): Type[] =>
  blocks(entry, 'ReadingType').map((xml) => ({
    href: hrefs(entry),
    unit: UNITS[tag(xml, 'uom') ?? '72'] ?? '?',
    factor: 10 ** Number(tag(xml, 'powerOfTenMultiplier') ?? 0),
    flow: FLOWS[tag(xml, 'flowDirection') ?? '1'] ?? 'other',
  }));

/** The reading type of an interval block: by the links of its meter reading; the only one where there is one. */
const typeFor = (block: string, entries: readonly string[], types: readonly Type[]): Type | undefined => {
  if (types.length < 2) return types[0];
  const up = hrefs(block);
  const reading = entries.find(
    (entry) =>
      /<(?:\w+:)?MeterReading\b/.test(entry) &&
      hrefs(entry).some((href) => up.some((own) => own.startsWith(href))),
  );
  const related = reading === undefined ? [] : hrefs(reading);
  return types.find(({ href }) => href.some((one) => related.includes(one)));
};

/**
 * Intervals of a Green Button download (NAESB ESPI Atom XML) as records of a table: end, value with its unit in the
 * header, flow. Each value is raised by the power of ten of its reading type.
 * @throws UnreadableFile for one without intervals, with several units, or with an unknown one
 */
export const espiRecords = (text: string): CsvRecord[] => {
  const entries = blocks(text, 'entry');
  const types = entries.flatMap(typeOf);
  const parts = entries.flatMap((entry) =>
    blocks(entry, 'IntervalBlock').map((block) => ({ block, type: typeFor(entry, entries, types) })),
  );
  const units = new Set(parts.map(({ type }) => type?.unit ?? '?'));
  const [unit = '?'] = units;
  if (units.size !== 1 || unit === '?')
    throw new UnreadableFile({
      zh: 'Green Button 文件中没有区间数据，或单位未知、不止一种',
      en: 'The Green Button file has no interval blocks, or units that are not known or more than one',
    });
  const rows = parts.flatMap(({ block, type }) =>
    blocks(block, 'IntervalReading').map((xml) => [
      endOf(xml),
      valueOf(xml, type?.factor ?? 1),
      type?.flow ?? 'other',
    ]),
  );
  return [['end', `value (${unit})`, 'flow'], ...rows].map((cells, index) => ({ line: index + 1, cells }));
};

const endOf = (xml: string): string => {
  const [start, duration] = ['start', 'duration'].map((name) => Number(tag(xml, name) ?? Number.NaN));
  const ms = ((start ?? Number.NaN) + (duration ?? Number.NaN)) * 1000;
  return Math.abs(ms) < 4_102_444_800_000 ? new Date(ms).toISOString() : '';
};

const valueOf = (xml: string, factor: number): string => {
  const text = tag(xml, 'value') ?? '';
  const value = text === '' ? Number.NaN : Number((Number(text) * factor).toPrecision(15));
  return Number.isFinite(value) ? String(value) : text;
};
