import { readFactorRow, type LibraryFactor } from './factor-row.js';
import { electricity } from './generated/electricity.js';
import { energyToStandardCoal } from './generated/energy-to-standard-coal.js';
import { fuels } from './generated/fuels.js';
import { fugitiveWaste } from './generated/fugitive-waste.js';
import { gwp } from './generated/gwp.js';
import { heat } from './generated/heat.js';
import { process } from './generated/process.js';
import type { RawFactorRow } from './raw-row.js';

const TABLES: Readonly<Record<string, readonly RawFactorRow[]>> = {
  electricity,
  'energy-to-standard-coal': energyToStandardCoal,
  fuels,
  'fugitive-waste': fugitiveWaste,
  gwp,
  heat,
  process,
};

interface Library {
  readonly factors: readonly LibraryFactor[];
  readonly byId: ReadonlyMap<string, LibraryFactor>;
}
let loaded: Library | undefined;

/** Read and checked once, at first use. */
const library = (): Library => {
  if (loaded === undefined) {
    const factors = Object.entries(TABLES).flatMap(([table, rows]) =>
      rows.map((row) => Object.freeze(readFactorRow(table, row))),
    );
    loaded = { factors, byId: new Map(factors.map((factor) => [factor.id, factor])) };
  }
  return loaded;
};

/** Every factor of the library, in the order of the tables. */
export const allFactors = (): readonly LibraryFactor[] => library().factors;

/** The factor with this id, or undefined. For a factor that is to be used, see `lookupLibraryFactor`. */
export const factorById = (id: string): LibraryFactor | undefined => library().byId.get(id);
