import type { Inventory } from '@zerofab/contracts';
import { localInstant } from '../instant.js';
import type { Labels } from '../labels.js';
import { FORMATS, number, text, type SheetWriter } from '../sheet.js';

export const QUALITY_WIDTHS = [14, 14, 22, 15, 11, 8, 10, 11, 9, 15, 12, 10, 10, 10, 17, 15, 17, 15, 7];

const writeSources = (sheet: SheetWriter, inventory: Inventory, labels: Labels): void => {
  const say = labels.say.bind(labels);
  sheet.header([
    say('排放源', 'Source'),
    say('数据方式', 'Data'),
    say('名称', 'Name'),
    say('活动数据', 'Activity'),
    say('单位', 'Unit'),
    say('覆盖率', 'Coverage'),
    say('质量', 'Quality'),
    say('读数个数', 'Readings'),
    say('表计数', 'Registers'),
    say('估算部分', 'Estimated part'),
    say('估算 tCO2e', 'Estimated tCO2e'),
  ]);
  for (const source of inventory.sources) {
    const { activity } = source;
    sheet.row([
      text(source.code),
      text(activity.kind === 'meters' ? say('计量表', 'meters') : say('人工录入', 'by hand')),
      text(labels.of(source.name)),
      number(activity.exact),
      text(activity.unit),
      number(activity.coverage, FORMATS.share),
      text(labels.quality(activity.quality)),
      number(activity.readings, FORMATS.count),
      number(activity.registers.length, FORMATS.count),
      number(activity.exact === null ? null : activity.estimated),
      number(source.exact === null ? null : source.estimatedTco2e, FORMATS.tonnes),
    ]);
  }
};

const writeRegisters = (sheet: SheetWriter, inventory: Inventory, labels: Labels): void => {
  const say = labels.say.bind(labels);
  sheet.heading(labels.both('表计证据', 'Evidence by register'));
  sheet.header([
    say('排放源', 'Source'),
    say('表计', 'Meter'),
    say('名称', 'Name'),
    say('寄存器', 'Register'),
    say('类型', 'Kind'),
    say('符号', 'Sign'),
    say('倍率', 'Multiplier'),
    say('翻转值', 'Rollover'),
    say('单位', 'Unit'),
    say('贡献量', 'Contribution'),
    say('其中估算', 'Estimated'),
    say('覆盖率', 'Coverage'),
    say('质量', 'Quality'),
    say('读数个数', 'Readings'),
    say('首读数时间', 'First reading at'),
    say('首读数', 'First reading'),
    say('末读数时间', 'Last reading at'),
    say('末读数', 'Last reading'),
    say('翻转', 'Wraps'),
  ]);
  for (const source of inventory.sources) {
    for (const register of source.activity.registers) {
      const at = (point: typeof register.first) =>
        text(point === null ? null : localInstant(point.ts, inventory.timezone));
      sheet.row([
        text(source.code),
        text(register.meter),
        text(labels.of(register.meterName)),
        text(register.register),
        text(register.kind),
        number(register.sign, FORMATS.plain),
        number(register.multiplier, FORMATS.plain),
        number(register.rollover, FORMATS.plain),
        text(register.registerUnit),
        number(register.value),
        number(register.value === null ? null : register.estimated),
        number(register.coverage, FORMATS.share),
        text(labels.quality(register.quality)),
        number(register.readings, FORMATS.count),
        at(register.first),
        number(register.first?.value),
        at(register.last),
        number(register.last?.value),
        number(register.wraps, FORMATS.count),
      ]);
    }
  }
};

/** How well the activity data is known: coverage, estimates, and the evidence of each register. */
export const writeQuality = (sheet: SheetWriter, inventory: Inventory, labels: Labels): void => {
  sheet.title(labels.both('数据质量', 'Data quality'));
  sheet.note(
    labels.say(
      '实测：由表计读数差得出；估算：读数中断期间按时间分摊，迟到读数到达后替换；人工录入：凭单据；缺测：无数据，不记为 0。计数器：末读数 − 首读数，乘以倍率，计入翻转。',
      'measured: from differences of readings; estimated: a gap spread by time, replaced when late readings arrive; manual: by document; missing: no data, never 0. Counter: last − first reading, times the multiplier, wraps counted.',
    ),
  );
  writeSources(sheet, inventory, labels);
  writeRegisters(sheet, inventory, labels);
};
