import type {
  FormulaDescription,
  LibraryFactor,
  Meter,
  MethodRecord,
  Parameter,
  Part,
} from '@zerofab/contracts';
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue';
import { cached } from '../../../api/cached';
import { getFactors, getMeters, getMethods, getParameters } from '../../../api/endpoints';
import { getFormulas, getParts } from '../api';
import { useResource, type Resource } from '../../../api/use-resource';
import { fuelOptions, gridRegionOptions, type FuelOption } from './factor-search';
import type { Registry } from './formula-inputs';

interface Lists {
  readonly meters: readonly Meter[];
  readonly factors: readonly LibraryFactor[];
  readonly formulas: readonly FormulaDescription[];
  readonly parts: readonly Part[];
  readonly parameters: readonly Parameter[];
  readonly methods: readonly MethodRecord[];
}

/** What a source can be bound to at a site: meters, factors, formulas, parts, site parameters, methods. */
export interface SourceLibrary {
  readonly lists: ComputedRef<Lists>;
  readonly registry: ComputedRef<Registry>;
  readonly fuels: ComputedRef<readonly FuelOption[]>;
  readonly regions: ComputedRef<ReturnType<typeof gridRegionOptions>>;
}
const KEY: InjectionKey<SourceLibrary> = Symbol('source library');
const NOTHING: Lists = { meters: [], factors: [], formulas: [], parts: [], parameters: [], methods: [] };

const load = async (site: string, fresh: boolean): Promise<Lists> => {
  const [meters, factors, formulas, parts, parameters, methods] = await Promise.all([
    cached(`meters|${site}`, () => getMeters(site), fresh),
    cached('factors', getFactors, fresh),
    cached('formulas', getFormulas, fresh),
    cached('parts', getParts, fresh),
    cached(`parameters|${site}`, () => getParameters(site), fresh),
    cached('methods', getMethods, fresh),
  ]);
  return {
    meters: meters.items,
    factors: factors.items,
    formulas: formulas.items,
    parts: parts.items,
    parameters: parameters.items,
    methods: methods.items,
  };
};

/** Of the drawer: loads the lists and hands them to every part of the form. */
export const provideSourceLibrary = (site: string): SourceLibrary & { resource: Resource<Lists> } => {
  const resource = useResource<Lists>(
    () => site,
    (fresh) => load(site, fresh),
  );
  const lists = computed(() => resource.data.value ?? NOTHING);
  const library: SourceLibrary = {
    lists,
    registry: computed(() => new Map(lists.value.formulas.map((formula) => [formula.id, formula]))),
    fuels: computed(() => fuelOptions(lists.value.factors)),
    regions: computed(() => gridRegionOptions(lists.value.factors)),
  };
  provide(KEY, library);
  return { ...library, resource };
};

export const useSourceLibrary = (): SourceLibrary => {
  const library = inject(KEY);
  if (library === undefined) throw new Error('a part of the source form stands outside the form');
  return library;
};
