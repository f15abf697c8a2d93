import { STOCK_STREAMS, type StockStream } from '@zerofab/vocabulary';
import type { ActivityBinding, Calculation, InputBinding, InputBindings } from './source.js';

/** An amount that an input of a formula is bound to; the stream is the path of the input. */
export interface Stream {
  readonly stream: string;
  readonly binding: ActivityBinding;
}

/** A stream under which manual activity data is entered, and the unit its records must fit. */
export interface RecordStream {
  /** Empty for the activity of the source itself. */
  readonly stream: string;
  readonly unit: string;
  /** Which side of a stock balance it is; null for a plain amount. */
  readonly stock: StockStream | null;
}

/** Path of an input within a nested formula, e.g. `netCalorificValue/batch.jan.amount`. */
export const pathOf = (parent: string, name: string): string => (parent === '' ? name : `${parent}/${name}`);

const isAmount = (binding: InputBinding): binding is ActivityBinding =>
  binding.kind === 'meters' || binding.kind === 'manual' || binding.kind === 'stock';

/** Every amount among the inputs of a calculation, also those of nested formulas. */
const streamsOf = (inputs: InputBindings, parent = ''): Stream[] =>
  Object.entries(inputs).flatMap(([name, binding]) => {
    const stream = pathOf(parent, name);
    if (isAmount(binding)) return [{ stream, binding }];
    return binding.kind === 'formula' ? streamsOf(binding.inputs, stream) : [];
  });

/** Path under which the own inputs of a formula are known: its place, for a formula may serve twice (two gases). */
export const formulaPath = (index: number): string => `formula${String(index + 1)}`;

/** Every amount that a calculation takes: of the shared inputs, then of those that belong to one formula. */
export const calculationStreams = (
  calculation: Pick<Calculation, 'formulas' | 'inputs'> | null | undefined,
): Stream[] =>
  calculation === undefined || calculation === null
    ? []
    : [
        ...streamsOf(calculation.inputs),
        ...calculation.formulas.flatMap(({ inputs }, index) => streamsOf(inputs ?? {}, formulaPath(index))),
      ];

const recordsOf = ({ stream, binding }: Stream): RecordStream[] => {
  if (binding.kind === 'meters') return [];
  const { unit } = binding;
  if (binding.kind === 'manual') return [{ stream, unit, stock: null }];
  return STOCK_STREAMS.map((stock) => ({
    stream: stream === '' ? stock : `${stream}.${stock}`,
    unit,
    stock,
  }));
};

/** What of a source is entered by hand: its activity first, then inputs of its formulas, then the cross-check. */
export const recordStreams = (source: {
  readonly activity: ActivityBinding;
  readonly calculation?: Pick<Calculation, 'formulas' | 'inputs'> | null | undefined;
  readonly crossCheck?: ActivityBinding | null | undefined;
}): RecordStream[] => [
  ...recordsOf({ stream: '', binding: source.activity }),
  ...calculationStreams(source.calculation).flatMap(recordsOf),
  ...(source.crossCheck === undefined || source.crossCheck === null
    ? []
    : recordsOf({ stream: 'crossCheck', binding: source.crossCheck })),
];
