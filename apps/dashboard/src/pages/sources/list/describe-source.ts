import type { FactorStep, Source } from '@zerofab/contracts';
import { screenUnit } from '../../../format/quantity';

type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Where the activity data of a source comes from, in a line. */
export const activityText = ({ activity }: Source, t: Translate): string =>
  activity.kind === 'meters'
    ? activity.registers
        .map(
          ({ meter, register, sign, share }) =>
            `${sign < 0 ? '− ' : ''}${meter}/${register}${share === undefined ? '' : ` × ${share}`}`,
        )
        .join(' + ')
        .replaceAll('+ −', '−')
    : `${t(`sources.binding.${activity.kind}`)}, ${screenUnit(activity.unit)}`;

/** What turns the activity into emissions, in a line. */
export const factorText = (source: Source, t: Translate): string => {
  if (source.calculation !== null)
    return `${t('sources.formulas')} ${source.calculation.formulas.map(({ id }) => id).join(', ')}`;
  const { factor } = source;
  if (factor === null) return t('sources.gasAsSuch', { gas: source.gas ?? '' });
  return factor.kind === 'ladder'
    ? factor.steps.map((step) => stepText(step, t)).join(' › ')
    : stepText(factor, t);
};

const stepText = (factor: FactorStep, t: Translate): string => {
  switch (factor.kind) {
    case 'grid':
      return `${t('sources.factorKind.grid')}, ${t(`sourceForm.gridRule.${factor.rule}`)}${factor.region === undefined ? '' : `, ${factor.region}`}`;
    case 'fuel':
      return `${t('sources.factorKind.fuel', { fuel: factor.fuel })}${factor.set === undefined ? '' : `, ${factor.set}`}`;
    case 'library':
      return factor.id;
    case 'site':
      return `${factor.value} ${screenUnit(factor.unit)} (${factor.source})`;
    case 'parameter':
      return t('sources.factorKind.parameter', { code: factor.code });
  }
};

/** The days a source is within the boundary. */
export const validText = ({ validFrom, validTo }: Source, t: Translate): string =>
  [
    ...(validFrom === null ? [] : [t('sources.since', { date: validFrom })]),
    ...(validTo === null ? [] : [t('sources.until', { date: validTo })]),
  ].join(' ') || t('sources.always');
