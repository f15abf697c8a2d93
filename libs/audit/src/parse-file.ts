import { auditLineSchema, type AuditEntryLine, type AuditFoot, type AuditHead } from './audit-file.js';
import { fileFinding, type AuditFinding } from './finding.js';

/** The lines of a file by what they are, and those that are none. */
export interface Parsed {
  readonly head: AuditHead | undefined;
  readonly foot: AuditFoot | undefined;
  readonly entries: readonly AuditEntryLine[];
  readonly findings: readonly AuditFinding[];
}

/** Reads the lines of an export; what cannot be read is a finding. */
export const parseAuditFile = (lines: Iterable<string>): Parsed => {
  const entries: AuditEntryLine[] = [];
  const findings: AuditFinding[] = [];
  let [head, foot]: [AuditHead | undefined, AuditFoot | undefined] = [undefined, undefined];
  let number = 0;
  for (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const parsed = auditLineSchema.safeParse(jsonOf(text));
    if (!parsed.success)
      findings.push(
        fileFinding(`第 ${String(number)} 行无法读取`, `line ${String(number)} of the file cannot be read`),
      );
    else if (parsed.data.line === 'head') head ??= parsed.data;
    else if (parsed.data.line === 'foot') foot = parsed.data;
    else entries.push(parsed.data);
  }
  return { head, foot, entries, findings };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
