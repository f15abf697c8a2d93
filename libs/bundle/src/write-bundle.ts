import { canonicalJson, hexOf, type Sha256 } from '@zerofab/audit';
import { packBundle } from './archive.js';
import { keyIdOf } from './check-signature.js';
import { FILES, type BundleManifest } from './manifest.js';

/** Whoever signs: the public key in hexadecimal, and a signature (Ed25519) over bytes. */
export interface Signer {
  readonly publicKey: string;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * The bytes of a bundle: the same content and key make the same bytes.
 * @param contents texts by name of file; manifest and signature are made here
 */
export const writeBundle = (
  told: Omit<BundleManifest, 'files'>,
  contents: ReadonlyMap<string, string>,
  { publicKey, sign }: Signer,
  sha256: Sha256,
): Uint8Array => {
  const files = new Map([...contents].map(([name, text]) => [name, encode(text)]));
  const listed = [...files]
    .map(([name, bytes]) => ({ name, sha256: hexOf(sha256(bytes)), bytes: bytes.length }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = encode(canonicalJson({ ...told, files: listed } satisfies BundleManifest));
  const signature = {
    algorithm: 'Ed25519',
    keyId: keyIdOf(publicKey, sha256),
    publicKey,
    signature: hexOf(sign(manifest)),
  };
  return packBundle(
    new Map([...files, [FILES.manifest, manifest], [FILES.signature, encode(canonicalJson(signature))]]),
  );
};
