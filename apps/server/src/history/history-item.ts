import type { HistoryEntry } from '@zerofab/contracts';
import type { JournalEntry } from '@zerofab/records';

/** An entry of the journal as the contract shows it. */
export const historyItem = (entry: JournalEntry): HistoryEntry => ({
  seq: entry.seq,
  kind: entry.kind,
  key: entry.key,
  version: entry.version,
  action: entry.action,
  actor: entry.actor,
  actorRole: entry.actorRole,
  address: entry.address,
  at: entry.at.toISOString(),
  reason: entry.reason,
  old: entry.oldValue,
  new: entry.newValue,
  hash: entry.hash,
  prevHash: entry.prevHash,
});
