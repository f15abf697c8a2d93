import type { ActivityBinding } from '@zerofab/contracts';
import { STOCK_STREAMS, streamsOf, type SourceDefinition } from '@zerofab/inventory';
import { refuse } from './refuse.js';

/** Names under which records of a binding are entered; none for meters. */
const namesOf = (stream: string, binding: ActivityBinding): { stream: string; unit: string }[] => {
  if (binding.kind === 'meters') return [];
  const { unit } = binding;
  if (binding.kind === 'manual') return [{ stream, unit }];
  return STOCK_STREAMS.map((name) => ({ stream: stream === '' ? name : `${stream}.${name}`, unit }));
};

/**
 * The stream a record is entered for, and the unit it must fit.
 * @throws ProblemError 422 that lists the streams of the source when there is no such one
 */
export const recordStream = (source: SourceDefinition, asked: string): { stream: string; unit: string } => {
  const all = [
    ...namesOf('', source.activity),
    ...streamsOf(source.calculation?.inputs ?? {}).flatMap(({ stream, binding }) => namesOf(stream, binding)),
    ...(source.crossCheck === undefined ? [] : namesOf('crossCheck', source.crossCheck)),
  ];
  const found = all.find(({ stream }) => stream === asked);
  if (found !== undefined) return found;
  if (all.length === 0)
    return refuse('source', `"${source.code}" is bound to meters; it takes no manual activity data`);
  const names = all.map(({ stream }) => (stream === '' ? '(none: its activity)' : stream)).join(', ');
  return refuse('stream', `"${source.code}" takes records of: ${names}`);
};
