/** Who sends readings without being a person: a meter by its own login. */
export interface Sender {
  /** Told apart from every other sender of the site. */
  readonly name: string;
  readonly site: string;
  /** The one meter it may speak for; undefined: every meter of the site. */
  readonly meter: string | undefined;
}

/** Recognises senders; provided by whoever knows their logins. */
export abstract class Senders {
  /**
   * @param authorization value of the header
   * @returns undefined for a scheme that is not one of senders, or a login that is wrong
   */
  abstract recognise(authorization: string): Promise<Sender | undefined>;
}
