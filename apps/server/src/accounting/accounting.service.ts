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
import type {
  CalculateRequest,
  CalculateResponse,
  CheckLines,
  LineCheck,
  LineChecks,
  PrintedLine,
} from '@zerofab/contracts';
import { checkPrintedLine, FactorError, type FactorLibrary } from '@zerofab/factors';
import { FactorLibraryStore } from '@zerofab/inventory';
import { UnitError } from '@zerofab/units';
import { RefusedError, refused, type Bilingual, type FieldRefusal } from '@zerofab/vocabulary';

/** The engine names one input or several, missing ones with the unit wanted: `activity [MWh], emissionFactor [t/MWh]`. */
const fieldsOf = ({ data, text }: AccountingError): { readonly fields?: readonly FieldRefusal[] } => {
  const inputs = data['input']?.split(', ');
  if (inputs === undefined) return {};
  return { fields: inputs.map((input) => ({ field: `inputs.${input.replace(/ \[.*$/, '')}`, text })) };
};

/** A line checked, or why it cannot be. */
const checked = (
  line: PrintedLine,
  library: FactorLibrary,
):
  | { readonly check: LineCheck; readonly problem: null }
  | { readonly check: null; readonly problem: Bilingual } => {
  try {
    const { candidates, printed, refused: notAllowed, ...check } = checkPrintedLine(line, library);
    return {
      check: { ...check, candidates: [...candidates], printed: [...printed], refused: [...notAllowed] },
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof FactorError || error instanceof UnitError)) throw error;
    return { check: null, problem: error.text };
  }
};

type StandardPartHead = Omit<StandardPart, 'formulas'> & { readonly formulas: readonly string[] };

/** The stateless side of the engine: formulas, single calculations, lines of reports made elsewhere. */
@Injectable()
export class AccountingService {
  constructor(private readonly libraries: FactorLibraryStore) {}

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

  /** @throws RefusedError invalid that names the input and what to do */
  calculate({ formula, inputs }: CalculateRequest): CalculateResponse {
    try {
      const { value, unit, trace } = calculate(formula, inputs);
      return { value: Number(value), exact: value, unit, trace };
    } catch (error) {
      if (!(error instanceof AccountingError)) throw error;
      throw new RefusedError({ code: `accounting-${error.code}`, text: error.text, ...fieldsOf(error) });
    }
  }

  /** @throws RefusedError invalid where units do not fit together */
  async checkLine(line: PrintedLine): Promise<LineCheck> {
    const { check, problem } = checked(line, await this.libraries.library());
    if (check === null) throw refused('bad-line', problem);
    return check;
  }

  /** Every line by itself: one that cannot be checked says why, the others are checked all the same. */
  async checkLines({ lines }: CheckLines): Promise<LineChecks> {
    const library = await this.libraries.library();
    return { items: lines.map((line) => checked(line, library)) };
  }
}
