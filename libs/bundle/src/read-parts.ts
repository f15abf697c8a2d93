import type { Method } from '@zerofab/accounting';
import { canonicalJson } from '@zerofab/audit';
import type { FrozenInputs } from '@zerofab/figures';
import { z } from 'zod';
import type { BundleFiles } from './archive.js';
import { finding, type BundleFinding } from './finding.js';
import { FILES, PART_FILES } from './manifest.js';
import { statedInventorySchema, type BundleParts } from './stated.js';

const headSchema = z.looseObject({
  schema: z.literal('zerofab.inventory-version'),
  site: z.string(),
  period: z.string(),
  version: z.number().int(),
  method: z.string(),
  totalTco2e: z.string().nullable(),
  parts: z.record(z.string(), z.string()),
});
type VersionHeadPart = z.infer<typeof headSchema>;

const evidenceSchema = z.array(
  z.looseObject({ id: z.string(), sha256: z.string().nullable(), supports: z.array(z.unknown()) }),
);
const restatementsSchema = z.looseObject({
  versions: z.array(z.looseObject({ version: z.number().int(), sha256: z.string() })),
});
const monthsSchema = z.array(z.looseObject({ source: z.string(), sha256: z.string() }));

/** Canonical JSON of a file; what is none, or is written otherwise, is a finding. */
const jsonOf = (files: BundleFiles, name: string, found: BundleFinding[]): unknown => {
  const bytes = files.get(name);
  if (bytes === undefined) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value = JSON.parse(text) as unknown;
    if (canonicalJson(value) === text) return value;
    found.push(
      finding(
        'content',
        name,
        `${name} 不是规范 JSON（RFC 8785）`,
        `${name} is no canonical JSON (RFC 8785)`,
      ),
    );
    return value;
  } catch {
    found.push(finding('content', name, `${name} 不是 JSON`, `${name} is no JSON`));
    return undefined;
  }
};

const read = <T>(
  files: BundleFiles,
  name: string,
  schema: z.ZodType<T>,
  found: BundleFinding[],
): T | undefined => {
  const value = jsonOf(files, name, found);
  if (value === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
  found.push(
    finding('content', name, `${name} 的内容不合其格式（${at}）`, `${name} is not of its form (${at})`),
  );
  return undefined;
};

/** What is read of a bundle. */
export interface ReadParts {
  readonly parts: BundleParts | undefined;
  readonly head: VersionHeadPart | undefined;
  readonly evidence: z.infer<typeof evidenceSchema> | undefined;
  readonly restatements: z.infer<typeof restatementsSchema> | undefined;
  readonly months: z.infer<typeof monthsSchema> | undefined;
  readonly findings: BundleFinding[];
}

const object = z.looseObject({});

/** Reads the parts of a bundle. */
export const readParts = (files: BundleFiles): ReadParts => {
  const findings: BundleFinding[] = [];
  const inventory = read(files, PART_FILES.inventory, statedInventorySchema, findings);
  const facts = read(files, PART_FILES.facts, object, findings);
  const sources = read(files, PART_FILES.activity, z.array(object), findings);
  const factors = read(files, PART_FILES.factors, object, findings);
  const method = read(files, PART_FILES.method, object, findings);
  for (const name of [PART_FILES.formulas, PART_FILES.boundary, PART_FILES.qualityPlan])
    jsonOf(files, name, findings);
  const whole = [inventory, facts, sources, factors, method].every((part) => part !== undefined);
  return {
    // Their own forms are those of `siteFigures`, which refuses what it cannot compute.
    parts:
      whole && inventory !== undefined
        ? {
            inventory,
            frozen: { facts, sources, factors } as unknown as FrozenInputs,
            method: method as unknown as Method,
          }
        : undefined,
    head: files.has(FILES.version) ? read(files, FILES.version, headSchema, findings) : undefined,
    evidence: read(files, FILES.evidence, evidenceSchema, findings),
    restatements: read(files, FILES.restatements, restatementsSchema, findings),
    months: read(files, FILES.months, monthsSchema, findings),
    findings,
  };
};
