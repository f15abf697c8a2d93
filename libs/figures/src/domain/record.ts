import type { Bilingual, RegisterKind } from '@zerofab/vocabulary';

/** Manual activity data of a span [fromMs, toMs): fuel weighed, an invoice, a count of a stock. */
export interface ManualRecord {
  readonly id: string;
  readonly source: string;
  /** Input of the source it belongs to; empty for its activity. */
  readonly stream: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Decimal text. */
  readonly quantity: string;
  readonly unit: string;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly replacedBy: string | null;
  /** Taken back, with the reason; left out or null while it counts. */
  readonly withdrawal?:
    { readonly at: Date; readonly by: string; readonly reason: string } | null | undefined;
}

/** A value of a site parameter, valid over [validFromMs, validToMs), as it was recorded. */
export interface ParameterRecord {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  /** Decimal text. */
  readonly value: string;
  readonly unit: string;
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly rung: 'measured' | 'supplier';
  readonly source: string;
  readonly testMethod: string | null;
  /** Batch or month of a laboratory result; batches of one code may overlap and are weighted by tonnage. */
  readonly batch: string | null;
  readonly tonnage: string | null;
  readonly tonnageUnit: string | null;
  readonly evidence: string | null;
  /** Why a value far from the usual ones is right; null where nobody doubted it. */
  readonly confirmed: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly replacedBy: string | null;
}

/** A register of a meter, as figures and their evidence name it. */
export interface RegisterInfo {
  readonly id: number;
  readonly code: string;
  readonly kind: RegisterKind;
  readonly unit: string;
  readonly multiplier: number;
  readonly rollover: number | null;
}

/** A meter with its registers. */
export interface MeterInfo {
  readonly id: number;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly carrier: string;
  readonly parentId: number | null;
  readonly registers: readonly RegisterInfo[];
}
