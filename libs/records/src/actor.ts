/** Who changes something: the one spelling of "who" in the whole platform. */
export interface Actor {
  readonly username: string;
  /** Role at the time of the change; `system` for what the platform does by itself. */
  readonly role: string;
  /** Address the request came from; null where none did. */
  readonly address: string | null;
}

/** What the platform does by itself, under a name that tells which part of it. */
export const systemActor = (username: string): Actor => ({ username, role: 'system', address: null });

/** A change as a person asks for it: who, why, what they had before their eyes, and how it is told from a repeat. */
export interface ChangeRequest {
  readonly actor: Actor;
  /** In the person's words; null where none was given. */
  readonly reason?: string | null | undefined;
  /** Version the person saw (0: there was none). Left out: whichever it is. */
  readonly expectedVersion?: number | undefined;
  /** A request with the key of an earlier one is not done twice; it is answered as the first. */
  readonly idempotencyKey?: string | undefined;
}
