import type { Bilingual } from '@zerofab/vocabulary';
import { regionMap } from './generated/region-map.js';
import { builtInLibrary, type FactorLibrary } from './library.js';

/** A place whose electricity has, or should have, a factor. */
export interface GridRegion {
  /** Key usable as a site's `gridRegion`: CN, grid-east, CN-JS … */
  readonly key: string;
  readonly name: Bilingual;
  readonly kind: 'country' | 'grid' | 'province';
  /** The region whose factor stands in where this one has none of its own; always said in the result. */
  readonly parent: string | null;
  /** own: has published factors · parent: takes the parent's, flagged · none: a site factor is needed. */
  readonly factor: 'own' | 'parent' | 'none';
}

/** Regions that are no row of the region map. Names as in the MEE/NBS announcements. */
const WIDER: readonly (readonly [key: string, zh: string, en: string, kind: GridRegion['kind']])[] = [
  ['CN', '全国', 'China (national)', 'country'],
  ['grid-north', '华北区域', 'North China grid', 'grid'],
  ['grid-northeast', '东北区域', 'Northeast China grid', 'grid'],
  ['grid-east', '华东区域', 'East China grid', 'grid'],
  ['grid-central', '华中区域', 'Central China grid', 'grid'],
  ['grid-northwest', '西北区域', 'Northwest China grid', 'grid'],
  ['grid-south', '南方区域', 'China Southern grid', 'grid'],
  ['grid-southwest', '西南区域', 'Southwest China grid', 'grid'],
  ['CN-NM', '内蒙古', 'Inner Mongolia', 'province'],
];

/** Inner Mongolia is fed by two grids, and has one provincial factor. */
const PROVINCE_OF: Readonly<Record<string, string>> = { 'CN-NM-W': 'CN-NM', 'CN-NM-E': 'CN-NM' };

const build = (library: FactorLibrary): readonly GridRegion[] => {
  const own = new Set(
    library.factors
      .filter((row) => row.category.startsWith('grid-average-') && row.validFrom !== null)
      .map((row) => row.region),
  );
  const factorOf = (key: string, parent: string | null): GridRegion['factor'] => {
    if (own.has(key)) return 'own';
    return parent !== null && own.has(parent) ? 'parent' : 'none';
  };
  const wider = WIDER.map(([key, zh, en, kind]): GridRegion => {
    return { key, name: { zh, en }, kind, parent: null, factor: factorOf(key, null) };
  });
  const mapped = regionMap.map((row): GridRegion => {
    const parent = PROVINCE_OF[row.code] ?? (row.grid_code === '' ? null : row.grid_code);
    const name = { zh: row.name_zh, en: row.name_en };
    return { key: row.code, name, kind: 'province', parent, factor: factorOf(row.code, parent) };
  });
  return [...wider, ...mapped];
};

const regions = new WeakMap<FactorLibrary, readonly GridRegion[]>();

/** Every known region: the country, the regional grids, the provinces. */
export const gridRegions = (library = builtInLibrary()): readonly GridRegion[] => {
  const known = regions.get(library) ?? build(library);
  regions.set(library, known);
  return known;
};

/** The region of a key (upper or lower case), or undefined. */
export const gridRegion = (key: string, library = builtInLibrary()): GridRegion | undefined =>
  gridRegions(library).find((region) => region.key.toLowerCase() === key.trim().toLowerCase());
