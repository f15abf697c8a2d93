export {
  AUDIT_FILE_SCHEMA,
  AUDIT_FILE_VERSION,
  keptRootsSchema,
  type AuditEntryLine,
  type AuditFoot,
  type AuditHead,
} from './audit-file.js';
export { canonicalJson, plain } from './canonical-json.js';
export { checkChain } from './chain.js';
export { checkAuditFile, checkEntries } from './check-file.js';
export type { AuditFinding } from './finding.js';
export { dayRoots, type DayRoot } from './day-root.js';
export { bytesOf, entryHash, GENESIS_HASH, hexOf, type AuditEntry, type Sha256 } from './entry.js';
export { merkleProver, rootOfPath } from './merkle.js';
