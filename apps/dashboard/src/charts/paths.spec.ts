import { expect, it } from 'vitest';
import { axisDecimals, axisText } from './axis';
import { csvOf } from '../api/save-file';
import { gapsOf, largest, sparkGeometry } from './spark-path';
import { stepPath } from './step-path';

const box = { width: 95, height: 20, slots: 96, top: 10 };

it('lifts the pen at a gap and never draws it as zero', () => {
  const { path, end } = sparkGeometry([5, 5, null, null, 10], box);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path).not.toContain('18.0');
  expect(end).toEqual({ x: 4, y: 2 });
  expect(gapsOf([5, null, null, 10, null, null, null], 10)).toEqual([
    { from: 0.1, to: 0.3 },
    { from: 0.4, to: 0.7 },
  ]);
});

it('does not call a gap what may still be on its way', () => {
  expect(gapsOf([5, null, null], 10)).toEqual([]);
});

it('has nothing to draw without data', () => {
  expect(sparkGeometry([], box)).toEqual({ path: '', area: '', end: null });
  expect(sparkGeometry([null], box).path).toBe('');
  expect(largest([], [null, 3])).toBe(3);
});

it('draws a counter as steps and breaks it where it wraps', () => {
  const at = (minute: number, value: number): { ts: string; value: number } => ({
    ts: `2026-05-19T00:0${minute}:00Z`,
    value,
  });
  const path = stepPath([at(0, 98), at(1, 99), at(2, 1), at(3, 2)], { width: 30, height: 10 }, true);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path).toContain('H10.0');
  expect(stepPath([at(0, 1), at(1, 5)], { width: 30, height: 10 }, false)).toContain('L30.0');
  expect(stepPath([], { width: 30, height: 10 }, true)).toBe('');
});

it('draws nothing where a meter was silent, and a single pause more as a line', () => {
  const at = (minute: number) => ({ ts: new Date(minute * 60_000).toISOString(), value: minute });
  const gauge = (...minutes: number[]) => stepPath(minutes.map(at), { width: 90, height: 10 }, false);
  expect(gauge(0, 15, 30, 45, 300, 315, 330).match(/M/g)).toHaveLength(2);
  expect(gauge(0, 15, 30, 75, 90, 105).match(/M/g)).toHaveLength(1);
});

it('gives every label of an axis the same decimals', () => {
  expect([0, 40, 3, 2.4, 0.3, 0.02].map(axisDecimals)).toEqual([0, 0, 1, 1, 2, 3]);
  expect([0, 0.5, 1].map((value) => axisText(value, 2))).toEqual(['0', '0.50', '1.00']);
});

it('writes CSV that spreadsheet programs read', async () => {
  const bytes = new Uint8Array(
    await (
      await csvOf([
        ['a', 'b, c'],
        ['-1.5', '=say("x")'],
      ])
    ).arrayBuffer(),
  );
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe(`a,"b, c"\r\n-1.5,"'=say(""x"")"\r\n`);
});
