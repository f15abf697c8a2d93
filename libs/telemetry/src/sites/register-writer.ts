import type { PutMeter, RegisterInput } from '@zerofab/contracts';
import type { EntityManager } from 'typeorm';
import { effectiveFromNeeded, FROM_THE_BEGINNING, instantText, type DatedChange } from './dated.js';
import { RegisterEntity, type MeterEntity } from './entities.js';
import { changedTerms, checkRegisterChange, termsGiven, termsOf, type UnitTerms } from './register-change.js';

/** A register whose definition is to change. */
interface Changing {
  readonly code: string;
  readonly before: RegisterEntity | undefined;
  readonly hasReadings: boolean;
}

const hasReadings = async (manager: EntityManager, registerId: number): Promise<boolean> => {
  const rows = await manager.query<unknown[]>('SELECT 1 FROM reading WHERE register_id = $1 LIMIT 1', [
    registerId,
  ]);
  return rows.length > 0;
};

/** Without readings a register may become anything; its consumption is then in the new unit. */
const unitOf = ({ before, hasReadings: has }: Changing, given: RegisterInput): string =>
  before !== undefined && has ? before.unit : given.unit;

/**
 * From when on changed terms hold. Without readings, and for a gauge, which has no consumption, they always held.
 * @throws RefusedError effective-from-needed
 */
const heldFrom = (
  { code, before, hasReadings: has }: Changing,
  changed: readonly string[],
  { effectiveFromMs }: DatedChange,
): number => {
  if (before === undefined || !has || before.kind === 'gauge') return FROM_THE_BEGINNING;
  if (effectiveFromMs === undefined) throw effectiveFromNeeded(`${code}: ${changed.join(', ')}`);
  return effectiveFromMs;
};

const noteTerms = async (
  manager: EntityManager,
  registerId: number,
  terms: UnitTerms,
  fromMs: number,
  at: Date,
): Promise<void> => {
  const { unit, scale, multiplier, rollover, intervalMs, inUse } = terms;
  await manager.query(
    `INSERT INTO register_version (register_id, effective_from, unit, scale, multiplier, rollover, interval_ms, in_use, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [registerId, instantText(fromMs), unit, scale, multiplier, rollover, intervalMs, inUse, at],
  );
};

type Belief = Pick<RegisterEntity, 'maxRate' | 'net' | 'dailyReset'>;

/** What kind of register it is, whatever it counted so far: it decides which of its steps can be true. */
const beliefGiven = ({ maxRate, net, dailyReset }: RegisterInput): Belief => ({
  maxRate: maxRate ?? null,
  net: net ?? false,
  dailyReset: dailyReset ?? null,
});

const sameBelief = (a: Belief, b: Belief): boolean =>
  a.maxRate === b.maxRate && a.net === b.net && a.dailyReset === b.dailyReset;

/** Marks what the register's readings of an instant and later became, by month: the roll-up works it out anew. */
const markFrom = async (manager: EntityManager, registerId: number, fromMs: number): Promise<void> => {
  await manager.query(
    `INSERT INTO dirty_span (register_id, first_ts, last_ts)
     SELECT register_id, min(ts), max(ts) FROM reading WHERE register_id = $1 AND ts >= $2::timestamptz
     GROUP BY register_id, date_trunc('month', ts)`,
    [registerId, instantText(fromMs)],
  );
};

const saveRegister = async (
  manager: EntityManager,
  meterId: number,
  changing: Changing,
  given: RegisterInput,
  position: number,
  dated: DatedChange,
): Promise<void> => {
  const { before } = changing;
  if (before !== undefined && changing.hasReadings) checkRegisterChange(before, given, position);
  const unit = unitOf(changing, given);
  const terms = termsGiven(given, unit);
  const changed = before === undefined ? ['registers'] : changedTerms(termsOf(before), terms);
  const fromMs = changed.length === 0 ? FROM_THE_BEGINNING : heldFrom(changing, changed, dated);
  const saved = await manager.getRepository(RegisterEntity).save(
    Object.assign(new RegisterEntity(), before, {
      meterId,
      code: given.code,
      nameZh: given.name?.zh ?? given.code,
      nameEn: given.name?.en ?? given.code,
      kind: given.kind,
      unit,
      readingUnit: given.unit === unit ? null : given.unit,
      multiplier: terms.multiplier,
      rollover: terms.rollover,
      interval: given.interval ?? null,
      ...beliefGiven(given),
      intervalMs: terms.intervalMs,
      position,
      retired: false,
    }),
  );
  if (before !== undefined && changing.hasReadings && !sameBelief(before, beliefGiven(given)))
    await markFrom(manager, saved.id, FROM_THE_BEGINNING);
  if (changed.length === 0) return;
  await noteTerms(manager, saved.id, terms, fromMs, dated.at);
  if (changing.hasReadings) await markFrom(manager, saved.id, fromMs);
};

const retireRegister = async (
  manager: EntityManager,
  before: RegisterEntity,
  dated: DatedChange,
): Promise<void> => {
  const changing = { code: before.code, before, hasReadings: await hasReadings(manager, before.id) };
  const fromMs = heldFrom(changing, ['registers'], dated);
  await manager.update(RegisterEntity, { id: before.id }, { retired: true });
  await noteTerms(manager, before.id, { ...termsOf(before), inUse: false }, fromMs, dated.at);
  if (changing.hasReadings) await markFrom(manager, before.id, fromMs);
};

/**
 * Writes the registers of a meter. One that is left out is retired: what it counted before stays. What changes how
 * readings count holds from `effectiveFrom` on; consumption before keeps the old terms.
 * @throws RefusedError register-changed, effective-from-needed
 */
export const saveRegisters = async (
  manager: EntityManager,
  meter: MeterEntity,
  input: PutMeter,
  dated: DatedChange,
): Promise<void> => {
  const known = await manager.getRepository(RegisterEntity).findBy({ meterId: meter.id });
  const left = new Map(known.map((register) => [register.code, register]));
  for (const [position, given] of input.registers.entries()) {
    const before = left.get(given.code);
    left.delete(given.code);
    const has = before !== undefined && (await hasReadings(manager, before.id));
    const changing = { code: given.code, before, hasReadings: has };
    await saveRegister(manager, meter.id, changing, given, position, dated);
  }
  for (const before of left.values()) if (!before.retired) await retireRegister(manager, before, dated);
};
