import { startOfDay } from '@zerofab/calendar';
import type { Consumption, SiteEnergy } from '@zerofab/contracts';
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { cached } from '../../api/cached';
import type { Range } from '../../api/paths';
import { useResource, type Resource } from '../../api/use-resource';
import { useSites } from '../../site/sites';
import { comparisonOf, isCurrent, shiftSpan, type Span } from '../../span/span';
import { useSpan } from '../../span/use-span';
import { getConsumption, getEnergy } from './api';
import { kwhPerUnit, loadBucket, loadRows, type LoadBucket, type LoadRow } from './load-model';

const VIEWS = ['curve', 'heat', 'flow', 'rank'] as const;
export type EnergyView = (typeof VIEWS)[number];
export type SiteMeter = SiteEnergy['meters'][number];
/** Compared with nothing, the span before, the comparable span, or another meter. */
const COMPARISONS = ['none', 'before', 'comparable'] as const;
const METER = 'meter:';
const QUARTER_MS = 900_000;

export interface MeterLoad {
  readonly meter: SiteMeter;
  readonly consumption: Consumption;
  readonly rows: readonly LoadRow[];
  /** kWh of one of its units; null for media, whose rows are in their own unit. */
  readonly perUnit: number | null;
}

export interface EnergyControl {
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

  const ownRange = (): Range => ({ from: span.value.from, to: span.value.to });
  /** A running span is compared with as much of the other one as has passed of it. */
  const otherRange = (): Range => {
    const past = versus.value === 'before' ? shiftSpan(span.value, -1) : comparisonOf(span.value);
    if (!isCurrent(span.value, sites.today)) return { from: past.from, to: past.to };
    const elapsed = sites.now - startOfDay(span.value.from, sites.zone);
    const fromMs = startOfDay(past.from, sites.zone);
    const endMs = Math.min(
      fromMs + Math.floor(elapsed / QUARTER_MS) * QUARTER_MS,
      startOfDay(past.to, sites.zone),
    );
    return endMs <= fromMs
      ? { from: past.from, to: past.to }
      : { from: past.from, to: new Date(endMs).toISOString() };
  };
  const read = async (of: SiteMeter, range: Range): Promise<MeterLoad> => {
    const query = { meter: of.meter, register: of.register, bucket: bucket.value };
    const consumption = await getConsumption(site.value, range, query);
    const perUnit = kwhPerUnit(of);
    return { meter: of, consumption, perUnit, rows: loadRows(consumption, perUnit, sites.now) };
  };
  const load = useResource(
    () => (meter.value === null ? null : [key.value, meter.value.meter, versus.value].join('|')),
    async () => {
      const own = meter.value;
      if (own === null) throw new Error('asked before the meters were known');
      const against = versus.value;
      const other = find(against.slice(METER.length));
      const [first, second] = await Promise.all([
        read(own, ownRange()),
        against === 'none'
          ? null
          : against.startsWith(METER)
            ? other === undefined
              ? null
              : read(other, ownRange())
            : read(own, otherRange()),
      ]);
      return { own: first, other: second };
    },
    () => 60_000,
  );
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
