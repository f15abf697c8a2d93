import type {
  ActivityKind,
  Bilingual,
  BoundarySystem,
  GridFactorRule,
  SourceCategory,
} from '@zerofab/vocabulary';
import type { LocalDate } from '@zerofab/calendar';

/** A register that adds to an amount, or is taken from it. */
export interface RegisterBinding {
  readonly meter: string;
  readonly register: string;
  readonly sign: 1 | -1;
  /** Part of the register that belongs to the source, decimal text above 0 and at most 1; default 1. */
  readonly share?: string | undefined;
}

/** Where an amount comes from: registers, records by hand, or the balance of a stock. */
export type ActivityBinding =
  | { readonly kind: Extract<ActivityKind, 'meters'>; readonly registers: RegisterBinding[] }
  | { readonly kind: Extract<ActivityKind, 'manual' | 'stock'>; readonly unit: string };

/** One way to a factor; a ladder strings several together. */
export type FactorStep =
  | { readonly kind: 'grid'; readonly rule: GridFactorRule; readonly region?: string | undefined }
  | {
      readonly kind: 'fuel';
      readonly fuel: string;
      /** Parameter set: calorific value, carbon content and oxidation come from one set. */
      readonly set?: string | undefined;
      /**
       * Site parameters, by role, that come before the set's value in the months for which they are recorded. A density
       * brings litres to mass, or gas by mass to its volume; no set holds one.
       */
      readonly measured?: Readonly<Partial<Record<MeasuredRole, string | undefined>>> | undefined;
      readonly driven?: 'road' | 'off-road' | undefined;
    }
  | { readonly kind: 'library'; readonly id: string }
  | { readonly kind: 'parameter'; readonly code: string }
  | {
      readonly kind: 'site';
      readonly value: string;
      readonly unit: string;
      readonly source: string;
      readonly year?: number | undefined;
    };

/** A way to a residual factor: the national one by publication, a dated site parameter, or one that was typed. */
export type ResidualStep = Extract<FactorStep, { kind: 'grid' | 'parameter' | 'site' }>;

type MeasuredRole = 'netCalorificValue' | 'carbonContent' | 'oxidationFactor' | 'emissionFactor' | 'density';

/** How a source comes to its factor: one way, or a ladder whose first step with a value counts. */
export type FactorChoice = FactorStep | { readonly kind: 'ladder'; readonly steps: FactorStep[] };

/** A step of a ladder of inputs: what the site measured or was told, a factor of the library, a stated value. */
export type InputStep =
  | { readonly kind: 'parameter'; readonly code: string }
  | { readonly kind: 'factor'; readonly id: string }
  | { readonly kind: 'value'; readonly value: string; readonly unit: string; readonly source: string };

/** Where an input of a source's formula comes from. Manual and stock records name the input as their stream. */
export type InputBinding =
  | ActivityBinding
  | InputStep
  | { readonly kind: 'activity' }
  | { readonly kind: 'ladder'; readonly steps: readonly InputStep[] }
  | { readonly kind: 'formula'; readonly id: string; readonly inputs: InputBindings };
export type InputBindings = Readonly<Record<string, InputBinding>>;

/** How a source is worked out where class, activity and factor do not say it: formulas of a sector part. */
export interface Calculation {
  readonly formulas: {
    readonly id: string;
    readonly gas?: string | undefined;
    /** Inputs of this formula alone, where another one has an input of the same name; before the shared ones. */
    readonly inputs?: InputBindings | undefined;
  }[];
  readonly inputs: InputBindings;
}

/** What a site knows of the accuracy of its activity data, at 95 %. */
interface StatedUncertainty {
  readonly activityPercent?: string | undefined;
  readonly meterClass?: string | undefined;
  readonly kind?: string | undefined;
}

/** What a source took for its factor until a month came. */
export interface EarlierFactor {
  /** First month in which it no longer applies, YYYY-MM. */
  readonly until: string;
  readonly factor: FactorChoice | null;
  readonly residual?: ResidualStep | undefined;
}

/** An emission source (排放源) as somebody defines it. */
export interface SourceContent {
  readonly name: Bilingual;
  readonly category: SourceCategory;
  readonly activity: ActivityBinding;
  readonly factor?: FactorChoice | undefined;
  /** What the rest of purchased electricity takes under a market-based method, once its proofs are counted. */
  readonly residual?: ResidualStep | undefined;
  readonly calculation?: Calculation | undefined;
  /** Gas of a factor per amount, where it is not CO2. */
  readonly gas?: string | undefined;
  /** Method of accounting whose factor rules it follows. */
  readonly method: string;
  /** Sector part it is accounted by. */
  readonly part?: string | undefined;
  readonly facility?: string | null | undefined;
  /** Production system; default main. */
  readonly system?: BoundarySystem | undefined;
  /** False: listed, but outside the inventory, for `reason`. */
  readonly included?: boolean | undefined;
  readonly reason?: string | undefined;
  /** First day within the boundary, and first day no longer. */
  readonly validFrom?: LocalDate | undefined;
  readonly validTo?: LocalDate | undefined;
  /** A second account of the same activity. */
  readonly crossCheck?: ActivityBinding | undefined;
  readonly uncertainty?: StatedUncertainty | undefined;
  /** Values far from the usual that somebody looked at and confirmed. */
  readonly confirmed?: readonly ConfirmedValue[] | undefined;
  /** Factors of the months before the present one applied, oldest first. */
  readonly earlier?: readonly EarlierFactor[] | undefined;
}

/** A value far from the usual with the reason why it is right. */
interface ConfirmedValue {
  /** Path within the definition, e.g. `factor.value`. */
  readonly field: string;
  /** Value and unit as doubted, e.g. `703.5 kgCO2/kWh`: another value there is doubted anew. */
  readonly value: string;
  readonly reason: string;
}

/** A source with its code, the version of its definition and its factor; what figures are worked out from. */
export interface SourceDefinition extends Omit<SourceContent, 'factor'> {
  readonly code: string;
  readonly version: number;
  /** null where the source's calculation names its own inputs, or its gas is weighed as such. */
  readonly factor: FactorChoice | null;
}

/** What a source takes when it names no factor. Fuels have no default: the fuel must be named. */
const DEFAULT_FACTOR: Readonly<Partial<Record<SourceCategory, FactorChoice>>> = {
  purchasedElectricity: { kind: 'grid', rule: 'latest-at-report-due' },
  purchasedHeat: { kind: 'library', id: 'heat-default-gbt32151-34-2024' },
  exportedHeat: { kind: 'library', id: 'heat-default-gbt32151-34-2024' },
};

export const defaultFactor = (category: SourceCategory): FactorChoice | undefined => DEFAULT_FACTOR[category];

/** A definition as figures take it: the default factor of its class stands in where none is named. */
export const sourceDefinition = (
  code: string,
  version: number,
  { factor, ...rest }: SourceContent,
): SourceDefinition => {
  const chosen = factor ?? (rest.calculation === undefined ? defaultFactor(rest.category) : undefined);
  return { ...rest, factor: chosen ?? null, code, version };
};
