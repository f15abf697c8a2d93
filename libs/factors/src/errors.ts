/** Base of this lib's errors: stable `code`, a text in both languages that says what to do, safe `data`. */
import type { Bilingual } from '@zerofab/vocabulary';
export class FactorError extends Error {
  constructor(
    readonly code: 'factor-not-found' | 'factor-refused' | 'bad-lookup',
    readonly text: Bilingual,
    readonly data: Readonly<Record<string, string>>,
  ) {
    super(text.en);
    this.name = 'FactorError';
  }
}

/** No factor fits. Names what was looked for, for which region and day, and what to do; nothing is put in its place. */
export class FactorNotFoundError extends FactorError {
  constructor(
    readonly substance: Bilingual,
    readonly region: string,
    readonly date: string,
    advice: Bilingual,
  ) {
    super(
      'factor-not-found',
      {
        zh: `因子库中没有“${substance.zh}”的因子（区域 ${region}，日期 ${date}）。${advice.zh}`,
        en: `The factor library has no factor for ${substance.en} (region ${region}, date ${date}). ${advice.en}`,
      },
      { substance: substance.en, region, date },
    );
    this.name = 'FactorNotFoundError';
  }
}

/** The factor exists, but must not be used for this purpose; says why and what to take instead. */
export class FactorRefusedError extends FactorError {
  constructor(id: string, reason: Bilingual) {
    super(
      'factor-refused',
      { zh: `因子 ${id} 不能用于此处：${reason.zh}`, en: `Factor ${id} cannot be used here: ${reason.en}` },
      { id },
    );
    this.name = 'FactorRefusedError';
  }
}

/** The question itself is wrong, e.g. a day that is none. */
export class BadLookupError extends FactorError {
  constructor(field: string, given: string, advice: Bilingual) {
    super(
      'bad-lookup',
      { zh: `${field} “${given}”无效。${advice.zh}`, en: `${field} "${given}" is not valid. ${advice.en}` },
      { field, given },
    );
    this.name = 'BadLookupError';
  }
}
