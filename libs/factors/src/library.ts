import { readFactorRow, type LibraryFactor } from './factor-row.js';
import { electricity } from './generated/electricity.js';
import { energyToStandardCoal } from './generated/energy-to-standard-coal.js';
import { fuels } from './generated/fuels.js';
import { fugitiveWaste } from './generated/fugitive-waste.js';
import { gwp } from './generated/gwp.js';
import { heat } from './generated/heat.js';
import { process } from './generated/process.js';
import { FACTOR_SET_VERSION } from './generated/version.js';
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

/** A library of factors as it stood at some time: the built-in edition, or that with what was imported. */
export interface FactorLibrary {
  /** Edition of the built-in data and, after it, the imports in force. */
  readonly version: string;
  /** In the order of the tables. */
  readonly factors: readonly LibraryFactor[];
  readonly byId: ReadonlyMap<string, LibraryFactor>;
}

/** A library out of checked factors. */
export const makeLibrary = (version: string, factors: readonly LibraryFactor[]): FactorLibrary => ({
  version,
  factors,
  byId: new Map(factors.map((factor) => [factor.id, factor])),
});

let builtIn: FactorLibrary | undefined;

/** The library this version of the product brings along; read and checked once, at first use. */
export const builtInLibrary = (): FactorLibrary =>
  (builtIn ??= makeLibrary(
    FACTOR_SET_VERSION,
    Object.entries(TABLES).flatMap(([table, rows]) =>
      rows.map((row) => Object.freeze(readFactorRow(table, row, FACTOR_SET_VERSION))),
    ),
  ));

/** Names of the tables of factors, in their order. */
export const FACTOR_TABLES: readonly string[] = Object.keys(TABLES);

/** The factor with this id, or undefined. For a factor that is to be used, see `lookupLibraryFactor`. */
export const factorById = (id: string, library = builtInLibrary()): LibraryFactor | undefined =>
  library.byId.get(id);
