import type { PutMeter, PutSite } from '@zerofab/contracts';
import { resolveInstant } from '@zerofab/calendar';
import { canonicalJson, plain } from '@zerofab/audit';
import type { StoredMeter, StoredSite } from '../schema/site.v3.js';

type Undated<T extends { readonly effectiveFrom: string | null }> = Omit<T, 'effectiveFrom'>;

/** A site as it is stored, but for when it holds. */
export const toStoredSite = (input: PutSite, demo: boolean): Undated<StoredSite> => ({
  name: input.name,
  timezone: input.timezone,
  gridRegion: input.gridRegion ?? null,
  industry: input.industry ?? null,
  address: input.address ?? null,
  organisation: input.organisation ?? null,
  province: input.province ?? null,
  industryClass: input.industryClass ?? null,
  currency: input.currency ?? null,
  demo,
});

/** A meter as it is stored, but for when it holds. */
export const toStoredMeter = (input: PutMeter): Undated<StoredMeter> => ({
  name: input.name,
  carrier: input.carrier,
  parent: input.parent ?? null,
  location: input.location ?? null,
  unit: input.unit ?? null,
  registers: input.registers.map((register) => ({
    code: register.code,
    name: register.name ?? { zh: register.code, en: register.code },
    kind: register.kind,
    unit: register.unit,
    multiplier: register.multiplier,
    rollover: register.rollover ?? null,
    interval: register.interval ?? null,
    // Told or not there: a meter without them stays the record it was.
    ...((register.maxRate ?? null) === null ? {} : { maxRate: register.maxRate }),
    ...(register.net === true ? { net: true } : {}),
    ...((register.dailyReset ?? null) === null ? {} : { dailyReset: register.dailyReset }),
  })),
});

/** What kind of register it is stays where the request does not say it. */
export const withKept = (input: PutMeter, present: StoredMeter | undefined): PutMeter => ({
  ...input,
  registers: input.registers.map((register) => {
    const before = present?.registers.find(
      ({ code, kind }) => code === register.code && kind === register.kind,
    );
    return {
      ...register,
      maxRate: register.maxRate === undefined ? (before?.maxRate ?? null) : register.maxRate,
      net: register.net ?? before?.net ?? false,
      dailyReset: register.dailyReset === undefined ? (before?.dailyReset ?? null) : register.dailyReset,
    };
  }),
});

/** Instant of `effectiveFrom`, epoch ms; undefined: not told. */
export const instantOf = (text: string | null | undefined, zone: string): number | undefined =>
  text === undefined || text === null ? undefined : resolveInstant(text, zone, 'effectiveFrom');

/** The parts of a definition that hold from an instant on. */
export const datedPartOf = ({ carrier, parent, registers }: Undated<StoredMeter>): string =>
  canonicalJson(plain({ carrier, parent, registers }));
