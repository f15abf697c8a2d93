export { MAX_BUNDLE_BYTES, packBundle, unpackBundle } from './archive.js';
export { checkBundle, type BundleReport } from './check-bundle.js';
export { keyIdOf } from './check-signature.js';
export { evidenceUses } from './evidence-uses.js';
export type { BundleFinding } from './finding.js';
export {
  BUNDLE_SCHEMA,
  BUNDLE_VERSION,
  FILES,
  manifestSchema,
  PART_FILES,
  signatureSchema,
  type BundleManifest,
} from './manifest.js';
export { monthHashes } from './month-hashes.js';
export { writeBundle, type Signer } from './write-bundle.js';
