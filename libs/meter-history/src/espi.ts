import type { BadRow, FileReading } from './file-format.js';
import { UnreadableFile } from './detect.js';

/** A channel of a Green Button file: its unit in words of the platform. */
export interface EspiRead {
  readonly unit: string;
  /** Name of each flow of the file; more than one must be chosen from. */
  readonly flows: readonly string[];
  readonly rows: readonly (FileReading | BadRow)[];
  readonly stepMs: number | undefined;
}

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
 * Readings of a Green Button download (NAESB ESPI Atom XML): energy of each interval at its end, in `unit`.
 * @param register register that they become @param scale factor on the value @param flow one of `flows`
 * @throws UnreadableFile for one without intervals, or without a known unit
 */
export const readEspi = (text: string, register: string, scale: number, flow?: string): EspiRead => {
  const entries = blocks(text, 'entry');
  const types = entries.flatMap(typeOf);
  const parts = entries.flatMap((entry) =>
    blocks(entry, 'IntervalBlock').map((block) => ({ block, type: typeFor(entry, entries, types) })),
  );
  const flows = [...new Set(parts.map(({ type }) => type?.flow ?? 'delivered'))];
  const chosen = parts.filter(({ type }) => (type?.flow ?? 'delivered') === (flow ?? flows[0]));
  const unit = chosen[0]?.type?.unit ?? 'Wh';
  if (chosen.length === 0 || unit === '?')
    throw new UnreadableFile({
      zh: 'Green Button 文件中没有区间数据，或单位代码未知',
      en: 'The Green Button file has no interval blocks, or a unit code that is not known',
    });
  const readings = chosen.flatMap(({ block, type }) =>
    blocks(block, 'IntervalReading').map((xml) => ({ xml, factor: type?.factor ?? 1 })),
  );
  const rows = readings.map(({ xml, factor }, index): FileReading | BadRow => {
    const [start, duration, value] = ['start', 'duration', 'value'].map((name) =>
      Number(tag(xml, name) ?? Number.NaN),
    );
    const ts = ((start ?? Number.NaN) + (duration ?? Number.NaN)) * 1000;
    if (!Number.isFinite(ts) || value === undefined || !Number.isFinite(value))
      return {
        line: index + 1,
        reason: { zh: '区间没有时间或数值', en: 'the interval has no time or no value' },
      };
    return { ts, values: { [register]: Number((value * factor * scale).toPrecision(15)) } };
  });
  const duration = Number(tag(readings[0]?.xml ?? '', 'duration') ?? Number.NaN);
  return { unit, flows, rows, stepMs: Number.isFinite(duration) ? duration * 1000 : undefined };
};
