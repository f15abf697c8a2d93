import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  evidenceSchema,
  MAX_EVIDENCE_BYTES,
  type Evidence,
  type Problem,
  type Unproven,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const send = async (
  bytes: Uint8Array<ArrayBuffer> | string,
  name: string,
  { type = 'application/pdf', site = 'works', bearer = platform.bearer, note = '' } = {},
) => {
  const query = new URLSearchParams({ name, ...(note === '' ? {} : { note }) });
  const response = await fetch(`${platform.url}/api/v1/sites/${site}/evidence?${query.toString()}`, {
    method: 'POST',
    headers: { authorization: bearer, ...(type === '' ? {} : { 'content-type': type }) },
    body: bytes,
  });
  return { status: response.status, body: (await response.json()) as Evidence & Problem };
};
const download = async (id: string, site = 'works') =>
  fetch(`${platform.url}/api/v1/sites/${site}/evidence/${id}/content`, {
    headers: { authorization: platform.bearer },
  });
/** Files of the vault, by their hash. */
const files = (): string[] =>
  readdirSync(join(platform.dataDir, 'evidence'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

beforeAll(async () => {
  await platform.start();
  for (const code of ['works', 'branch'])
    await platform.put(`/sites/${code}`, { name: code, timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put('/sites/works/sources/heat', {
    name: 'heat',
    category: 'HEAT_IN',
    activity: { kind: 'manual', unit: 'GJ' },
  });
});
afterAll(async () => {
  await platform.destroy();
});

describe('evidence', () => {
  const invoice = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(299_991)]);

  it('keeps the bytes under their hash and gives them back unchanged', async () => {
    const { status, body } = await send(invoice, '发票 2025-03.pdf', { note: 'March' });
    expect(status).toBe(201);
    expect(evidenceSchema.safeParse(body).error).toBeUndefined();
    expect(body).toMatchObject({
      reference: `evidence:${body.id}`,
      name: '发票 2025-03.pdf',
      contentType: 'application/pdf',
      bytes: 300_000,
      sha256: sha256(invoice),
      note: 'March',
      uploadedBy: 'admin',
    });
    const file = join(platform.dataDir, 'evidence', body.sha256.slice(0, 2), body.sha256);
    expect(readFileSync(file).equals(invoice)).toBe(true);
    expect(statSync(file).mode & 0o077).toBe(0);
    const response = await download(body.id);
    expect(Buffer.from(await response.arrayBuffer()).equals(invoice)).toBe(true);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="__ 2025-03.pdf"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%202025-03.pdf`,
    );
  });

  it('keeps the same bytes once, with a row for each upload', async () => {
    const before = files().length;
    const { body } = await send(invoice, 'copy.pdf');
    expect(files()).toHaveLength(before);
    expect(body.sameBytes).toEqual(['1']);
    const other = await send(invoice, 'elsewhere.pdf', { site: 'branch' });
    expect(other.body.sameBytes).toEqual([]);
    expect(files()).toHaveLength(before);
  });

  it('takes any content type as it is: JSON is not parsed, none at all is bytes', async () => {
    const json = '{ "a":  1 }';
    const { body } = await send(json, 'data.json', { type: 'application/json; charset=utf-8' });
    expect(body).toMatchObject({ contentType: 'application/json', sha256: sha256(Buffer.from(json)) });
    expect(await (await download(body.id)).text()).toBe(json);
    expect((await send(Buffer.from('x'), 'x.bin', { type: '' })).body.contentType).toBe('text/plain');
    expect((await send('{ broken', 'b.json', { type: 'application/json' })).status).toBe(201);
  });

  it.each([
    ['text/html', 'page.html', '<script>alert(1)</script>'],
    ['image/svg+xml', 'picture.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['application/xhtml+xml', 'page.xhtml', '<html/>'],
    ['application/pdf', 'page.pdf', '<html/>'],
    ['application/pdf', 'bill.pdf', 'not what its ending says'],
    ['image/png', 'program.exe', 'MZ\u0000\u0001'],
  ])('takes no %s named %s, by its content', async (type, name, text) => {
    const before = files();
    const { status, body } = await send(text, name, { type });
    expect([status, body.type]).toEqual([415, '/problems/evidence-type']);
    expect(files()).toEqual(before);
  });

  it('tells the kind by the bytes, not by what the sender says', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    const { body } = await send(png, 'scan', { type: 'text/html' });
    expect(body.contentType).toBe('image/png');
  });

  it('never lets a browser show a page that an earlier version kept', async () => {
    const { body } = await send('kept before', 'old.txt', { type: 'text/plain' });
    const [row] = await platform.sql<{ id: string }>(
      `INSERT INTO evidence (site_id, sha256, name, content_type, bytes, note, uploaded_by, uploaded_at)
       SELECT site_id, sha256, 'page.html', 'text/html', bytes, null, uploaded_by, now() FROM evidence WHERE id = $1
       RETURNING id`,
      [body.id],
    );
    const { headers } = await download(row?.id ?? '');
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toContain('attachment');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it('takes 50 MiB and refuses a byte more, and nothing stays behind', async () => {
    expect(MAX_EVIDENCE_BYTES).toBe(50 * 1024 * 1024);
    const scan = (bytes: number): Uint8Array<ArrayBuffer> => {
      const file = new Uint8Array(bytes);
      file.set(Buffer.from('%PDF-1.7'));
      return file;
    };
    expect((await send(scan(MAX_EVIDENCE_BYTES), 'scan.pdf')).status).toBe(201);
    const before = files();
    const { status, body } = await send(scan(MAX_EVIDENCE_BYTES + 1), 'scan.pdf');
    expect([status, body.type]).toEqual([413, '/problems/evidence-too-large']);
    expect(files()).toEqual(before);
  });

  it.each([
    ['an empty body', '', 'a.pdf', {}, 422],
    ['a path as a name', 'x', '../../etc/passwd', {}, 422],
    ['a Windows path', 'x', 'C:\\x.pdf', {}, 422],
    ['dots alone', 'x', '..', {}, 422],
    ['a line break in the name', 'x', 'a\r\nset-cookie: b', {}, 422],
    ['no name', 'x', '', {}, 422],
    ['a site that does not exist', 'x', 'a.pdf', { site: 'nowhere' }, 404],
    ['nobody', 'x', 'a.pdf', { bearer: 'Bearer no' }, 401],
  ])('refuses %s', async (_what, bytes, name, more, wanted) => {
    const before = files();
    const { status, body } = await send(bytes, name, more);
    expect([status, body.status]).toEqual([wanted, wanted]);
    expect(files()).toEqual(before);
  });

  it.each(['..%2F..%2Fsecrets', '%2e%2e', '0', '-1', '1e3', '99999', '1%20OR%201'])(
    'has no file %s',
    async (id) => {
      expect((await download(id)).status).toBe(404);
    },
  );

  it('belongs to its site', async () => {
    expect((await download('1', 'branch')).status).toBe(404);
    expect((await platform.call('GET', '/sites/branch/evidence/1')).status).toBe(404);
  });

  it('is named by activity records; one that does not exist, or is of another site, is refused', async () => {
    const record = (evidence: string, from: string, to: string) =>
      platform.call<Problem>('POST', '/sites/works/activity-data', {
        source: 'heat',
        from,
        to,
        quantity: 5,
        unit: 'GJ',
        evidence,
      });
    expect((await record('invoice, evidence:1', '2025-01', '2025-02')).status).toBe(201);
    expect((await record('paper invoice 12', '2025-02', '2025-03')).status).toBe(201);
    const foreign = (await send('%PDF-1.7 theirs', 'b.pdf', { site: 'branch' })).body.id;
    for (const id of ['4711', foreign, 'abc']) {
      const { status, body } = await record(`evidence:${id}`, '2025-03', '2025-04');
      expect([status, body.type]).toEqual([422, '/problems/unknown-evidence']);
    }
    const known = await platform.get<Evidence>('/sites/works/evidence/1');
    expect(known.usedBy).toEqual(['1']);
  });

  it('is found by the source and period of the records that name it, and by its name', async () => {
    const found = async (query: string): Promise<string[]> =>
      (await platform.get<{ items: Evidence[] }>(`/sites/works/evidence?${query}`)).items.map(({ id }) => id);
    expect(await found('source=heat')).toEqual(['1']);
    expect(await found('source=heat&period=2025-01')).toEqual(['1']);
    expect(await found('period=2025-02')).toEqual([]);
    expect(await found('source=none')).toEqual([]);
    expect(await found(`text=${sha256(invoice)}`)).toEqual(['1', '2']);
    expect(await found(`text=${encodeURIComponent('发票')}`)).toEqual(['1']);
    expect((await platform.call('GET', '/sites/works/evidence?period=soon')).status).toBe(422);
  });

  it('that lacks is listed: no document at all first, then documents in words', async () => {
    await platform.post('/sites/works/activity-data', {
      source: 'heat',
      from: '2025-03',
      to: '2025-04',
      quantity: 7,
      unit: 'GJ',
    });
    const { items, more } = await platform.get<Unproven>('/sites/works/evidence/unproven?period=2025');
    expect(more).toBe(0);
    expect(items).toMatchObject([
      { kind: 'activity-data', what: 'heat', quantity: '7', lacks: 'everything', words: null },
      { kind: 'activity-data', what: 'heat', lacks: 'file', words: 'paper invoice 12' },
    ]);
    const none = await platform.get<Unproven>('/sites/works/evidence/unproven?period=2025-01');
    expect(none.items).toEqual([]);
  });

  it('has no way to change or delete', async () => {
    for (const method of ['DELETE', 'PUT', 'PATCH'])
      expect((await platform.call(method, '/sites/works/evidence/1', {})).status).toBe(404);
    const { items } = await platform.get<{ items: Evidence[] }>('/sites/works/evidence');
    expect(items[0]?.id).toBe('1');
  });

  it('says so when a file on disk is not what was uploaded', async () => {
    const { body } = await send('the original', 'original.txt', { type: 'text/plain' });
    const file = join(platform.dataDir, 'evidence', body.sha256.slice(0, 2), body.sha256);
    writeFileSync(file, 'a forgery');
    const response = await download(body.id);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ type: '/problems/evidence-damaged' });
    await send('the original', 'again.txt', { type: 'text/plain' });
    expect(await (await download(body.id)).text()).toBe('the original');
  });

  it('other calls still refuse a body they do not understand', async () => {
    const response = await fetch(`${platform.url}/api/v1/sites/works`, {
      method: 'PUT',
      headers: { authorization: platform.bearer, 'content-type': 'application/x-zerofab-evidence' },
      body: '{}',
    });
    expect([415, 422]).toContain(response.status);
  });
});
