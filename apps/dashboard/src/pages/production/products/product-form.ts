import type { Product, PutProduct } from '@zerofab/contracts';
import type { CoalConvention, LimitLevel } from '@zerofab/vocabulary';

export interface LimitForm {
  level: LimitLevel;
  value: string;
  unit: string;
  convention: CoalConvention;
  standard: string;
  source: string;
  confidence: string;
}

/** What stands in the boxes of the form: text, as typed. */
export interface ProductForm {
  code: string;
  nameZh: string;
  nameEn: string;
  unit: string;
  main: boolean;
  equivalent: string;
  share: string;
  shareSource: string;
  meter: string;
  register: string;
  counterFrom: string;
  counterTo: string;
  limits: LimitForm[];
  note: string;
}

export const emptyProduct = (): ProductForm => ({
  code: '',
  nameZh: '',
  nameEn: '',
  unit: 't',
  main: true,
  equivalent: '',
  share: '',
  shareSource: '',
  meter: '',
  register: '',
  counterFrom: '',
  counterTo: '',
  limits: [],
  note: '',
});

export const emptyLimit = (unit: string): LimitForm => ({
  level: 'level1',
  value: '',
  unit: `kgce/${unit}`,
  convention: 'calorific',
  standard: '',
  source: '',
  confidence: 'own',
});

export const formOfProduct = (product: Product): ProductForm => ({
  code: product.code,
  nameZh: product.name.zh,
  nameEn: product.name.en === product.name.zh ? '' : product.name.en,
  unit: product.unit,
  main: product.main,
  equivalent: product.equivalent ?? '',
  // Shown as a percentage, which is what people say.
  share:
    product.energyShare === null ? '' : String(Number((Number(product.energyShare.value) * 100).toFixed(6))),
  shareSource: product.energyShare?.source ?? '',
  meter: product.counter?.meter ?? '',
  register: product.counter?.register ?? '',
  counterFrom: product.counter?.from.slice(0, 10) ?? '',
  counterTo: product.counter?.to?.slice(0, 10) ?? '',
  limits: product.limits.map((limit) => ({ ...limit })),
  note: '',
});

const text = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
/** A percentage as a share; what is no number is left for the server to refuse. */
const shareOf = (typed: string): string => {
  const value = Number(typed);
  return Number.isFinite(value) ? String(Number((value / 100).toFixed(9))) : typed.trim();
};

/** The body the server takes; empty boxes are left out. */
export const bodyOfProduct = (form: ProductForm, version: number): PutProduct => {
  const zh = form.nameZh.trim();
  const meter = text(form.meter);
  return {
    name: { zh, en: form.nameEn.trim() || zh },
    unit: form.unit.trim(),
    main: form.main,
    equivalent: text(form.equivalent),
    energyShare:
      form.share.trim() === '' ? null : { value: shareOf(form.share), source: form.shareSource.trim() },
    counter:
      meter === null
        ? null
        : { meter, register: form.register.trim(), from: form.counterFrom, to: text(form.counterTo) },
    limits: form.limits.map((limit) => ({
      ...limit,
      value: limit.value.trim(),
      unit: limit.unit.trim(),
      confidence: limit.confidence as PutProduct['limits'][number]['confidence'],
    })),
    ...(text(form.note) === null ? {} : { note: form.note.trim() }),
    expectedVersion: version,
  };
};
