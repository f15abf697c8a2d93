import type { ProofKind } from '@zerofab/vocabulary';

/**
 * A claim to electricity of an attribute, with its proof. Fields after digest §9.2 (design of this project): no standard
 * prescribes the object; the proofs it asks for are those of GB/T 32151.34-2024 Annex D as transcribed.
 */
export interface Proof {
  readonly id: string;
  readonly kind: ProofKind;
  /** Decimal text, MWh. */
  readonly mwh: string;
  /** Period of use [fromMs, toMs) the claim is made for. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Month of generation, YYYY-MM: a certificate is booked to its year in the non-fossil ledger. */
  readonly generationMonth: string | null;
  readonly plant: string | null;
  readonly technology: string | null;
  readonly province: string | null;
  readonly contract: string | null;
  /** Settlement document (结算单). */
  readonly settlement: string | null;
  /** Register of the certificates. */
  readonly registry: string | null;
  /** First and last serial number, as printed: letters and separators before the counting digits. */
  readonly serialFrom: string | null;
  readonly serialTo: string | null;
  /** Day of retirement (核销日期), YYYY-MM-DD: an event of the register, not the year the MWh belong to. */
  readonly retiredOn: string | null;
  readonly beneficiary: string | null;
  /** SHA-256 of the evidence file, hexadecimal. */
  readonly fileHash: string | null;
  /** The records that stand behind it, e.g. the meter and its monthly readings. */
  readonly evidence: string | null;
}
