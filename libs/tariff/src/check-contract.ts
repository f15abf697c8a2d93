import { ExactDecimal } from '@zerofab/units';
import { BANDS } from '@zerofab/vocabulary';
import { BandCalendar } from './band-calendar.js';
import type { Contract, ContractLine } from './contract.js';
import { refuse } from './refuse.js';
import { checkTiers } from './tiers.js';

const inMonth = (line: ContractLine, month: number): boolean => line.months?.includes(month) !== false;

const checkCodes = (lines: readonly ContractLine[]): void => {
  lines.forEach((line, index) => {
    for (let month = 1; month <= 12; month += 1) {
      const twice = lines.findIndex(
        (other) => other.code === line.code && inMonth(other, month) && inMonth(line, month),
      );
      if (twice !== index && inMonth(line, month))
        refuse(
          'tariff-bad-contract',
          `contract.lines.${String(index)}.code`,
          `${String(month)} 月有两条代码为“${line.code}”的费用项；季节性价格的月份不得重叠`,
          `two lines are called "${line.code}" in month ${String(month)}; the months of a seasonal price must not overlap`,
        );
    }
  });
};

const checkLine = (line: ContractLine, field: string, contract: Contract): void => {
  if (line.kind === 'tiers') checkTiers(line.tiers, `${field}.tiers`);
  if (line.kind === 'demand' && line.basis === 'contract' && line.contractKw === undefined)
    refuse(
      'tariff-bad-contract',
      `${field}.contractKw`,
      '按合同需量计费须填写合同需量（kW）',
      'billing by contracted demand needs it, kW',
    );
  if (line.kind !== 'banded') return;
  if (contract.bands === undefined)
    refuse(
      'tariff-bad-contract',
      'contract.bands',
      `费用项“${line.code}”按时段计价，须给出时段日历`,
      `"${line.code}" has a price per band: give the calendar of bands`,
    );
  const used = new Set(contract.bands?.map(({ band }) => band));
  const without = BANDS.find((band) => used.has(band) && line.prices[band] === undefined);
  if (without !== undefined)
    refuse(
      'tariff-missing-price',
      `${field}.prices.${without}`,
      '日历中有该时段，须填写其电价',
      'the calendar has this band: give its price',
    );
};

/**
 * Checks a contract whole, whatever month is billed.
 * @returns its calendar of bands
 * @throws RefusedError tariff-… that names the field
 */
export const checkContract = (contract: Contract): BandCalendar | undefined => {
  const calendar = contract.bands === undefined ? undefined : new BandCalendar(contract.bands);
  checkCodes(contract.lines);
  contract.lines.forEach((line, index) => checkLine(line, `contract.lines.${String(index)}`, contract));
  if (contract.capacityKva !== undefined && !new ExactDecimal(contract.capacityKva).gt(0))
    refuse('tariff-bad-contract', 'contract.capacityKva', '容量须大于 0', 'a capacity is above 0');
  return calendar;
};
