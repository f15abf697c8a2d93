import { methodPeriodWarning, type Method } from '@zerofab/accounting';
import { dayLabel, isoIn } from '@zerofab/calendar';
import type { ActivityData, Inventory, InventorySource } from '@zerofab/contracts';
import { lookupEquivalentElectricity } from '@zerofab/factors';
import {
  comprehensiveEnergyOf,
  electricityLines,
  gridRegionAt,
  halfWidthsOf,
  inventoryLine,
  inventorySums,
  sharesOf,
  statedInterval,
  uncertaintyOfTerms,
  type CoveredLine,
  type GasTerm,
  type SourceActivityData,
  type SourceDefinition,
  type SourceFigure,
} from '@zerofab/figures';
import type { Bilingual, MethodScope } from '@zerofab/vocabulary';
import type { SiteActivity } from './site-activity.js';

type Line = Omit<InventorySource, 'energyGap'> & {
  readonly energyGap: Bilingual | null;
  readonly reason: Bilingual | null;
  readonly terms: readonly GasTerm[];
  readonly methodScope: MethodScope;
  readonly weight: number;
  readonly dataQuality: NonNullable<InventorySource['dataQuality']> | null;
  readonly gases: SourceFigure['gases'];
};

const methodHead = (method: Method): Inventory['method'] => {
  const { id, name, gwpSet, edition, total, source, confidence, note } = method;
  return { id, name, gwpSet, edition, total: [...total], source, confidence, note };
};

/** Shapes figures of sources under a method into the inventory of the HTTP contract. */
export class InventoryView {
  private readonly lines: Line[] = [];
  private readonly outside: NonNullable<Inventory['excluded']> = [];
  private readonly halfWidthOf: ReturnType<typeof halfWidthsOf>;

  constructor(
    private readonly activity: SiteActivity,
    private readonly method: Method,
  ) {
    const { data, facts } = activity;
    this.halfWidthOf = halfWidthsOf(data, facts.nowMs, facts.library);
  }

  /** A source none of whose gases the method covers: not missing, but outside. */
  leaveOut(source: SourceDefinition, reason: Bilingual | null): void {
    this.outside.push({ code: source.code, name: source.name, reason: reason?.zh ?? '' });
  }

  /** A line of the inventory. */
  add(data: SourceActivityData, figure: SourceFigure, activity: ActivityData): void {
    const line = inventoryLine(data, figure, this.method, this.activity.facts, this.halfWidthOf);
    const doubles = this.activity.doubles.filter(({ source }) => source === data.source.code);
    this.lines.push({
      ...line,
      warnings: [...line.warnings, ...doubles.map(({ text }) => text)],
      activity: { ...activity, ...line.activity },
      share: null,
    });
  }

  /** The lines added so far. */
  get covered(): readonly CoveredLine[] {
    return this.lines;
  }

  /**
   * The inventory of the lines added so far.
   * @param before share of each source in the last comparable span; needed where one is missing
   */
  inventory(before?: ReadonlyMap<string, number>): Inventory {
    const { method, lines } = this;
    const { site, question, settled, facts } = this.activity;
    const { span, nowMs, asOfMs } = question;
    const zone = site.timezone;
    const electricity = electricityLines(facts.supply, span, method, {
      day: dayLabel(asOfMs ?? nowMs, zone),
      zone,
    });
    const warning = methodPeriodWarning(method, dayLabel(span.fromMs, zone), dayLabel(span.toMs, zone));
    const sums = inventorySums(lines, method, (terms) => this.intervalOfLine(terms), before);
    const { interval, withheld } = statedInterval(
      this.interval(
        lines.flatMap((line) => line.terms),
        true,
      ),
      sums.coverage,
    );
    const shares = sharesOf(lines, method, sums.totalTco2e);
    return {
      site: site.code,
      siteName: { zh: site.nameZh, en: site.nameEn },
      timezone: zone,
      from: isoIn(span.fromMs, zone),
      to: isoIn(span.toMs, zone),
      method: methodHead(method),
      asOf: isoIn(asOfMs ?? nowMs, zone),
      computedAt: new Date(nowMs).toISOString(),
      settled,
      factorSet: facts.library.version,
      warnings: [...(warning === null ? [] : [warning]), ...electricity.warnings],
      electricity: electricity.lines,
      excluded: this.excluded(),
      uncertainty: interval,
      uncertaintyWithheld: withheld,
      ...sums,
      comprehensiveEnergy: comprehensiveEnergyOf(
        lines,
        lookupEquivalentElectricity(gridRegionAt(facts, span.fromMs), facts.library),
      ),
      dataQuality: gradeOf(sums.dataQuality),
      sources: lines.map(({ terms: _terms, ...line }) => ({ ...line, share: shares.get(line.code) ?? null })),
    };
  }

  private interval(terms: readonly GasTerm[], weighted: boolean) {
    return uncertaintyOfTerms(terms, this.method, this.halfWidthOf, weighted);
  }

  /** Of a line of the method: as well known as the least covered of its sources. */
  private intervalOfLine(terms: readonly GasTerm[]) {
    const refs = new Set(terms.map(({ ref }) => ref));
    const covered = this.lines.flatMap(({ code, activity }) => (refs.has(code) ? [activity.coverage] : []));
    return statedInterval(this.interval(terms, false), Math.min(1, ...covered)).interval;
  }

  /** By their definition, by their gases, and by the class that the method does not report. */
  private excluded(): NonNullable<Inventory['excluded']> {
    const { method } = this;
    const unreported = this.activity.data.filter(
      ({ source }) => method.classes[source.category]?.scope === 'excluded',
    );
    return [
      ...this.activity.excluded.map(({ code, name, reason }) => ({ code, name, reason: reason ?? '' })),
      ...this.outside,
      ...unreported.map(({ source: { code, name, category } }) => ({
        code,
        name,
        reason: method.classes[category]?.line.zh ?? '',
      })),
    ];
  }
}

const gradeOf = (
  whole: ReturnType<typeof inventorySums>['dataQuality'],
): NonNullable<Inventory['dataQuality']> | null => {
  if (whole === null) return null;
  const { grade, activity, factor, why } = whole;
  return { grade, activity, factor, why };
};
