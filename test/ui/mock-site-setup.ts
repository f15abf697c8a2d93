/** Answers of the mock that the set-up and the settings ask for: units, connection, suggestions, check list, people. */
import type {
  AuditLogPage,
  Checklist,
  Connection,
  GridRegionList,
  PersonList,
  SessionList,
  SourceSuggestions,
  UnitList,
} from '@zerofab/contracts';
import { gridRegions } from '@zerofab/factors';
import { CHECK_STEPS, type CheckStep } from '@zerofab/vocabulary';
import { iso, NOW } from './mock-factory.js';

const UNITS: UnitList = {
  version: 1,
  items: [
    { code: 'plant', name: { zh: '重机一厂', en: 'Works 1' }, kind: 'plant', parent: null },
    { code: 'forging', name: { zh: '锻造车间', en: 'Forging shop' }, kind: 'workshop', parent: 'plant' },
  ],
};

const CONNECTION: Connection = {
  broker: 'embedded',
  host: null,
  port: 1883,
  tls: false,
  machineOnly: false,
  topic: 'zerofab/v1/{site}/{meter}/readings',
};

const SUGGESTIONS: SourceSuggestions = {
  items: [
    {
      code: 'natural-gas',
      why: { zh: '天然气总表：加热炉', en: 'Natural gas, first meters: Furnace gas' },
      source: {
        name: { zh: '天然气', en: 'Natural gas' },
        category: 'stationaryCombustion',
        activity: { kind: 'meters', registers: [{ meter: 'M-GAS', register: 'volume', sign: 1 }] },
        factor: { kind: 'fuel', fuel: 'natural-gas' },
        method: 'GB/T 32150-2025',
      },
    },
  ],
  part: null,
};

/** A site that is set up lacks nothing; the fresh one lacks all but itself. */
const checklist = (fresh: boolean): Checklist => {
  const item = (step: CheckStep): Checklist['items'][number] => ({
    step,
    state: fresh && step !== 'site' ? 'missing' : 'done',
    title: { zh: '一步', en: 'A step' },
    detail: { zh: '说明', en: 'What to do' },
    count: null,
    roles: ['admin', 'energy_manager'],
  });
  const items = CHECK_STEPS.map(item);
  return { done: items.filter(({ state }) => state === 'done').length, total: items.length, items };
};

const person = (username: string, zh: string, part: Partial<PersonList['items'][number]>) => ({
  username,
  displayName: { zh, en: username },
  role: 'viewer' as const,
  sites: ['*'],
  disabled: false,
  hasPassword: true,
  lastLoginAt: iso(NOW - 3_600_000),
  sessions: 1,
  link: null,
  version: 1,
  ...part,
});
const PEOPLE: PersonList = {
  items: [
    person('admin', '管理员', { role: 'admin' }),
    person('manager', '能源管理员', { role: 'energy_manager', sites: ['hm1'] }),
    person('wang', '王敏', {
      hasPassword: false,
      lastLoginAt: null,
      sessions: 0,
      link: { purpose: 'invite', expiresAt: iso(NOW + 86_400_000) },
    }),
    person('li', '李工', { disabled: true, sessions: 0 }),
  ],
};

const session = (id: string, own: boolean, agent: string): SessionList['items'][number] => ({
  id,
  own,
  agent,
  address: '10.0.0.7',
  createdAt: iso(NOW - 7_200_000),
  expiresAt: iso(NOW + 86_400_000),
  refreshedAt: own ? iso(NOW) : null,
});
const SESSIONS: SessionList = {
  items: [
    session('1', true, 'Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36'),
    session('2', false, 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1'),
  ],
};

/** The answer to a GET below the API, or undefined where it is none of these. */
const AUDIT_LOG: AuditLogPage = {
  items: [
    {
      seq: 41,
      site: null,
      kind: 'login',
      key: 'manager',
      version: 3,
      action: 'refuse',
      actor: 'manager',
      actorRole: 'energy_manager',
      address: '192.0.2.7',
      at: '2026-05-19T06:02:11.004Z',
      reason: null,
      old: null,
      new: { outcome: 'wrong', agent: 'Firefox' },
      hash: '4'.repeat(64),
      prevHash: '3'.repeat(64),
    },
    {
      seq: 42,
      site: 'hm1',
      kind: 'activity-data',
      key: '12',
      version: 1,
      action: 'add',
      actor: 'manager',
      actorRole: 'energy_manager',
      address: '192.0.2.7',
      at: '2026-05-19T06:04:40.120Z',
      reason: '补录四月发票',
      old: null,
      new: { source: 'diesel', quantity: '2.5', unit: 't' },
      hash: '5'.repeat(64),
      prevHash: '4'.repeat(64),
    },
  ],
  next: null,
};

export const siteSetupAnswer = (path: string): unknown => {
  const [, site = '', rest = ''] = /^\/sites\/([^/]+)(\/.*)$/.exec(path) ?? [];
  if (path === '/grid-regions') return { items: [...gridRegions()] } satisfies GridRegionList;
  if (path === '/users') return PEOPLE;
  if (path === '/audit-log') return AUDIT_LOG;
  if (path === '/audit-log/roots') return { items: [] };
  if (path === '/auth/sessions' || /^\/users\/[^/]+\/sessions$/.test(path)) return SESSIONS;
  switch (rest) {
    case '/units':
      return site === 'new' ? { version: 0, items: [] } : UNITS;
    case '/connection':
      return CONNECTION;
    case '/refused-logins':
      return { items: [] };
    case '/source-suggestions':
      return SUGGESTIONS;
    case '/checklist':
      return checklist(site === 'new');
    default:
      return undefined;
  }
};
