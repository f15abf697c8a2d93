import { refused, refusedField, type RefusedError } from '@zerofab/vocabulary';
import { QUARTER_MS } from '@zerofab/calendar';

/** When a changed definition was recorded, and from when on it holds. */
export interface DatedChange {
  readonly at: Date;
  /** Epoch ms; undefined: not told, which is enough where no past figure moves. */
  readonly effectiveFromMs?: number | undefined;
}

/** The instant from which a definition holds that moves no past figure: as long as there is anything. */
export const FROM_THE_BEGINNING = Number.NEGATIVE_INFINITY;

/** An instant as PostgreSQL takes it; the beginning is its own word there. */
export const instantText = (ms: number): string =>
  ms === FROM_THE_BEGINNING ? '-infinity' : new Date(ms).toISOString();

/**
 * Checks the instant from which a change holds: consumption is kept by quarter hours, and what is to come is not known.
 * @throws RefusedError bad-effective-from
 */
export const checkEffectiveFrom = (ms: number, nowMs: number): void => {
  if (ms > nowMs)
    throw refusedField('bad-effective-from', 'effectiveFrom', {
      zh: '生效时间在将来；请在更改生效之后再登记',
      en: 'lies in the future; record the change once it holds',
    });
  if (ms % QUARTER_MS !== 0)
    throw refusedField('bad-effective-from', 'effectiveFrom', {
      zh: '用量按一刻钟保存；请填写整刻（:00、:15、:30、:45）',
      en: 'consumption is kept by quarter hours; give a whole one (:00, :15, :30, :45)',
    });
};

/** The refusal of a change that would move past figures and does not say from when on it holds. */
export const effectiveFromNeeded = (what: string): RefusedError =>
  refused('effective-from-needed', {
    zh: `此更改会改动已有读数的数值（${what}）；请在 effectiveFrom 中注明自何时生效：之前的数值不变。若为更正历史，请填首个读数之前的时间。影响多少可先用 POST …/preview 查看`,
    en: `This change would move figures of the past (${what}). Say in effectiveFrom from when on it holds: figures before stay as they are; give a time before the first reading to correct all of them. POST …/preview tells by how much`,
  });
