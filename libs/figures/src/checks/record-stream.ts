import type { FieldRefusal } from '@zerofab/vocabulary';
import type { SourceDefinition } from '../domain/source.js';
import { recordStreams, type RecordStream } from '../domain/streams.js';
import { wrong } from './findings.js';

/** The stream a record is entered for and the unit it must fit; what is wrong where there is no such one. */
export const recordStream = (source: SourceDefinition, asked: string): RecordStream | FieldRefusal => {
  const all = recordStreams(source);
  const found = all.find(({ stream }) => stream === asked);
  if (found !== undefined) return found;
  if (all.length === 0)
    return wrong(
      'source',
      `"${source.code}" is bound to meters; it takes no manual activity data`,
      `“${source.code}”取自计量表，不接受手工活动数据`,
    );
  const named = (own: string): string => all.map(({ stream }) => (stream === '' ? own : stream)).join(', ');
  return wrong(
    'stream',
    `"${source.code}" takes records of: ${named('(none: its activity)')}`,
    `“${source.code}”接受的记录：${named('（空：自身活动数据）')}`,
  );
};
