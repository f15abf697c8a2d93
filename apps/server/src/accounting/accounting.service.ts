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
import { checkPrintedLine, FactorError } from '@zerofab/factors';
import { FactorLibraryStore } from '@zerofab/inventory';
import { UnitError } from '@zerofab/units';
import { RefusedError, refused, type FieldRefusal } from '@zerofab/vocabulary';

/** The engine names one input or several, missing ones with the unit wanted: `activity [MWh], emissionFactor [t/MWh]`. */
const fieldsOf = ({ data, text }: AccountingError): { readonly fields?: readonly FieldRefusal[] } => {
  const inputs = data['input']?.split(', ');
  if (inputs === undefined) return {};
  return { fields: inputs.map((input) => ({ field: `inputs.${input.replace(/ \[.*$/, '')}`, text })) };
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
    const library = await this.libraries.library();
    try {
      const { candidates, ...check } = checkPrintedLine(line, library);
      return { ...check, candidates: [...candidates] };
    } catch (error) {
      if (!(error instanceof FactorError || error instanceof UnitError)) throw error;
      throw refused('bad-line', error.text);
    }
  }
}
