/** Demand as it comes about and what-if of the mock. */
import {
  whatIfRequestSchema,
  type LiveDemandAnswer,
  type SiteContractAnswer,
  type WhatIfAnswer,
} from '@zerofab/contracts';
import { peakMakers } from '@zerofab/tariff';
import { ExactDecimal } from '@zerofab/units';
import { nameOf, usesOf, worked, type CostState } from './mock-cost-bill.js';
import { iso, NOW } from './mock-factory.js';

const QUARTER_MS = 900_000;

export function demandAnswer(contract: SiteContractAnswer, targetKw: string | null): LiveDemandAnswer {
  const { demand } = worked('2026-05', {}).use;
  const limitKw = targetKw ?? '3200';
  const startMs = Math.floor(NOW / QUARTER_MS) * QUARTER_MS;
  const made = peakMakers(
    Date.parse(demand?.start ?? ''),
    demand?.kW ?? new ExactDecimal(0),
    usesOf('2026-05'),
  );
  const projected = 3060;
  const share = projected / Number(limitKw);
  return {
    site: 'hm1',
    contract: contract.code,
    at: iso(NOW),
    limitKw,
    limitIs: targetKw === null ? 'contract' : 'target',
    running: {
      start: iso(startMs),
      end: iso(startMs + QUARTER_MS),
      covered: 0.34,
      reachedKw: '1040.4',
      projectedKw: String(projected),
      roomKw: String(Math.max(0, Math.round((Number(limitKw) - 1040.4) / 0.66))),
      share,
      level: share >= 1 ? 'at100' : share >= 0.95 ? 'at95' : share >= 0.9 ? 'at90' : 'below',
      aboveMonthKw: null,
    },
    reason: null,
    month: {
      month: '2026-05',
      peak: {
        start: demand?.start ?? '',
        kW: demand?.kW.toFixed() ?? '0',
        share: (demand?.kW.toNumber() ?? 0) / Number(limitKw),
        units: made.units.map((unit) => ({ ...unit, name: nameOf(unit.code) })),
        restKw: made.restKw,
      },
      gaps: false,
    },
  };
}

export function whatIfAnswer(state: CostState, month: string, body: unknown): WhatIfAnswer {
  const { charge } = whatIfRequestSchema.parse(body);
  const figures = (subtotal: string, basicCharge: string) => ({
    total: null,
    subtotal,
    state: 'partial' as const,
    demandKw: '3100',
    basicCharge,
  });
  return {
    site: 'hm1',
    month,
    contract: state.contracts[0]?.code ?? '',
    running: true,
    through: iso(NOW),
    cases:
      charge === undefined
        ? []
        : [
            {
              kind: 'capacity',
              name: null,
              before: figures('900000.00', '128000.00'),
              after: figures('910000.00', '138000.00'),
              difference: '10000.00',
            },
          ],
  };
}
