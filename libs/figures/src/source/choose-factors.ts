import type { Method } from '@zerofab/accounting';
import {
  gridRegion,
  lookupCombustionGases,
  lookupFuel,
  lookupGridFactor,
  lookupHeatFactor,
  lookupLibraryFactor,
  lookupResidualFactor,
  FactorRefusedError,
  siteFactor,
  type FactorLibrary,
  type FactorPurpose,
  type FuelParameters,
} from '@zerofab/factors';
import { isDriven, scopeOf, type SourceCategory, type UsedFactor } from '@zerofab/vocabulary';
import type { FactorStep } from '../domain/source.js';

export interface FactorQuestion {
  readonly category: SourceCategory;
  readonly choice: FactorStep;
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
  /** Library to choose from; default: the one built in. */
  readonly library?: FactorLibrary | undefined;
}

/** The region at the level of geography the method asks for; the site's own, or the source's, where it leaves it open. */
const regionOf = (
  { gridRegion: ofSite, grid, library }: FactorQuestion,
  chosen: string | undefined,
): string => {
  const own = chosen ?? ofSite ?? '-';
  if (grid?.geography === 'national') return 'CN';
  if (grid?.geography !== 'regional') return own;
  const region = gridRegion(own, library);
  return own.startsWith('CN-') ? (region?.parent ?? own) : own;
};

const isHeatDefault = (choice: FactorStep): boolean =>
  choice.kind === 'library' && choice.id === lookupHeatFactor().id;

const PURPOSES: Readonly<Partial<Record<SourceCategory, FactorPurpose>>> = {
  stationaryCombustion: 'stationaryCombustion',
  mobileCombustion: 'mobileCombustion',
  biogenic: 'biogenic',
  purchasedElectricity: 'purchasedElectricity',
  exportedElectricity: 'purchasedElectricity',
  purchasedHeat: 'purchasedHeat',
  exportedHeat: 'purchasedHeat',
};

/** What a factor of a source of this class is for. */
export const purposeOf = (category: SourceCategory): FactorPurpose => PURPOSES[category] ?? 'other';

const ofGrid = (
  question: FactorQuestion,
  choice: Extract<FactorStep, { kind: 'grid' }>,
): readonly UsedFactor[] => {
  const { accountingYear, asOf, library } = question;
  const rule = question.grid?.rule ?? choice.rule;
  if (question.residual === true && question.category === 'purchasedElectricity')
    return [lookupResidualFactor({ accountingYear, asOf, rule }, library)];
  return [
    lookupGridFactor({ region: regionOf(question, choice.region), accountingYear, asOf, rule }, library),
  ];
};

/** CO2 of biomass in a fossil class would enter the total, fossil CO2 in class biogenic would vanish from it. */
const refuseWrongOrigin = ({ fuel, biogenic }: FuelParameters, category: SourceCategory): void => {
  if (biogenic === (category === 'biogenic')) return;
  if (biogenic && scopeOf(category) === 'otherIndirect')
    throw new FactorRefusedError(fuel, {
      zh: '该燃料为生物质，其 CO2 不计入其他间接排放；请给出仅含 CH4、N2O 的站点因子并注明来源',
      en: 'this fuel is biomass, whose CO2 is no other indirect emission; give a site factor of its CH4 and N2O alone, with its source.',
    });
  throw new FactorRefusedError(
    fuel,
    biogenic
      ? {
          zh: '该燃料为生物质，其 CO2 单列且不计入总量；请将排放源类别设为 biogenic（生物质）',
          en: 'this fuel is biomass, whose CO2 stands on its own line and in no total; give the source the class biogenic.',
        }
      : {
          zh: '该燃料为化石燃料，不能列入生物质类别；请将排放源类别设为 stationaryCombustion 或 mobileCombustion',
          en: 'this fuel is fossil and does not belong to class biogenic; give the source the class stationaryCombustion or mobileCombustion.',
        },
  );
};

const ofFuel = (
  { category, combustionGases, library }: FactorQuestion,
  { fuel, set, driven = 'road' }: Extract<FactorStep, { kind: 'fuel' }>,
): readonly UsedFactor[] => {
  const parameters = lookupFuel({ fuel, set }, library);
  refuseWrongOrigin(parameters, category);
  const burntIn = isDriven(category) ? driven : 'stationary';
  return [
    ...parameters.factors,
    ...(combustionGases === true ? lookupCombustionGases(fuel, burntIn, library) : []),
  ];
};

/**
 * The factors of a source for one accounting year, by the choice its definition makes. Never falls back in silence.
 * @throws FactorError (not found, refused, bad lookup) that says what to do
 */
export const chooseFactors = (question: FactorQuestion): readonly UsedFactor[] => {
  const { choice, category, library } = question;
  const purpose = purposeOf(category);
  switch (choice.kind) {
    case 'grid':
      return ofGrid(question, choice);
    case 'fuel':
      return ofFuel(question, choice);
    case 'library':
      return [
        purpose === 'purchasedHeat' && isHeatDefault(choice)
          ? lookupHeatFactor(library)
          : lookupLibraryFactor(choice.id, purpose, library),
      ];
    case 'parameter':
      // Valid for a span, not for a year: resolved with the months it is used in.
      return [];
    case 'site':
      return [siteFactor({ ...choice, purpose, version: `source v${String(question.sourceVersion)}` })];
  }
};
