/** Doubtful steps, decisions and conflicts of the mock: what is written is kept, and checked by the real contract. */
import {
  decideConflictsSchema,
  postRegisterEventSchema,
  readAgainSchema,
  withdrawEventSchema,
  type Conflict,
  type MeterFinding,
  type Reconciliation,
  type RegisterEvent,
} from '@zerofab/contracts';
import { DOUBT_LABELS } from '@zerofab/vocabulary';
import { iso, NOW } from './mock-factory.js';

/** What waits for a decision and what was decided; a test that writes brings its own. */
export interface FindingState {
  readonly findings: MeterFinding[];
  readonly events: RegisterEvent[];
  readonly conflicts: Conflict[];
}

const at = (minutes: number): string => iso(NOW - 86_400_000 + minutes * 60_000);
const finding = (
  more: Pick<MeterFinding, 'meter' | 'reason' | 'proposal'> & Partial<MeterFinding>,
): MeterFinding => ({
  register: 'active_energy',
  text: DOUBT_LABELS[more.reason],
  from: at(-15),
  at: at(0),
  until: at(0),
  before: 53_180.2,
  shown: 4.1,
  readingUnit: 'kWh',
  amount: 328,
  unit: 'kWh',
  ...more,
});

export const freshFindings = (): FindingState => ({
  findings: [
    finding({ meter: 'M-WELD', reason: 'reset', proposal: 'reset' }),
    finding({
      meter: 'M-PAINT',
      reason: 'unit-step',
      proposal: 'unit',
      before: 859.7,
      shown: 860_000,
      amount: 859_140.3,
    }),
    finding({
      meter: 'M-IN',
      reason: 'spike',
      proposal: 'void',
      shown: 4_294_967_295,
      until: at(30),
      amount: 4_294_914_115,
    }),
  ],
  events: [],
  conflicts: [1, 2].map((n) => ({
    id: String(n),
    receivedAt: iso(NOW - 9_000_000),
    meter: 'M-WELD',
    register: 'active_energy',
    ts: iso(NOW - 9_910_000 - (n - 1) * 900_000),
    kept: n === 1 ? 53_180.2 : 53_170.2,
    refused: n === 1 ? 53_181.9 : 53_171.9,
  })),
});

export const nothingFound = (): FindingState => ({ findings: [], events: [], conflicts: [] });

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: () => Promise<unknown>;
}
interface Answer {
  readonly status: number;
  readonly body: unknown;
}
const ok = (body: unknown, status = 200): Answer => ({ status, body });

const reconciliation: Reconciliation = {
  from: iso(NOW - 6 * 86_400_000),
  to: iso(NOW),
  countedSince: iso(NOW - 30 * 86_400_000),
  received: 48_384,
  stored: 48_240,
  duplicate: 96,
  conflict: 36,
  rejected: 12,
};

const addEvent = (state: FindingState, meter: string, given: unknown): Answer => {
  const { to, value, closing, opening, ...event } = postRegisterEventSchema.parse(given);
  const record: RegisterEvent = {
    ...event,
    id: String(state.events.length + 1),
    meter,
    to: to ?? event.at,
    value: value ?? null,
    closing: closing ?? null,
    opening: opening ?? null,
    author: 'manager',
    recordedAt: iso(NOW),
    withdrawnAt: null,
  };
  state.events.unshift(record);
  const place = state.findings.findIndex((one) => one.meter === meter && one.at === event.at);
  if (place >= 0) state.findings.splice(place, 1);
  return ok(record, 201);
};

/** The answer to a path below a site; undefined: not of this part. */
export const findingsAnswer = async (
  state: FindingState,
  { method, path, body }: Asked,
): Promise<Answer | undefined> => {
  const [, meter, id] = /^\/meters\/([^/]+)\/events(?:\/(\d+)\/withdraw)?$/.exec(path) ?? [];
  if (method === 'GET') {
    if (path === '/meter-findings') return ok({ total: state.findings.length, items: state.findings });
    if (path === '/conflicts')
      return ok({ total: state.conflicts.length, items: state.conflicts, next: null });
    if (path === '/reconciliation') return ok(reconciliation);
    return meter === undefined ? undefined : ok({ items: state.events.filter((one) => one.meter === meter) });
  }
  if (path === '/conflicts/decide') {
    const { ids } = decideConflictsSchema.parse(await body());
    for (const one of ids)
      state.conflicts.splice(
        state.conflicts.findIndex((conflict) => conflict.id === one),
        1,
      );
    return ok({ decided: ids.length });
  }
  if (path === '/rejected-messages/read-again') {
    const { ids = ['1'] } = readAgainSchema.parse(await body());
    const messages = ids.map((one) => ({ id: one, resolved: true, readings: 1, reason: null, detail: null }));
    return ok({ read: ids.length, resolved: ids.length, stored: ids.length, left: 0, messages });
  }
  if (meter === undefined) return undefined;
  if (id === undefined) return addEvent(state, decodeURIComponent(meter), await body());
  withdrawEventSchema.parse(await body());
  const place = state.events.findIndex((one) => one.id === id);
  const event = state.events[place];
  if (event === undefined) return undefined;
  state.events[place] = { ...event, withdrawnAt: iso(NOW) };
  return ok(state.events[place]);
};
