import type { z } from 'zod';
import type { RecordKind } from './kinds.js';

/** A stored record that cannot be read: the store was changed from outside, or a schema is wrong. */
export class StoredRecordError extends Error {
  override readonly name = 'StoredRecordError';
}

/** How the records of a kind are kept: the version that is written, and a way to read every version ever written. */
export interface StoredKind<T> {
  readonly kind: RecordKind;
  /** Version of the schema that is written today. */
  readonly schemaVersion: number;
  /**
   * Reads a stored value.
   * @param schemaVersion version under which it was written
   * @throws StoredRecordError
   */
  readonly read: (value: unknown, schemaVersion: number) => T;
}

/**
 * Says how a kind is kept.
 * @param newest schema of the version written today; it reads what was written, it does not check what people enter
 * @param upcasters the first brings a value of version 1 to version 2, the second from 2 to 3, and so on
 */
export const storedKind = <T>(
  kind: RecordKind,
  newest: z.ZodType<T>,
  upcasters: readonly ((older: unknown) => unknown)[] = [],
): StoredKind<T> => {
  const schemaVersion = upcasters.length + 1;
  const read = (value: unknown, from: number): T => {
    if (!Number.isInteger(from) || from < 1 || from > schemaVersion)
      throw new StoredRecordError(
        `A stored ${kind} has schema version ${String(from)}; this version of the product reads 1 to ${String(schemaVersion)}`,
      );
    const raised = upcasters.slice(from - 1).reduce<unknown>((older, upcast) => upcast(older), value);
    const result = newest.safeParse(raised);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new StoredRecordError(
      `A stored ${kind} of schema version ${String(from)} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  };
  return { kind, schemaVersion, read };
};
