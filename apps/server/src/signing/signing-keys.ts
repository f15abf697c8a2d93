import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, type Signer } from '@zerofab/bundle';
import { signingKeysSchema, type SigningKeys as PublicKeys } from '@zerofab/contracts';
import { ConfigurationError } from '@zerofab/platform';
import { sha256 } from '@zerofab/records';
import { z } from 'zod';

type PublicKey = PublicKeys['items'][number];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';

/** The 32 bytes of a public key, hexadecimal. */
const publicHex = (key: KeyObject): string =>
  Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');

/** The installation's Ed25519 key: `current.pem` in a folder, and the public keys of those before it in `retired.json`. */
export class SigningKeys {
  constructor(private readonly folder: string) {}

  /**
   * Makes the key where there is none.
   * @throws ConfigurationError with one line when it cannot be read or written, or is no Ed25519 key
   */
  ensure(): void {
    this.guarded(() => {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      try {
        readFileSync(this.file);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
        // Linked: of two starts at once one makes the key, and a start that is broken off leaves all of it or none.
        const aside = this.writeAside();
        try {
          linkSync(aside, this.file);
        } catch (made) {
          if (codeOf(made) !== 'EEXIST') throw made;
        } finally {
          rmSync(aside, { force: true });
        }
      }
    });
    this.key();
  }

  /** Signs with the present key. */
  signer(): Signer {
    const key = this.key();
    return { publicKey: publicHex(key), sign: (message) => sign(null, message, key) };
  }

  /** Public keys, the present one first. */
  list(): PublicKeys {
    return { items: [publicKeyOf(publicHex(this.key()), null), ...this.retired()] };
  }

  /**
   * Retires the present key, whose private part is destroyed, and makes another.
   * @returns the new public key
   */
  rotate(now: Date): PublicKey {
    const retired = [publicKeyOf(publicHex(this.key()), now.toISOString()), ...this.retired()];
    this.guarded(() => {
      // First the list: a rotation that is broken off between the two names the present key twice, and loses none.
      const aside = `${this.retiredFile}.${String(process.pid)}.new`;
      writeFileSync(aside, `${JSON.stringify({ items: distinct(retired) }, null, 2)}\n`, { mode: 0o644 });
      renameSync(aside, this.retiredFile);
      renameSync(this.writeAside(), this.file);
    });
    return publicKeyOf(publicHex(this.key()), null);
  }

  private get file(): string {
    return join(this.folder, 'current.pem');
  }

  private get retiredFile(): string {
    return join(this.folder, 'retired.json');
  }

  private writeAside(): string {
    const { privateKey } = generateKeyPairSync('ed25519');
    const aside = `${this.file}.${String(process.pid)}.new`;
    writeFileSync(aside, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return aside;
  }

  private key(): KeyObject {
    return this.guarded(() => {
      const key = createPrivateKey(readFileSync(this.file));
      if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('it is no Ed25519 key');
      return key;
    });
  }

  private retired(): PublicKey[] {
    return this.guarded(() => {
      try {
        const { items } = signingKeysSchema.parse(JSON.parse(readFileSync(this.retiredFile, 'utf8')));
        const current = publicHex(createPrivateKey(readFileSync(this.file)));
        return items.filter(({ publicKey }) => publicKey !== current);
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      }
    });
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const why =
        error instanceof z.ZodError ? 'damaged' : error instanceof TypeError ? error.message : codeOf(error);
      throw new ConfigurationError(
        `SIGNING_KEY_DIR: the signing key in ${this.folder} cannot be used (${why}); give this user the right to read and write it, or restore it from the backup`,
      );
    }
  }
}

const publicKeyOf = (publicKey: string, retiredAt: string | null): PublicKey => ({
  keyId: keyIdOf(publicKey, sha256),
  algorithm: 'Ed25519',
  publicKey,
  state: retiredAt === null ? 'current' : 'retired',
  retiredAt,
});

const distinct = (keys: readonly PublicKey[]): PublicKey[] => [
  ...new Map(keys.map((key) => [key.publicKey, key])).values(),
];
