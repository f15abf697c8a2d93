import type { Parameter, PostParameter } from '@zerofab/contracts';

/** What stands in the boxes of the form: text, as typed. */
export interface ParameterForm {
  code: string;
  nameZh: string;
  nameEn: string;
  value: string;
  unit: string;
  validFrom: string;
  validTo: string;
  rung: 'measured' | 'supplier';
  source: string;
  testMethod: string;
  batch: string;
  tonnage: string;
  tonnageUnit: string;
}

export const emptyParameter = (): ParameterForm => ({
  code: '',
  nameZh: '',
  nameEn: '',
  value: '',
  unit: '',
  validFrom: '',
  validTo: '',
  rung: 'measured',
  source: '',
  testMethod: '',
  batch: '',
  tonnage: '',
  tonnageUnit: 't',
});

/** The boxes of a record that is to be corrected. */
export const formOfParameter = (record: Parameter): ParameterForm => ({
  code: record.code,
  nameZh: record.name.zh,
  nameEn: record.name.en,
  value: record.value,
  unit: record.unit,
  validFrom: record.validFrom.slice(0, 10),
  validTo: record.validTo.slice(0, 10),
  rung: record.rung,
  source: record.source,
  testMethod: record.testMethod ?? '',
  batch: record.batch ?? '',
  tonnage: record.tonnage ?? '',
  tonnageUnit: record.tonnageUnit ?? 't',
});

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text.trim() === '' ? {} : ({ [key]: text.trim() } as Record<K, string>);

/** The body the server takes; empty boxes are left out. */
export const bodyOfParameter = (
  form: ParameterForm,
  evidence: string,
  replaces: string | undefined,
): PostParameter => ({
  code: form.code.trim(),
  name: { zh: form.nameZh.trim() || form.nameEn.trim(), en: form.nameEn.trim() || form.nameZh.trim() },
  value: form.value.trim(),
  unit: form.unit.trim(),
  validFrom: form.validFrom,
  validTo: form.validTo,
  rung: form.rung,
  source: form.source.trim(),
  ...given('testMethod', form.testMethod),
  ...given('batch', form.batch),
  ...given('tonnage', form.tonnage),
  ...(form.tonnage.trim() === '' ? {} : given('tonnageUnit', form.tonnageUnit)),
  ...given('evidence', evidence),
  ...(replaces === undefined ? {} : { replaces }),
});

/** Records of one parameter, by code. */
export interface ParameterGroup {
  readonly code: string;
  readonly name: Parameter['name'];
  readonly unit: string;
  readonly records: readonly Parameter[];
  /** Several batches with an amount stand for one span: the engine weighs them. */
  readonly weighted: boolean;
}

/** Records by code, the latest validity first; the head is named by the newest record that counts. */
export const groupParameters = (items: readonly Parameter[]): readonly ParameterGroup[] => {
  const byCode = new Map<string, Parameter[]>();
  for (const item of items) byCode.set(item.code, [...(byCode.get(item.code) ?? []), item]);
  return [...byCode].map(([code, own]) => {
    const records = own.toSorted(
      (a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom) || Number(b.id) - Number(a.id),
    );
    const counting = records.filter(({ replacedBy }) => replacedBy === null);
    const head = counting[0] ?? records[0];
    return {
      code,
      name: head?.name ?? { zh: code, en: code },
      unit: head?.unit ?? '',
      records,
      weighted: counting.some(({ tonnage }) => tonnage !== null),
    };
  });
};
