import { describe, expect, it } from 'vitest';
import { formatDuration } from './duration';
import { NNBSP } from './number';
import {
  formatDayOfWeek,
  formatDays,
  formatFullDay,
  formatMoment,
  formatStamp,
  formatTime,
  dayOf,
  zoneLabel,
  zoneOffset,
} from './time';

const AT = '2026-05-19T06:35:10Z';

describe('times of a site', () => {
  it('stand in its own zone, also with a quarter-hour offset', () => {
    expect(formatStamp(AT, 'Asia/Shanghai')).toBe('2026-05-19 14:35:10');
    expect(formatStamp(AT, 'Asia/Kathmandu')).toBe('2026-05-19 12:20:10');
    expect(dayOf('2026-05-19T16:00:00Z', 'Asia/Shanghai')).toBe('2026-05-20');
    expect(formatTime('2026-05-19T16:00:00Z', 'Asia/Shanghai', true)).toBe('00:00:00');
  });
  it('follow summer time', () => {
    expect(zoneOffset('Europe/Berlin', Date.parse('2026-07-01T00:00:00Z'))).toBe('UTC+02:00');
    expect(zoneOffset('Europe/Berlin', Date.parse('2026-01-01T00:00:00Z'))).toBe('UTC+01:00');
    expect(zoneOffset('UTC', 0)).toBe('UTC+00:00');
  });
  it('name the zone once, in words', () => {
    expect(zoneLabel('Asia/Shanghai', Date.parse(AT), 'zh-CN')).toBe('UTC+08:00 上海');
    expect(zoneLabel('America/New_York', Date.parse(AT), 'en')).toBe('UTC-04:00 New York');
  });
  it('drop the date of today', () => {
    expect(formatMoment(AT, 'Asia/Shanghai', 'en', '2026-05-19')).toBe('14:35');
    expect(formatMoment(AT, 'Asia/Shanghai', 'zh-CN', '2026-05-20')).toBe('5月19日 14:35');
  });
});

describe('days', () => {
  it('are written short, with the weekday', () => {
    expect(formatDayOfWeek('2026-05-19', 'zh-CN')).toBe('5月19日 周二');
    expect(formatDayOfWeek('2026-05-19', 'en')).toBe('Tue 19 May');
    expect(formatFullDay('2026-05-19', 'en')).toBe('Tue 19 May 2026');
  });
  it('half-open spans are shown inclusive', () => {
    expect(formatDays('2026-05-01', '2026-05-20', 'zh-CN')).toBe('5月1–19日');
    expect(formatDays('2026-05-01', '2026-05-20', 'en')).toBe('1–19 May');
    expect(formatDays('2026-01-01', '2026-05-20', 'en')).toBe('1 Jan–19 May');
    expect(formatDays('2025-12-28', '2026-01-04', 'zh-CN')).toBe('2025年12月28日–2026年1月3日');
    expect(formatDays('2026-05-19', '2026-05-20', 'en')).toBe('19 May');
  });
});

it('writes a silence in its largest units', () => {
  expect(formatDuration(11_700)).toBe(`3${NNBSP}h 15${NNBSP}min`);
  expect(formatDuration(11_700, 1)).toBe(`3${NNBSP}h`);
  expect(formatDuration(40)).toBe(`40${NNBSP}s`);
  expect(formatDuration(0)).toBe(`0${NNBSP}s`);
  expect(formatDuration(187_200)).toBe(`2${NNBSP}d 4${NNBSP}h`);
});
