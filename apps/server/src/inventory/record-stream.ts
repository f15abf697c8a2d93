import { recordStreams, type RecordStream } from '@zerofab/contracts';
import type { SourceDefinition } from '@zerofab/inventory';
import { refuse } from './refuse.js';

/**
 * The stream a record is entered for, and the unit it must fit.
 * @throws ProblemError 422 that lists the streams of the source when there is no such one
 */
export const recordStream = (source: SourceDefinition, asked: string): RecordStream => {
  const all = recordStreams(source);
  const found = all.find(({ stream }) => stream === asked);
  if (found !== undefined) return found;
  if (all.length === 0)
    return refuse('source', `"${source.code}" is bound to meters; it takes no manual activity data`);
  const names = all.map(({ stream }) => (stream === '' ? '(none: its activity)' : stream)).join(', ');
  return refuse('stream', `"${source.code}" takes records of: ${names}`);
};
