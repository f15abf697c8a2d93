import { ROLES, type Role } from '@zerofab/vocabulary';

/** What a right is for, who has it, and why these. */
interface RightRule {
  /** Whoever may: nobody need log in (`everybody`), or these roles. */
  readonly roles: readonly Role[] | 'everybody';
  /** Also without a login from a program on the same machine. */
  readonly machine?: true;
  /** Also whoever sends readings: a meter by its own login. */
  readonly sender?: true;
  readonly what: string;
  readonly why: string;
}

const ALL = ROLES;
const READERS = ['admin', 'energy_manager', 'auditor'] as const;
const WRITERS = ['admin', 'energy_manager'] as const;

/**
 * The one table of rights: each route declares one of them (`Needs`), the guard asks this table, and docs/rights.md is
 * made from it. A route of a site takes the right and the grant of that site.
 */
export const RIGHTS = {
  open: {
    roles: 'everybody',
    what: 'Log in, prolong a session by its cookie, set a password by a one-time link, version, whether the platform is alive and ready, the dashboard’s own files',
    why: 'Needed before a login; shows no data and, outside a demo, no account. Readiness gives its status alone',
  },
  watch: {
    roles: ALL,
    machine: true,
    what: 'Metrics, and the details of readiness (broker, backlog, warnings, reasons)',
    why: 'Tells an outsider what is weak right now; a monitor on the machine reads it without a login',
  },
  ownAccount: {
    roles: ALL,
    what: 'Who I am, my sessions, log out, my password',
    why: 'Everybody looks after the own account',
  },
  readMethods: {
    roles: ALL,
    what: 'Published factors, formulas, methods and schemes, calculators without memory, the list of one’s sites',
    why: 'Public knowledge and arithmetic; the list names granted sites alone',
  },
  readSite: {
    roles: ALL,
    what: 'Site, meters, sources, activity data, consumption, inventory, overview, live values',
    why: 'What dashboards show',
  },
  readReadings: {
    roles: ALL,
    what: 'Raw readings, gaps, conflicts, the list of rejected messages (reason, meter, time)',
    why: 'A viewer must be able to see whether a figure rests on readings. The payload in the list is left out for a viewer',
  },
  exportReports: {
    roles: ALL,
    what: 'Inventory report as workbook, CSV and JSON',
    why: 'The figures of the dashboard in another form; evidence is named in it, not contained',
  },
  exportBundles: {
    roles: READERS,
    what: 'Audit bundle: the inventory with all it rests on, its plan, index of evidence and history',
    why: 'What a verifier takes along; it holds papers of the company and the names of people',
  },
  readPayloads: {
    roles: READERS,
    what: 'What a device sent, byte by byte, of a rejected message',
    why: 'A device that is set up wrongly sends anything, its neighbour’s password too; to mend it takes those who manage meters, to judge it an auditor',
  },
  readEvidence: {
    roles: READERS,
    what: 'Evidence files, boundary, base year, data quality plan, supply contracts, bills, invoices, applications, the verification desk',
    why: 'Contracts, invoices and the plan are papers of the company, for those who account or verify',
  },
  readHistory: {
    roles: READERS,
    what: 'Who changed what of a site, when and why',
    why: 'Names people and their addresses; a verifier needs it, a screen in the hall does not',
  },
  readAuditLog: {
    roles: ['admin', 'auditor'],
    what: 'The audit log: changes, log-ins, reads of evidence and exports; its daily roots and its export',
    why: 'Tells what everybody does, and from where; entries of granted sites, those of the whole platform with a grant of all sites',
  },
  changeRecords: {
    roles: WRITERS,
    what: 'Site, meters and their logins, sources, activity data, parameters, proofs, evidence, boundary, plan, production, budgets, contracts, invoices, decisions about readings, reading in again',
    why: 'The work of an energy manager; an auditor changes nothing of what it verifies',
  },
  manageScreens: {
    roles: WRITERS,
    what: 'Make and revoke links by which a large screen reads a site without a login',
    why: 'Whoever has the link sees the figures of that site; those who answer for them hand it out and take it back',
  },
  closePeriods: {
    roles: WRITERS,
    what: 'Close, submit and reopen reporting periods, waive points of the check list, begin and propose restatements',
    why: 'The work of an energy manager; what is closed takes no more records',
  },
  verifyPeriods: {
    roles: ['auditor'],
    what: 'Confirm the figures of a submitted period; verification engagements, their findings, checks and conclusion',
    why: 'Who keeps the records does not verify them; it changes the state of the period, no data',
  },
  answerFindings: {
    roles: WRITERS,
    what: 'Reply to the findings of a verification',
    why: 'Who keeps the records answers for them; whether a finding is closed decides the auditor',
  },
  approvePeriods: {
    roles: WRITERS,
    what: 'Lock a period, approve or turn down a restatement',
    why: 'Takes a second person: who closed or submitted a period, or began or proposed a restatement, is refused',
  },
  sendReadings: {
    roles: WRITERS,
    sender: true,
    what: 'Push readings over HTTP',
    why: 'What a meter sends over MQTT, for those that speak HTTP; with its login a meter speaks for itself alone',
  },
  previewFactors: {
    roles: WRITERS,
    what: 'See what an import of factors would change',
    why: 'An energy manager prepares an import, an administrator makes it',
  },
  administer: {
    roles: ['admin'],
    what: 'Accounts, imports of factors and schemes, the history of the platform',
    why: 'They change figures or rights of every site',
  },
} as const satisfies Readonly<Record<string, RightRule>>;

/** A named right. */
export type Right = keyof typeof RIGHTS;

const rule = (right: Right): RightRule => RIGHTS[right];

/** Whether a role has a right. */
export const roleHas = (role: Role, right: Right): boolean => {
  const { roles } = rule(right);
  return roles === 'everybody' || roles.includes(role);
};

/** Whether no login is needed. */
export const isOpen = (right: Right): boolean => rule(right).roles === 'everybody';

/** Whether a program on the same machine has it without a login. */
export const isForMachine = (right: Right): boolean => rule(right).machine === true;

/** Whether a sender of readings has it by its own login. */
export const isForSenders = (right: Right): boolean => rule(right).sender === true;

/** Roles that have a right. */
export const rolesOf = (right: Right): readonly Role[] => ROLES.filter((role) => roleHas(role, right));
