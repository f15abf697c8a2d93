import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { checkBundle, MAX_BUNDLE_BYTES, type BundleReport } from '@zerofab/bundle';

/** Keys of what a reader pastes: 64 hexadecimal digits each, or the text of GET /signing-keys. */
export const keysIn = (text: string): string[] => [
  ...new Set(text.toLowerCase().match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu) ?? []),
];

/**
 * Checks a bundle as `npm run verify` does, with SHA-256 and Ed25519 in plain JavaScript: a page of the disk may have no
 * cryptography of the browser.
 */
export const checkBytes = async (bytes: Uint8Array, trusted: readonly string[]): Promise<BundleReport> => {
  if (bytes.byteLength > MAX_BUNDLE_BYTES)
    throw new RangeError(`more than ${String(MAX_BUNDLE_BYTES)} bytes`);
  return checkBundle(bytes, {
    sha256: (content) => sha256(content),
    // zip215 false: exactly RFC 8032, as OpenSSL has it, so that both verifiers say the same of odd signatures.
    verify: ({ publicKey, message, signature }) => {
      try {
        return ed25519.verify(signature, message, publicKey, { zip215: false });
      } catch {
        return false;
      }
    },
    trusted,
  });
};
