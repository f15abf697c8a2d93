import { ambiguousUnit, findUnit } from '@zerofab/units';
import type { MeterInfo } from '../domain/record.js';
import type { ActivityBinding, RegisterBinding } from '../domain/source.js';
import { wrong, type Findings } from './findings.js';

function* checkRegister(
  meters: readonly MeterInfo[],
  field: string,
  bound: RegisterBinding,
  seen: Set<string>,
): Findings {
  const meter = meters.find((candidate) => candidate.code === bound.meter);
  if (meter === undefined) {
    yield wrong(
      `${field}.meter`,
      `there is no meter "${bound.meter}" at this site; create it first`,
      `本厂区没有计量表“${bound.meter}”；请先创建`,
    );
    return;
  }
  const register = meter.registers.find((candidate) => candidate.code === bound.register);
  if (register === undefined) {
    const codes = meter.registers.map(({ code }) => code);
    yield wrong(
      `${field}.register`,
      `meter "${meter.code}" has no register "${bound.register}"; it has: ${codes.join(', ')}`,
      `计量表“${meter.code}”没有寄存器“${bound.register}”；它有：${codes.join('、')}`,
    );
    return;
  }
  const name = `${meter.code}/${register.code}`;
  if (seen.has(name))
    yield wrong(field, `"${name}" is bound twice; it would count twice`, `“${name}”绑定了两次，会重复计算`);
  seen.add(name);
  if (register.kind === 'gauge')
    yield wrong(
      `${field}.register`,
      `"${register.code}" is a gauge; activity data comes from a counter or interval register`,
      `“${register.code}”是瞬时量；活动数据须取自累计或区间寄存器`,
    );
}

/** Whether an amount can be taken: its registers exist and count something, its unit is known. */
export function* checkBinding(meters: readonly MeterInfo[], at: string, binding: ActivityBinding): Findings {
  if (binding.kind !== 'meters') {
    if (findUnit(binding.unit) === undefined) {
      const usual = { zh: '请用 t、kg、Nm3、kWh、GJ …', en: 'use t, kg, Nm3, kWh, GJ …' };
      const { zh, en } = ambiguousUnit(binding.unit) ?? usual;
      yield wrong(
        `${at}.unit`,
        `"${binding.unit}" is not a known unit; ${en}`,
        `“${binding.unit}”不是已知单位；${zh}`,
      );
    }
    return;
  }
  const seen = new Set<string>();
  for (const [index, bound] of binding.registers.entries())
    yield* checkRegister(meters, `${at}.registers.${String(index)}`, bound, seen);
}
