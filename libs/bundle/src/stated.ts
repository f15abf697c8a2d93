import type { Method } from '@zerofab/accounting';
import { canonicalJson } from '@zerofab/audit';
import type { FrozenInputs } from '@zerofab/figures';
import { z } from 'zod';

export type JsonObject = Readonly<Record<string, unknown>>;

const statedLine = z.looseObject({ code: z.string(), exact: z.string().nullable() });
/** An inventory, as far as it is read here; the rest of a line is compared as it stands. */
export const statedInventorySchema = z.looseObject({
  site: z.string(),
  timezone: z.string(),
  computedAt: z.string(),
  method: z.looseObject({ id: z.string() }),
  exact: z.looseObject({ total: z.string().nullable() }),
  sources: z.array(statedLine),
});
export type StatedInventory = z.infer<typeof statedInventorySchema>;

/** Parts of a bundle from which its figures are worked out again. */
export interface BundleParts {
  readonly inventory: StatedInventory;
  readonly frozen: FrozenInputs;
  readonly method: Method;
}

/** A value as it comes out of a file. */
export const json = (value: unknown): unknown => JSON.parse(canonicalJson(value)) as unknown;

/** The part of `stated` that `computed` speaks of: what else a line shows is covered by the hash of its file alone. */
export const spokenOf = (stated: unknown, computed: unknown): unknown => {
  if (Array.isArray(stated) && Array.isArray(computed))
    return stated.map((item: unknown, at) => spokenOf(item, computed[at]));
  if (typeof stated !== 'object' || stated === null || typeof computed !== 'object' || computed === null)
    return stated;
  return Object.fromEntries(
    Object.keys(computed)
      .filter((key) => key in stated)
      .map((key) => [key, spokenOf((stated as JsonObject)[key], (computed as JsonObject)[key])]),
  );
};
