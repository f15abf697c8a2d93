import { bytesOf, hexOf, type Sha256 } from '@zerofab/audit';
import { finding, type BundleFinding } from './finding.js';
import { signatureSchema, type BundleSignature } from './manifest.js';

/** Whether an Ed25519 signature (RFC 8032) fits: handed in, as Node.js and browsers have it each in their way. */
export type VerifySignature = (question: {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}) => boolean | Promise<boolean>;

const KEY_ID_DIGITS = 16;

/** Name of a key: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes. */
export const keyIdOf = (publicKey: string, sha256: Sha256): string =>
  hexOf(sha256(bytesOf(publicKey))).slice(0, KEY_ID_DIGITS);

const parse = (bytes: Uint8Array | undefined): BundleSignature | undefined => {
  if (bytes === undefined) return undefined;
  try {
    return signatureSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
};

const of = (kind: 'signature' | 'key', zh: string, en: string): BundleFinding =>
  finding(kind, 'signature.json', zh, en);

/**
 * The signature over the manifest.
 * @param trusted public keys that the reader got elsewhere, hexadecimal; none: any key is taken
 */
export const checkSignature = async (
  manifest: Uint8Array,
  signature: Uint8Array | undefined,
  {
    sha256,
    verify,
    trusted,
  }: {
    readonly sha256: Sha256;
    readonly verify: VerifySignature;
    readonly trusted: readonly string[];
  },
): Promise<{ readonly signature: BundleSignature | undefined; readonly findings: BundleFinding[] }> => {
  const parsed = parse(signature);
  if (parsed === undefined)
    return {
      signature: undefined,
      findings: [of('signature', '没有可读的签名', 'there is no signature that can be read')],
    };
  const { publicKey, keyId } = parsed;
  const findings: BundleFinding[] = [];
  const good = await verify({
    publicKey: bytesOf(publicKey),
    message: manifest,
    signature: bytesOf(parsed.signature),
  });
  if (!good)
    findings.push(
      of(
        'signature',
        'manifest.json 与签名不符：清单文件或签名被改动过',
        'the signature does not fit manifest.json: one of them was changed',
      ),
    );
  if (keyIdOf(publicKey, sha256) !== keyId)
    findings.push(of('signature', '密钥编号与公钥不符', 'the key id does not belong to the public key'));
  if (trusted.length > 0 && !trusted.includes(publicKey))
    findings.push(
      of(
        'key',
        `由密钥 ${keyId} 签名，不在所给的公钥之中：密钥被更换`,
        `signed by the key ${keyId}, which is none of those given: the key was replaced`,
      ),
    );
  return { signature: parsed, findings };
};
