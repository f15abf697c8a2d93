import { addDays } from '@zerofab/calendar';
import { nationalEdition, type Bilingual, type GwpSet } from '@zerofab/vocabulary';
import { AccountingError } from './errors.js';
import { METHODS } from './generated/methods.js';
import type { Method } from './method.js';

/** The methods of accounting, the default first. */
export const methods = (): readonly Method[] => METHODS;

/**
 * The method with this id; the default without one.
 * @throws AccountingError `unknown-method`, listing what there is
 */
export const methodById = (id?: string): Method => {
  const method = id === undefined ? METHODS[0] : METHODS.find((known) => known.id === id);
  if (method === undefined) {
    const known = METHODS.map((entry) => entry.id).join(', ');
    throw new AccountingError(
      'unknown-method',
      {
        zh: `没有核算方法“${id ?? ''}”。可用方法：${known}`,
        en: `There is no method "${id ?? ''}". Methods: ${known}.`,
      },
      { method: id ?? '' },
    );
  }
  return method;
};

/**
 * A method with another GWP set, where it leaves the set open.
 * @throws AccountingError `unknown-method` where the method sets its own
 */
export const withGwpSet = (method: Method, gwpSet: GwpSet): Method => {
  if (gwpSet === method.gwpSet) return method;
  if (!method.gwpOpen)
    throw new AccountingError(
      'unknown-method',
      {
        zh: `${method.id} 规定采用 ${method.gwpSet} 的 GWP，不能换用 ${gwpSet}`,
        en: `${method.id} sets the GWP of ${method.gwpSet}; ${gwpSet} cannot stand in its place.`,
      },
      { method: method.id, gwp: gwpSet },
    );
  // Values that the method picks are picked within its own set.
  return { ...method, gwpSet, gwpFactors: {} };
};

/**
 * What is wrong with using a method for a span of activity: it was not in force for all of it. Flagged, not refused,
 * because a comparison over editions is a fair question.
 * @param from, to days, YYYY-MM-DD, half-open
 */
export const methodPeriodWarning = (method: Method, from: string, to: string): Bilingual | null => {
  const { validFrom, validTo, id } = method;
  const early = validFrom !== null && from < validFrom;
  const late = validTo !== null && to > validTo;
  if (!early && !late) return null;
  const last = addDays(to, -1);
  return early
    ? {
        zh: `${id} 自 ${validFrom ?? ''} 起实施；核算期 ${from} 至 ${last} ${to <= (validFrom ?? '') ? '全部' : '部分'}在此之前，正式报告应采用当时有效的版本`,
        en: `${id} is in force from ${validFrom ?? ''}; the period ${from} to ${last} lies ${to <= (validFrom ?? '') ? 'wholly' : 'partly'} before it, an official report takes the edition in force then`,
      }
    : {
        zh: `${id} 自 ${validTo ?? ''} 起被替代；核算期 ${from} 至 ${last} ${from >= (validTo ?? '') ? '全部' : '部分'}在此之后`,
        en: `${id} is replaced from ${validTo ?? ''}; the period ${from} to ${last} lies ${from >= (validTo ?? '') ? 'wholly' : 'partly'} after it`,
      };
};

/**
 * The edition of the national general rules that a report takes: the one in force on the last day of its period; before
 * the first edition, that one (and `methodPeriodWarning` says so).
 * @param lastDay YYYY-MM-DD
 */
export const editionInForce = (lastDay: string): Method => nationalEdition(METHODS, lastDay) ?? methodById();
