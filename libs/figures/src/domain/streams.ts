import { STOCK_STREAMS, type StockStream } from '@zerofab/vocabulary';
import type { ActivityBinding, InputBinding, InputBindings } from './source.js';

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
export const streamsOf = (inputs: InputBindings, parent = ''): Stream[] =>
  Object.entries(inputs).flatMap(([name, binding]) => {
    const stream = pathOf(parent, name);
    if (isAmount(binding)) return [{ stream, binding }];
    return binding.kind === 'formula' ? streamsOf(binding.inputs, stream) : [];
  });

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
  readonly calculation?: { readonly inputs: InputBindings } | null | undefined;
  readonly crossCheck?: ActivityBinding | null | undefined;
}): RecordStream[] => [
  ...recordsOf({ stream: '', binding: source.activity }),
  ...streamsOf(source.calculation?.inputs ?? {}).flatMap(recordsOf),
  ...(source.crossCheck === undefined || source.crossCheck === null
    ? []
    : recordsOf({ stream: 'crossCheck', binding: source.crossCheck })),
];
