import type { Method } from '@zerofab/accounting';
import type { FactorChoice, SourceCategory } from '@zerofab/contracts';
import {
  gridRegion,
  lookupCombustionGases,
  lookupFuel,
  lookupGridFactor,
  lookupHeatFactor,
  lookupLibraryFactor,
  lookupResidualFactor,
  siteFactor,
  type FactorPurpose,
  type UsedFactor,
} from '@zerofab/factors';

export interface FactorQuestion {
  readonly category: SourceCategory;
  readonly choice: FactorChoice;
  /** The site's region; null where none is set. */
  readonly gridRegion: string | null;
  readonly accountingYear: number;
  /** Day on which the report is made, YYYY-MM-DD. */
  readonly asOf: string;
  readonly sourceVersion: number;
  /** Where the method takes the grid factor from; default: as the source chooses. */
  readonly grid?: Method['grid'] | undefined;
  /** The rest of purchased electricity takes the residual factor (market-based results only). */
  readonly residual?: boolean | undefined;
  /** CH4 and N2O of combustion count. */
  readonly combustionGases?: boolean | undefined;
}

/** The region at the level of geography the method asks for; the site's own, or the source's, where it leaves it open. */
const regionOf = ({ gridRegion: ofSite, grid }: FactorQuestion, chosen: string | undefined): string => {
  const own = chosen ?? ofSite ?? '-';
  if (grid?.geography === 'national') return 'CN';
  if (grid?.geography !== 'regional') return own;
  const region = gridRegion(own);
  return own.startsWith('CN-') ? (region?.parent ?? own) : own;
};

const isHeatDefault = (choice: FactorChoice): boolean =>
  choice.kind === 'library' && choice.id === lookupHeatFactor().id;

const PURPOSES: Readonly<Partial<Record<SourceCategory, FactorPurpose>>> = {
  stationaryCombustion: 'stationaryCombustion',
  mobileCombustion: 'mobileCombustion',
  purchasedElectricity: 'purchasedElectricity',
  exportedElectricity: 'purchasedElectricity',
  purchasedHeat: 'purchasedHeat',
  exportedHeat: 'purchasedHeat',
};

/**
 * The factors of a source for one accounting year, by the choice its definition makes. Never falls back in silence.
 * @throws FactorError (not found, refused, bad lookup) that says what to do
 */
export const chooseFactors = (question: FactorQuestion): readonly UsedFactor[] => {
  const { choice, category } = question;
  const purpose = PURPOSES[category] ?? 'other';
  switch (choice.kind) {
    case 'grid':
      if (question.residual === true && category === 'purchasedElectricity') {
        const { accountingYear, asOf } = question;
        return [lookupResidualFactor({ accountingYear, asOf, rule: question.grid?.rule ?? choice.rule })];
      }
      return [
        lookupGridFactor({
          region: regionOf(question, choice.region),
          accountingYear: question.accountingYear,
          asOf: question.asOf,
          rule: question.grid?.rule ?? choice.rule,
        }),
      ];
    case 'fuel':
      return [
        ...lookupFuel({ fuel: choice.fuel, ...(choice.set === undefined ? {} : { set: choice.set }) })
          .factors,
        ...(question.combustionGases === true
          ? lookupCombustionGases(choice.fuel, category === 'mobileCombustion')
          : []),
      ];
    case 'library':
      return [
        purpose === 'purchasedHeat' && isHeatDefault(choice)
          ? lookupHeatFactor()
          : lookupLibraryFactor(choice.id, purpose),
      ];
    case 'parameter':
      // Valid for a span, not for a year: resolved with the months it is used in.
      return [];
    case 'site':
      return [siteFactor({ ...choice, purpose, version: `source v${String(question.sourceVersion)}` })];
  }
};
