import { Injectable } from '@nestjs/common';
import { neededPerYear, pathProblem, plannedValue, yearEnd, type PastDay } from '@zerofab/budget';
import { dayLabel, isoIn, keepsChineseHolidays, startOf, yearOf, type Span } from '@zerofab/calendar';
import type { Intensities, PutTarget, TargetProgress } from '@zerofab/contracts';
import type { ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { convert, UnitError } from '@zerofab/units';
import { PRODUCTION_MEASURE_LABELS, refusedField, type Bilingual } from '@zerofab/vocabulary';
import { ProductStore, type ProductDefinition } from '../production/product.store.js';
import { IntensityService } from '../production/intensity.service.js';
import { ActualsService } from './actuals.service.js';
import { TargetStore, type TargetContent, type TargetDefinition } from './target.store.js';

type Item = TargetProgress['items'][number];
type YearRow = Item['years'][number];
type Known = Pick<YearRow, 'actual' | 'complete' | 'forecast' | 'reason'>;

/** Years whose actuals are read: what lies further back is in the base value. */
const YEARS_READ = 4;
/** Years of a path at most. */
const MOST_YEARS = 60;

const NUMERATORS = {
  tce: { name: { zh: '综合能耗', en: 'Energy' }, unit: 'kgce' },
  tco2e: { name: { zh: '排放量', en: 'Emissions' }, unit: 'kgCO2e' },
} as const;

/** What an indicator of a target is: a total, or an amount per something. */
interface Meant {
  readonly numerator: 'tce' | 'tco2e';
  readonly per: 'outputValue' | 'valueAdded' | { readonly product: string } | null;
  readonly name: Bilingual;
  readonly unit: string;
}

const meantBy = (indicator: string, products: readonly ProductDefinition[]): Meant => {
  const [, numerator = '', per, code] =
    /^(tce|tco2e)(?:Per(OutputValue|ValueAdded)|PerUnit:(.+))?$/.exec(indicator) ?? [];
  const key = numerator === 'tce' ? 'tce' : 'tco2e';
  const { name, unit } = NUMERATORS[key];
  if (code !== undefined) {
    const product = products.find((each) => each.code === code);
    if (product === undefined)
      throw refusedField('unknown-product', 'indicator', {
        zh: `没有产品“${code}”`,
        en: `there is no product "${code}"`,
      });
    return {
      numerator: key,
      per: { product: code },
      name: { zh: `单位${product.name.zh}${name.zh}`, en: `${name.en} per unit of ${product.name.en}` },
      unit: `${unit}/${product.unit}`,
    };
  }
  if (per === undefined) return { numerator: key, per: null, name, unit: key === 'tce' ? 'tce' : 'tCO2e' };
  const measure = per === 'OutputValue' ? 'outputValue' : 'valueAdded';
  const label = PRODUCTION_MEASURE_LABELS[measure];
  return {
    numerator: key,
    per: measure,
    name: { zh: `单位${label.zh}${name.zh}`, en: `${name.en} per ${label.en.toLowerCase()}` },
    unit: `${unit}/10^4CNY`,
  };
};

const spanOfYear = (year: number, zone: string): Span => {
  const inside = Date.UTC(year, 5, 30);
  return { fromMs: startOf(inside, 'year', zone), toMs: startOf(inside, 'year', zone, 1) };
};

/** Targets with the way to them, and how far the site is from it. */
@Injectable()
export class TargetService {
  constructor(
    private readonly targets: TargetStore,
    private readonly products: ProductStore,
    private readonly actuals: ActualsService,
    private readonly intensity: IntensityService,
  ) {}

  /** @throws RefusedError unknown-product, validation of the unit, bad-target-path */
  async put(site: SiteEntity, indicator: string, body: PutTarget, request: ChangeRequest): Promise<void> {
    const meant = meantBy(indicator, await this.products.list(site.id));
    const { note: _note, expectedVersion: _version, ...fields } = body;
    const target: TargetContent = {
      indicator,
      ...fields,
      targetValue: body.targetValue ?? null,
      yearlyRate: body.yearlyRate ?? null,
    };
    try {
      convert('1', body.unit, meant.unit);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      throw refusedField('validation', 'unit', error.text);
    }
    const problem = pathProblem({ ...target, path: body.path });
    if (problem !== null) throw refusedField('bad-target-path', problem.field, problem);
    await this.targets.put(site, target, request);
  }

  /** Every target with its path by year, what was reached, and what is missing to it. */
  async progress(site: SiteEntity, nowMs: number): Promise<TargetProgress> {
    const targets = await this.targets.list(site.id);
    const products = await this.products.list(site.id);
    const known = await this.known(site, targets, products, nowMs);
    return {
      site: site.code,
      through: isoIn(nowMs, site.timezone),
      items: targets.map((target) => itemOf(target, meantBy(target.indicator, products), known)),
    };
  }

  private async known(
    site: SiteEntity,
    targets: readonly TargetDefinition[],
    products: readonly ProductDefinition[],
    nowMs: number,
  ): Promise<(meant: Meant, year: number) => Known | undefined> {
    const thisYear = yearOf(nowMs, site.timezone);
    const first = Math.max(thisYear - YEARS_READ + 1, Math.min(...targets.map(({ baseYear }) => baseYear)));
    const years = Array.from({ length: Math.max(0, thisYear - first + 1) }, (_, n) => first + n);
    const meant = targets.map(({ indicator }) => meantBy(indicator, products));
    const totals = meant.some(({ per }) => per === null)
      ? await this.totals(site, years, nowMs)
      : new Map<string, Known>();
    const intensities = new Map<number, Intensities>();
    if (meant.some(({ per }) => per !== null))
      for (const year of years.slice(-2))
        intensities.set(year, await this.intensity.intensities(site, spanOfYear(year, site.timezone), nowMs));
    return (of, year) => {
      if (of.per === null) return totals.get(`${of.numerator} ${String(year)}`);
      const found = intensities.get(year);
      return found === undefined ? undefined : ofIntensities(found, of);
    };
  }

  private async totals(
    site: SiteEntity,
    years: readonly number[],
    nowMs: number,
  ): Promise<ReadonlyMap<string, Known>> {
    const zone = site.timezone;
    const [first = 0] = years;
    const span = { fromMs: spanOfYear(first, zone).fromMs, toMs: nowMs };
    const kinds = ['tce', 'tco2e'] as const;
    const indicators = kinds.map((kind) => ({ id: kind, name: { zh: '', en: '' }, unit: '', of: { kind } }));
    const all = years.length === 0 ? [] : await this.actuals.days(site, indicators, span, nowMs);
    return new Map(
      kinds.flatMap((kind, n) =>
        years.map((year) => [`${kind} ${String(year)}`, totalOf(all[n] ?? [], year, nowMs, zone)] as const),
      ),
    );
  }
}

const totalOf = (days: readonly PastDay[], year: number, nowMs: number, zone: string): Known => {
  const own = days.filter(({ day }) => day.startsWith(String(year)));
  const amounts = own.flatMap(({ value, atLeast }) => value ?? atLeast ?? []);
  const today = dayLabel(nowMs, zone);
  const running = today.startsWith(String(year));
  const past = days.filter(({ day }) => day < today);
  const forecast = running
    ? yearEnd(
        past,
        { first: `${String(year)}-01-01`, end: `${String(year + 1)}-01-01` },
        keepsChineseHolidays(zone),
      )
    : null;
  return {
    actual: amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0),
    complete: !running && own.length > 0 && own.every(({ value }) => value !== null),
    forecast: forecast?.value ?? null,
    reason: amounts.length === 0 ? { zh: '该年没有数据', en: 'no data of that year' } : null,
  };
};

const ofIntensities = (found: Intensities, { numerator, per }: Meant): Known => {
  const row = found.rows.find(({ measure, product }) =>
    typeof per === 'object' && per !== null ? product === per.product : measure === per,
  );
  const figure =
    numerator === 'tco2e' ? row?.emissions : row?.energy.find(({ convention }) => convention === 'calorific');
  const value = figure?.value ?? null;
  return {
    actual: value === null ? null : Number(value),
    complete: value !== null && found.to === found.asked,
    forecast: null,
    reason: figure?.reason ?? null,
  };
};

const itemOf = (
  target: TargetDefinition,
  meant: Meant,
  known: (meant: Meant, year: number) => Known | undefined,
): Item => {
  const { recordedAt, path, ...fields } = target;
  const way = { ...target, path: path as Item['path'] };
  const ratio = convert('1', meant.unit, target.unit).toNumber();
  const length = Math.min(MOST_YEARS, target.targetYear - target.baseYear + 1);
  const years = Array.from({ length }, (_, n): YearRow => {
    const year = target.baseYear + n;
    const planned = plannedValue(way, year);
    const found = known(meant, year);
    const scaled = (value: number | null | undefined): number | null =>
      value === null || value === undefined ? null : value * ratio;
    const [actual, forecast] = [scaled(found?.actual), scaled(found?.forecast)];
    const reached = found?.complete === true || meant.per !== null ? actual : forecast;
    return {
      year,
      planned,
      actual,
      complete: found?.complete ?? false,
      forecast,
      gap: reached === null || planned === null ? null : reached - Number(planned),
      reason: found?.reason ?? null,
    };
  });
  const last = years.findLast(({ gap }) => gap !== null);
  const value = last === undefined ? null : (last.gap ?? 0) + Number(last.planned);
  return {
    ...fields,
    path: way.path,
    name: meant.name,
    recordedAt: recordedAt.toISOString(),
    years,
    neededPerYear:
      last === undefined || value === null ? null : neededPerYear(way, { year: last.year, value }),
  };
};
