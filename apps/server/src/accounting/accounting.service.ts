import { Injectable } from '@nestjs/common';
import {
  AccountingError,
  calculate,
  describeFormulas,
  methods,
  standardParts,
  type Method,
  type StandardPart,
} from '@zerofab/accounting';
import type { CalculateRequest, CalculateResponse, LineCheck, PrintedLine } from '@zerofab/contracts';
import {
  allFactors,
  checkPrintedLine,
  FACTOR_SET_VERSION,
  FactorError,
  type LibraryFactor,
} from '@zerofab/factors';
import { invalid } from '@zerofab/platform';
import { UnitError } from '@zerofab/units';

export interface FactorFilter {
  readonly table?: string;
  readonly category?: string;
  readonly region?: string;
}

/** The engine names one input or several, missing ones with the unit wanted: `activity [MWh], emissionFactor [t/MWh]`. */
const fieldsOf = (error: AccountingError): { field: string; detail: string }[] | undefined =>
  error.data['input']
    ?.split(', ')
    .map((input) => ({ field: `inputs.${input.replace(/ \[.*$/, '')}`, detail: error.text.en }));

type StandardPartHead = Omit<StandardPart, 'formulas'> & { readonly formulas: readonly string[] };

/** The stateless side of the engine: formulas, single calculations, the factor library. */
@Injectable()
export class AccountingService {
  formulas(): { items: ReturnType<typeof describeFormulas> } {
    return { items: describeFormulas() };
  }

  methods(): { items: readonly Method[] } {
    return { items: methods() };
  }

  /** Parts with the ids of their formulas; the formulas stand in the registry. */
  parts(): { items: StandardPartHead[] } {
    return {
      items: standardParts().map(({ formulas, ...part }) => ({
        ...part,
        formulas: [...formulas.map(({ id }) => id), ...part.uses],
      })),
    };
  }

  /** @throws ProblemError 422 that names the input and what to do */
  calculate({ formula, inputs }: CalculateRequest): CalculateResponse {
    try {
      const { value, unit, trace } = calculate(formula, inputs);
      return { value: Number(value), exact: value, unit, trace };
    } catch (error) {
      if (!(error instanceof AccountingError)) throw error;
      throw invalid(`accounting-${error.code}`, error.text.en, fieldsOf(error));
    }
  }

  /** @throws ProblemError 422 where units do not fit together */
  checkLine(line: PrintedLine): LineCheck {
    try {
      const { candidates, ...check } = checkPrintedLine(line);
      return { ...check, candidates: [...candidates] };
    } catch (error) {
      if (!(error instanceof FactorError || error instanceof UnitError)) throw error;
      throw invalid('bad-line', error.text.en);
    }
  }

  factors({ table, category, region }: FactorFilter): { version: string; items: LibraryFactor[] } {
    const fits = (wanted: string | undefined, value: string | null): boolean =>
      wanted === undefined || wanted === value;
    const items = allFactors().filter(
      (row) => fits(table, row.table) && fits(category, row.category) && fits(region, row.region),
    );
    return { version: FACTOR_SET_VERSION, items };
  }
}
