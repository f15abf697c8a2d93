import { convert, decimalText, ExactDecimal, parseDecimal } from '@zerofab/units';
import { refusedField, type Bilingual } from '@zerofab/vocabulary';
import type { GivenInput, GivenInputs } from './given.js';
import { inputNamesOf } from './input-names.js';
import type { Scheme } from './scheme.js';

/** What a share of photovoltaics needs beside the inputs of the scheme. */
export interface PvBasis {
  /** CO2 of purchased electricity, tCO2; null: not known. */
  readonly purchasedElectricityCo2: string | null;
  /** Own non-fossil electricity used, MWh, for schemes that do not ask for it; null: not known. */
  readonly ownUseMwh: string | null;
}
interface PvChange {
  readonly name: string;
  readonly after: { readonly value: string; readonly unit: string };
  readonly assumption: Bilingual;
}

const valueIn = (input: GivenInput | undefined, unit: string): ExactDecimal | null => {
  if (input === undefined || !('value' in input) || typeof input.value === 'boolean') return null;
  return parseDecimal(input.value) === undefined ? null : convert(input.value, input.unit ?? '', unit);
};

const OWN_USE: Bilingual = { zh: '按光伏占比', en: 'by the share of photovoltaics' };
const RENEWABLE: Bilingual = {
  zh: '可再生电量随新增光伏增加',
  en: 'renewable electricity rises by the photovoltaics added',
};
const LESS_CO2: Bilingual = {
  zh: '少购的电量按现有外购电力的平均排放强度扣减',
  en: 'electricity no longer purchased takes the mean CO2 of purchased electricity with it',
};
const NO_CO2: Bilingual = {
  zh: '外购电力的排放或自用光伏电量未知：排放保持不变',
  en: 'CO2 of purchased electricity, or own use, is not known: emissions stay as they are',
};

/** CO2 that electricity no longer purchased takes with it, tCO2; null where it cannot be told. */
const avoided = (
  added: ExactDecimal | null,
  purchased: ExactDecimal | null,
  { purchasedElectricityCo2: co2 }: PvBasis,
): ExactDecimal | null => {
  if (co2 === null || added === null || purchased === null || purchased.lte(0)) return null;
  return ExactDecimal.min(added, purchased).times(co2).div(purchased);
};

const electricityOf = (given: GivenInputs): ExactDecimal => {
  const electricity = valueIn(given['electricity'], 'MWh');
  if (electricity !== null) return electricity;
  throw refusedField('simulation-no-basis', 'pvSharePercent', {
    zh: '用电量未知，无法按光伏占比推算；请先补齐用电数据',
    en: 'The electricity used is not known, a share of it cannot be told; complete its data first',
  });
};

/**
 * What the inputs become when own photovoltaics cover a share of the electricity: own use, renewable electricity, and the CO2
 * of electricity that is no longer purchased, at the mean of what is purchased now. An estimate of ours, for simulations.
 * @param percent decimal text, 0 to 100, of the electricity used
 * @throws RefusedError `simulation-no-basis` where the electricity is not known
 */
export const pvChanges = (
  scheme: Scheme,
  given: GivenInputs,
  percent: string,
  basis: PvBasis,
): { readonly changes: readonly PvChange[]; readonly notes: readonly Bilingual[] } => {
  const { byName } = inputNamesOf(scheme);
  const electricity = electricityOf(given);
  const target = electricity.times(percent).div(100);
  const ownUse =
    valueIn(given['nonFossilOwnUse'], 'MWh') ??
    (basis.ownUseMwh === null ? null : new ExactDecimal(basis.ownUseMwh));
  const renewable = valueIn(given['renewableElectricity'], 'MWh');
  const added = ownUse === null ? null : target.minus(ownUse);
  const less = avoided(added, ownUse === null ? null : electricity.minus(ownUse), basis);
  const changes: PvChange[] = [];
  const change = (name: string, value: ExactDecimal, unit: string, assumption: Bilingual): void => {
    if (byName.has(name))
      changes.push({
        name,
        after: { value: decimalText(ExactDecimal.max(0, value)), unit },
        assumption,
      });
  };
  change('nonFossilOwnUse', target, 'MWh', OWN_USE);
  if (renewable !== null && added !== null)
    change('renewableElectricity', renewable.plus(added), 'MWh', RENEWABLE);
  for (const name of ['indirectCo2', 'co2']) {
    const now = valueIn(given[name], 'tCO2');
    if (now !== null && less !== null) change(name, now.minus(less), 'tCO2', LESS_CO2);
  }
  return { changes, notes: less === null ? [NO_CO2] : [] };
};
