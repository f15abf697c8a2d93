import type { Meter } from '@zerofab/contracts';
import { usualRegister, type Carrier, type RegisterKind } from '@zerofab/vocabulary';
import type { MeterBody } from './api';

/** A register in the boxes of the form: text, as typed. */
export interface RegisterForm {
  code: string;
  nameZh: string;
  nameEn: string;
  kind: RegisterKind;
  unit: string;
  multiplier: string;
  rollover: string;
  interval: string;
  maxRate: string;
  dailyReset: string;
  net: boolean;
}

export interface MeterForm {
  code: string;
  name: string;
  nameEn: string;
  carrier: Carrier;
  parent: string;
  unit: string;
  location: string;
  /** From when on a change holds, as the server asks for it; empty: not said. */
  effectiveFrom: string;
  registers: RegisterForm[];
}

export const usualForm = (carrier: Carrier): RegisterForm => {
  const { code, name, kind, unit, interval } = usualRegister(carrier);
  return {
    code,
    nameZh: name.zh,
    nameEn: name.en,
    kind,
    unit,
    multiplier: '1',
    rollover: '',
    interval: minutesOf(interval),
    maxRate: '',
    dailyReset: '',
    net: false,
  };
};

export const emptyMeter = (carrier: Carrier = 'electricity'): MeterForm => ({
  code: '',
  name: '',
  nameEn: '',
  carrier,
  parent: '',
  unit: '',
  location: '',
  effectiveFrom: '',
  registers: [usualForm(carrier)],
});

/** `PT15M` → `15`; an interval that is no whole number of minutes stays as it is. */
export const minutesOf = (iso: string | null): string => {
  if (iso === null) return '';
  if (iso === 'P1D') return '1440';
  const [, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(iso) ?? [];
  return hours === undefined && minutes === undefined
    ? iso
    : String(Number(hours ?? 0) * 60 + Number(minutes ?? 0));
};

/** `15` → `PT15M`; other text stays, the contract says what is wrong with it. */
export const isoOf = (minutes: string): string | null => {
  const text = minutes.trim();
  if (text === '') return null;
  return /^\d{1,4}$/.test(text) ? `PT${text}M` : text;
};

export const formOfMeter = (meter: Meter): MeterForm => ({
  code: meter.code,
  name: meter.name.zh,
  nameEn: meter.name.en === meter.name.zh ? '' : meter.name.en,
  carrier: meter.carrier,
  parent: meter.parent ?? '',
  unit: meter.unit ?? '',
  location: meter.location ?? '',
  effectiveFrom: '',
  registers: meter.registers.map((register) => ({
    code: register.code,
    nameZh: register.name.zh,
    nameEn: register.name.en === register.name.zh ? '' : register.name.en,
    kind: register.kind,
    unit: register.unit,
    multiplier: String(register.multiplier),
    rollover: register.rollover === null ? '' : String(register.rollover),
    interval: minutesOf(register.interval),
    maxRate: register.maxRate === null ? '' : String(register.maxRate),
    dailyReset: register.dailyReset === null ? '' : String(register.dailyReset),
    net: register.net,
  })),
});

const numberOr = (text: string): number => Number(text.replaceAll(/[\s,]/g, ''));
const bilingual = (zh: string, en: string): { zh: string; en?: string } => ({
  zh: zh.trim(),
  ...(en.trim() === '' ? {} : { en: en.trim() }),
});

/** The body the server takes; empty boxes are left to the contract. */
export const bodyOfMeter = (form: MeterForm): MeterBody => ({
  name: bilingual(form.name, form.nameEn),
  carrier: form.carrier,
  parent: form.parent === '' ? null : form.parent,
  unit: form.unit === '' ? null : form.unit,
  location: form.location.trim() === '' ? null : form.location.trim(),
  ...(form.effectiveFrom === '' ? {} : { effectiveFrom: form.effectiveFrom }),
  registers: form.registers.map((register) => ({
    code: register.code.trim(),
    kind: register.kind,
    unit: register.unit.trim(),
    ...(register.nameZh.trim() === '' ? {} : { name: bilingual(register.nameZh, register.nameEn) }),
    ...(register.multiplier.trim() === '' ? {} : { multiplier: numberOr(register.multiplier) }),
    rollover:
      register.kind !== 'counter' || register.rollover.trim() === '' ? null : numberOr(register.rollover),
    interval: isoOf(register.interval),
    maxRate: register.maxRate.trim() === '' ? null : numberOr(register.maxRate),
    dailyReset:
      register.kind !== 'counter' || register.dailyReset.trim() === '' ? null : numberOr(register.dailyReset),
    net: register.kind !== 'gauge' && register.net,
  })),
});
