import {
  coverageOf,
  mainRegister,
  qualityOf,
  roundedConsumption,
  totalOf,
  type ConsumptionSum,
} from '@zerofab/metering';
import { Injectable } from '@nestjs/common';
import { type Consumption, type ConsumptionBucket } from '@zerofab/contracts';
import { refused, type BucketSize } from '@zerofab/vocabulary';
import { bucketBorders, isoIn, type Span } from '@zerofab/calendar';
import { RollupService } from '../rollup/rollup.service.js';
import type { MeterEntity, RegisterEntity, SiteEntity } from '../sites/entities.js';
import { unknownRegister } from '../sites/unknown-register.js';
import { grainOf } from './grain.js';
import { ConsumptionQuery } from './query.store.js';

/** How long an answer may wait for readings that are still being worked in. */
const SETTLE_MS = 10_000;
/** Consumption of one register over time, in buckets of the site's zone. */
@Injectable()
export class ConsumptionService {
  constructor(
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
  ) {}

  /** @throws RefusedError not-found unknown register, invalid a gauge, which has no consumption */
  requireRegister(meter: MeterEntity, code: string | undefined): RegisterEntity {
    const register =
      code === undefined
        ? mainRegister({ registers: meter.registers.filter(({ retired }) => !retired) })
        : meter.registers.find((candidate) => candidate.code === code);
    if (register === undefined) {
      throw unknownRegister(meter, code ?? 'counter or interval');
    }
    if (register.kind === 'gauge') {
      throw refused('gauge-has-no-consumption', {
        zh: `寄存器“${register.code}”是瞬时量（gauge）；用量请选择 counter 或 interval 寄存器`,
        en: `Register "${register.code}" is a gauge; consumption takes a counter or interval register`,
      });
    }
    return register;
  }

  async consumption(
    site: SiteEntity,
    meter: MeterEntity,
    asked: {
      span: Span;
      bucket: BucketSize;
      register: string | undefined;
      knownAtMs?: number | undefined;
    },
  ): Promise<Consumption> {
    const register = this.requireRegister(meter, asked.register);
    const zone = site.timezone;
    const settled = await this.rollup.settle([register.id], SETTLE_MS);
    const borders = bucketBorders(asked.span, asked.bucket, zone);
    const sums =
      asked.bucket === '15m' && asked.knownAtMs === undefined
        ? await this.query.rows([register.id], asked.span.fromMs, asked.span.toMs, 'quarter')
        : await this.query.sumBetween([register.id], borders, grainOf(borders), asked.knownAtMs);
    const nowMs = Date.now();
    const known = new Map(sums.map((sum) => [sum.startMs, sum]));
    const buckets = borders.slice(0, -1).map((fromMs, index) => {
      const span = { fromMs, toMs: borders[index + 1] ?? fromMs };
      return toBucket(known.get(fromMs), span, zone, nowMs);
    });
    return {
      site: site.code,
      meter: meter.code,
      register: register.code,
      unit: register.unit,
      timezone: zone,
      from: isoIn(asked.span.fromMs, zone),
      to: isoIn(asked.span.toMs, zone),
      bucket: asked.bucket,
      ...totalOf(sums, asked.span, nowMs),
      settled,
      buckets,
    };
  }
}

const toBucket = (
  sum: ConsumptionSum | undefined,
  span: Span,
  zone: string,
  nowMs: number,
): ConsumptionBucket => ({
  start: isoIn(span.fromMs, zone),
  end: isoIn(span.toMs, zone),
  value: sum === undefined || sum.value === null ? null : roundedConsumption(sum.value),
  estimated: roundedConsumption(sum?.estimated ?? 0),
  coverage: coverageOf(sum?.covered ?? 0, span, nowMs),
  quality: qualityOf(sum?.quality ?? null, sum?.value ?? null),
  readings: sum?.readings ?? 0,
});
