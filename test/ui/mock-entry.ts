/** Activity data and evidence of the mock: kept in memory, with the rules of the real server that the page meets. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  ActivityRecord,
  Evidence,
  PostActivityData,
  Problem,
  WithdrawActivity,
} from '@zerofab/contracts';

const offset = '+08:00';
const record = (
  id: number,
  month: string,
  quantity: string,
  more: Partial<ActivityRecord> = {},
): ActivityRecord => ({
  id: String(id),
  source: 'diesel',
  stream: '',
  from: `${month}-01T00:00:00${offset}`,
  to: `${nextMonth(month)}-01T00:00:00${offset}`,
  quantity,
  unit: 't',
  evidence: null,
  note: null,
  enteredBy: 'manager',
  enteredAt: '2026-04-02T01:30:00Z',
  replacedBy: null,
  ...more,
});
const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(number + 1).padStart(2, '0')}`;
};
const file = (id: string, name: string, bytes: string, usedBy: string[]): Evidence => ({
  id,
  reference: `evidence:${id}`,
  name,
  contentType: 'application/pdf',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  note: null,
  uploadedBy: 'manager',
  uploadedAt: '2026-02-03T02:00:00Z',
  sameBytes: [],
  usedBy,
});

/** What one run of the mock holds; each test begins with its own. */
export class EntryState {
  readonly records: ActivityRecord[] = [
    record(1, '2026-01', '2.80', { replacedBy: '2' }),
    record(2, '2026-01', '2.91', {
      evidence: 'fuel card 01, evidence:1',
      note: 'invoice came later',
      enteredAt: '2026-04-05T03:00:00Z',
    }),
    record(3, '2026-02', '2.6'),
    record(4, '2026-03', '1.3', {
      from: `2026-03-16T00:00:00${offset}`,
      to: `2026-04-16T00:00:00${offset}`,
    }),
  ];
  readonly evidence: Evidence[] = [file('1', 'invoice-01.pdf', 'the invoice', ['2'])];
  /** Requests to save that arrived, for tests. */
  readonly posted: PostActivityData[] = [];
  /** The answer to the n-th request to save from now gets lost in a gateway, after the value was kept. */
  loseAnswerOf = 0;

  add(body: PostActivityData): ActivityRecord | Problem {
    this.posted.push(body);
    // Local months become instants, as on the real server.
    const at = (text: string): string =>
      text.length > 10 ? text : `${text.length === 7 ? `${text}-01` : text}T00:00:00${offset}`;
    const [from, to] = [at(body.from), at(body.to)];
    const refuse = (type: string, detail: string): Problem => ({
      type: `/problems/${type}`,
      title: 'Cannot be processed',
      status: 422,
      detail,
    });
    if (body.quantity === '666') return refuse('validation', 'quantity: refused by this test server');
    const overlap = this.records.find(
      (known) =>
        known.source === body.source &&
        known.stream === (body.stream ?? '') &&
        known.replacedBy === null &&
        known.id !== body.replaces &&
        known.from < to &&
        known.to > from,
    );
    if (overlap !== undefined)
      return refuse('overlapping-activity-data', `The span overlaps record ${overlap.id}; correct that one`);
    const added = record(this.records.length + 1, '2026-01', body.quantity, {
      source: body.source,
      stream: body.stream ?? '',
      from,
      to,
      unit: body.unit,
      evidence: body.evidence ?? null,
      note: body.note ?? null,
      enteredAt: '2026-05-19T06:00:00Z',
    });
    const replaced = this.records.findIndex(({ id }) => id === body.replaces);
    if (replaced >= 0) this.records[replaced] = { ...this.records[replaced]!, replacedBy: added.id };
    this.records.push(added);
    return added;
  }

  withdraw(id: string, reason: string): ActivityRecord {
    const at = this.records.findIndex((known) => known.id === id);
    const taken = {
      ...this.records[at]!,
      withdrawal: { at: '2026-05-19T06:00:00Z', by: 'manager', reason },
    };
    this.records[at] = taken;
    return taken;
  }
}

const bytesOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** Answers what concerns activity data and evidence; false for everything else. */
export const answerEntry = async (
  path: string,
  site: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
  state: EntryState,
): Promise<boolean> => {
  const send = (status: number, body: unknown): true => {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
    return true;
  };
  const fresh = site === 'new';
  // What an auditor does of a period is not of this part.
  if (path.startsWith('/periods')) return false;
  const writes = request.method === 'POST';
  const mayWrite = !(request.headers.authorization ?? '').includes('auditor');
  if (writes && !mayWrite)
    return send(403, { type: '/problems/not-allowed', title: '', status: 403, detail: 'Not for this role' });
  if (path === '/activity-data' && writes) {
    const kept = state.add(JSON.parse(await bytesOf(request)) as PostActivityData);
    state.loseAnswerOf -= 1;
    if (state.loseAnswerOf === 0)
      return send(504, {
        type: '/problems/gateway-timeout',
        title: '',
        status: 504,
        detail: 'No answer in time.',
      });
    return 'status' in kept ? send(422, kept) : send(201, { ...kept, hints: [] });
  }
  if (path === '/activity-data') return send(200, { items: fresh ? [] : state.records, next: null });
  const withdrawn = /^\/activity-data\/(\d+)\/withdraw$/.exec(path)?.[1];
  if (withdrawn !== undefined && writes) {
    const { reason } = JSON.parse(await bytesOf(request)) as WithdrawActivity;
    return send(200, state.withdraw(withdrawn, reason));
  }
  if (path === '/evidence' && writes) {
    const id = String(state.evidence.length + 1);
    const added = file(id, query.get('name') ?? '', await bytesOf(request), []);
    state.evidence.push(added);
    return send(201, added);
  }
  if (path === '/evidence') return send(200, { items: fresh ? [] : state.evidence });
  if (/^\/evidence\/\d+\/content$/.test(path)) {
    response.writeHead(200, { 'content-type': 'application/pdf' }).end('the invoice');
    return true;
  }
  return false;
};
