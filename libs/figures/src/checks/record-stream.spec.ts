import { describe, expect, it } from 'vitest';
import { ofMeter, source } from '../../fixtures/planted-site.js';
import { recordStream } from './record-stream.js';

const coal = source(
  'coal',
  'process',
  { kind: 'stock', unit: 't' },
  { crossCheck: { kind: 'manual', unit: 'kg' } },
);

describe('the stream of a record', () => {
  it('is one that the source has', () => {
    expect(recordStream(coal, 'purchased')).toEqual({ stream: 'purchased', unit: 't', stock: 'purchased' });
    expect(recordStream(coal, 'crossCheck')).toEqual({ stream: 'crossCheck', unit: 'kg', stock: null });
    expect(recordStream(source('x', 'process', { kind: 'manual', unit: 't' }), '')).toEqual({
      stream: '',
      unit: 't',
      stock: null,
    });
  });

  it('is refused by its field, with the streams there are', () => {
    expect(recordStream(coal, '')).toEqual({
      field: 'stream',
      text: {
        en: '"coal" takes records of: purchased, sold, stock, crossCheck',
        zh: '“coal”接受的记录：purchased, sold, stock, crossCheck',
      },
    });
    const plain = source('x', 'process', { kind: 'manual', unit: 't' });
    expect(recordStream(plain, 'sold')).toEqual({
      field: 'stream',
      text: { en: '"x" takes records of: (none: its activity)', zh: '“x”接受的记录：（空：自身活动数据）' },
    });
  });

  it('is none of a source that is metered', () => {
    const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));
    expect(recordStream(grid, '')).toEqual({
      field: 'source',
      text: {
        en: '"grid" is bound to meters; it takes no manual activity data',
        zh: '“grid”取自计量表，不接受手工活动数据',
      },
    });
  });
});
