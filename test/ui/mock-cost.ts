/** What the mock answers below a site's costs. */
import { putInvoiceSchema, putSiteContractSchema, type InvoiceAnswer } from '@zerofab/contracts';
import { billAnswer, kept, type CostState } from './mock-cost-bill.js';
import { demandAnswer, whatIfAnswer } from './mock-cost-questions.js';
import { iso, NOW } from './mock-factory.js';

/** Answer to what lies below a site's costs; undefined where nothing is. */
export async function costAnswer(
  state: CostState,
  asked: { method: string; path: string; query: URLSearchParams; body: () => Promise<unknown> },
): Promise<{ readonly status: number; readonly body: unknown } | undefined> {
  const { method, path, query } = asked;
  if (path === '/tariff-contracts') return { status: 200, body: { items: state.contracts } };
  const [, code, validFrom] = /^\/tariff-contracts\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (code !== undefined && validFrom !== undefined) {
    const { expectedVersion: _, note: _note, ...body } = putSiteContractSchema.parse(await asked.body());
    state.sent.push({ path, body });
    const put = kept({ ...body, code, validFrom });
    const others = state.contracts.filter((one) => one.code !== code || one.validFrom !== validFrom);
    state.contracts = [...others, put];
    return { status: 200, body: put };
  }
  const [, month = '', more = ''] = /^\/bills\/(\d{4}-\d{2})(\/.*)?$/.exec(path) ?? [];
  if (path !== '/demand' && month === '') return undefined;
  const wanted = query.get('contract') ?? state.contracts[0]?.code;
  const contract = state.contracts.find((one) => one.code === wanted);
  if (contract === undefined) {
    const text = `No contract holds in ${month}`;
    return {
      status: 404,
      body: { type: '/problems/no-tariff-contract', title: text, status: 404, detail: text },
    };
  }
  if (path === '/demand') return { status: 200, body: demandAnswer(contract, query.get('targetKw')) };
  if (more === '/what-if') return { status: 200, body: whatIfAnswer(state, month, await asked.body()) };
  if (more === '/invoice' && method === 'PUT') {
    const { number, lines, total, facts, evidence } = putInvoiceSchema.parse(await asked.body());
    const invoice: InvoiceAnswer = {
      contract: contract.code,
      month,
      number: number ?? null,
      lines,
      total: total ?? null,
      facts,
      evidence: evidence ?? null,
      version: (state.invoices.get(month)?.version ?? 0) + 1,
      recordedAt: iso(NOW),
      recordedBy: 'manager',
    };
    state.sent.push({ path, body: invoice });
    state.invoices.set(month, invoice);
    return { status: 200, body: invoice };
  }
  return { status: 200, body: billAnswer(state, contract, month) };
}
