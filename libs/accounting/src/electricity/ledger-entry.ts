/** Settled or metered non-fossil electricity, MWh as decimal text. */
import type { Bilingual } from '@zerofab/vocabulary';
export interface LedgerItem {
  readonly id: string;
  readonly mwh: string;
}
/** Retired certificates, with their two dates. */
export interface LedgerCertificate extends LedgerItem {
  /** YYYY-MM; its year is the one the MWh belong to. */
  readonly generationMonth: string | null;
  /** YYYY-MM-DD, an event of the register; null: not retired, does not count. */
  readonly retiredOn: string | null;
}

/** A certificate as the ledger of the year takes it. */
export interface LedgerEntry extends LedgerCertificate {
  readonly counted: boolean;
  readonly reason: Bilingual;
}
/** Whether the ledger of a year takes a certificate: by the year of generation (transcribed), once it is retired. */
export const ledgerEntry = (certificate: LedgerCertificate, year: number): LedgerEntry => {
  const { generationMonth, retiredOn } = certificate;
  const generated = generationMonth?.slice(0, 4) ?? null;
  if (generationMonth === null || generated === null)
    return {
      ...certificate,
      counted: false,
      reason: { zh: '未注明生产月份，不计', en: 'Without a month of generation it does not count.' },
    };
  if (generated !== String(year))
    return {
      ...certificate,
      counted: false,
      reason: {
        zh: `电量生产于 ${generationMonth}，归属 ${generated} 年`,
        en: `Generated in ${generationMonth}: it belongs to the ledger of ${generated}.`,
      },
    };
  if (retiredOn === null)
    return {
      ...certificate,
      counted: false,
      reason: { zh: '尚未核销，不计', en: 'Not retired, it does not count.' },
    };
  return {
    ...certificate,
    counted: true,
    reason: {
      zh: `生产于 ${generationMonth}，${retiredOn} 核销；按生产年归属`,
      en: `Generated in ${generationMonth}, retired on ${retiredOn}; booked to the year of generation.`,
    },
  };
};
