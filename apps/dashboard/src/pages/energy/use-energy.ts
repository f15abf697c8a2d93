import type { Consumption, SiteEnergy } from '@zerofab/contracts';
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { cached } from '../../api/cached';
import type { Range } from '../../api/paths';
import { useResource, type Resource } from '../../api/use-resource';
import { useSites } from '../../site/sites';
import type { Span } from '../../span/span';
import { useSpan } from '../../span/use-span';
import { getConsumption, getEnergy } from './api';
import { comparedRange } from './compared-range';
import { kwhPerUnit, loadBucket, loadRows, type LoadBucket, type LoadRow } from './load-model';

const VIEWS = ['curve', 'heat', 'flow', 'rank'] as const;
type EnergyView = (typeof VIEWS)[number];
export type SiteMeter = SiteEnergy['meters'][number];
/** Compared with nothing, the span before, the comparable span, or another meter. */
const COMPARISONS = ['none', 'before', 'comparable'] as const;
const METER = 'meter:';

export interface MeterLoad {
  readonly meter: SiteMeter;
  readonly consumption: Consumption;
  readonly rows: readonly LoadRow[];
  /** kWh of one of its units; null for media, whose rows are in their own unit. */
  readonly perUnit: number | null;
}

interface EnergyControl {
  readonly views: typeof VIEWS;
  readonly view: ComputedRef<EnergyView>;
  readonly span: ComputedRef<Span>;
  readonly bucket: ComputedRef<LoadBucket>;
  readonly versus: ComputedRef<string>;
  readonly meter: ComputedRef<SiteMeter | null>;
  readonly set: (query: Record<string, string | undefined>) => void;
  readonly energy: Resource<SiteEnergy>;
  readonly load: Resource<{ readonly own: MeterLoad; readonly other: MeterLoad | null }>;
}

const parentsFirst = (meters: readonly SiteMeter[]): SiteMeter | undefined => {
  const parents = new Set(meters.map(({ parent }) => parent));
  return meters.find(({ meter, kwh }) => kwh !== null && parents.has(meter)) ?? meters[0];
};

interface LoadQuestion {
  readonly key: ComputedRef<string>;
  readonly meter: ComputedRef<SiteMeter | null>;
  readonly versus: ComputedRef<string>;
  readonly span: ComputedRef<Span>;
  readonly bucket: ComputedRef<LoadBucket>;
  readonly find: (code: string) => SiteMeter | undefined;
}

/** Load of the chosen meter, and of what it is compared with. */
function useLoad({ key, meter, versus, span, bucket, find }: LoadQuestion): EnergyControl['load'] {
  const sites = useSites();
  const read = async (of: SiteMeter, range: Range): Promise<MeterLoad> => {
    const query = { meter: of.meter, register: of.register, bucket: bucket.value };
    const consumption = await getConsumption(sites.current?.code ?? '', range, query);
    const perUnit = kwhPerUnit(of);
    return { meter: of, consumption, perUnit, rows: loadRows(consumption, perUnit, sites.now) };
  };
  const readOther = async (own: SiteMeter, range: Range): Promise<MeterLoad | null> => {
    const against = versus.value;
    if (against === 'none') return null;
    const other = find(against.slice(METER.length));
    if (against.startsWith(METER)) return other === undefined ? null : read(other, range);
    const at = { today: sites.today, zone: sites.zone, nowMs: sites.now };
    return read(own, comparedRange(span.value, against, at));
  };
  return useResource(
    () => (meter.value === null ? null : [key.value, meter.value.meter, versus.value].join('|')),
    async () => {
      const chosen = meter.value;
      if (chosen === null) throw new Error('asked before the meters were known');
      const range = { from: span.value.from, to: span.value.to };
      const [own, other] = await Promise.all([read(chosen, range), readOther(chosen, range)]);
      return { own, other };
    },
    () => 60_000,
  );
}

/** What the energy page looks at, as the URL says, and its figures. */
export function useEnergy(): EnergyControl {
  const route = useRoute();
  const router = useRouter();
  const sites = useSites();
  const { span } = useSpan();
  const asked = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const site = computed(() => sites.current?.code ?? '');
  const key = computed(() => [site.value, span.value.from, span.value.to].join('|'));
  const energy = useResource<SiteEnergy>(
    () => (site.value === '' ? null : key.value),
    (fresh) =>
      cached(
        `energy|${key.value}`,
        () => getEnergy(site.value, { from: span.value.from, to: span.value.to }),
        fresh,
      ),
    () => 60_000,
  );
  const meters = computed(() => energy.data.value?.meters ?? []);
  const find = (code: string): SiteMeter | undefined => meters.value.find(({ meter }) => meter === code);
  const meter = computed(() => find(asked('meter')) ?? parentsFirst(meters.value) ?? null);
  const bucket = computed(() => loadBucket(span.value));
  const versus = computed(() => {
    const wanted = asked('vs');
    if (wanted.startsWith(METER)) return find(wanted.slice(METER.length)) === undefined ? 'none' : wanted;
    return COMPARISONS.find((name) => name === wanted) ?? 'none';
  });

  const load = useLoad({ key, meter, versus, span, bucket, find });
  return {
    views: VIEWS,
    view: computed(() => VIEWS.find((name) => name === asked('view')) ?? 'curve'),
    span,
    bucket,
    versus,
    meter,
    set: (query) => void router.replace({ query: { ...route.query, ...query } }),
    energy,
    load,
  };
}
