import type { RecordKind } from '../schema/kinds.js';

// Rows as version 83b3fe5 and earlier wrote them (migrations 0001 to 0027), in the shape of the stored schemas, version 1.
// Each query gives: site, key, version, value, by, at. Authors that were never kept are null.
const ms = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)::bigint`;
const bilingual = (row: string): string => `jsonb_build_object('zh', ${row}.name_zh, 'en', ${row}.name_en)`;

const SITE = `SELECT s.code AS site, s.code AS key, 1 AS version, NULL AS by, s.created_at AS at,
  jsonb_build_object('name', ${bilingual('s')}, 'timezone', s.timezone, 'gridRegion', s.grid_region,
    'industry', s.industry, 'address', s.address, 'organisation', s.organisation, 'demo', s.demo) AS value
  FROM site s ORDER BY s.id`;

const METER = `SELECT s.code AS site, m.code AS key, 1 AS version, NULL AS by, NULL::timestamptz AS at,
  jsonb_build_object('name', ${bilingual('m')}, 'carrier', m.carrier, 'parent', p.code, 'location', m.location,
    'registers', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', ${bilingual('r')}, 'kind', r.kind,
        'unit', r.unit, 'multiplier', r.multiplier, 'rollover', r.rollover, 'interval', r."interval") ORDER BY r.position), '[]')
      FROM register r WHERE r.meter_id = m.id AND NOT r.retired)) AS value
  FROM meter m JOIN site s ON s.id = m.site_id LEFT JOIN meter p ON p.id = m.parent_id ORDER BY m.id`;

const CREDENTIALS = `SELECT s.code AS site, m.code AS key, 1 AS version, NULL AS by, NULL::timestamptz AS at,
  jsonb_build_object('username', s.code || '/' || m.code) AS value
  FROM meter m JOIN site s ON s.id = m.site_id WHERE m.password_sha256 IS NOT NULL ORDER BY m.id`;

const USER = `SELECT NULL AS site, u.username AS key, 1 AS version, NULL AS by, u.created_at AS at,
  jsonb_build_object('name', ${bilingual('u')}, 'role', u.role, 'sites', to_jsonb(u.sites)) AS value
  FROM app_user u ORDER BY u.id`;

const SOURCE = `SELECT s.code AS site, e.code AS key, e.version, e.created_by AS by, e.created_at AS at,
  e.definition AS value
  FROM emission_source e JOIN site s ON s.id = e.site_id ORDER BY e.created_at, e.site_id, e.code, e.version`;

const ACTIVITY = `SELECT s.code AS site, a.id::text AS key, 1 AS version, a.entered_by AS by, a.entered_at AS at,
  jsonb_build_object('source', a.source_code, 'stream', a.stream, 'fromMs', ${ms('a.from_ts')}, 'toMs', ${ms('a.to_ts')},
    'quantity', a.quantity::text, 'unit', a.unit, 'evidence', a.evidence, 'note', a.note,
    'replaces', (SELECT min(old.id)::text FROM activity_record old WHERE old.replaced_by = a.id),
    'replacedBy', a.replaced_by::text) AS value
  FROM activity_record a JOIN site s ON s.id = a.site_id ORDER BY a.id`;

const PARAMETER = `SELECT s.code AS site, p.id::text AS key, 1 AS version, p.recorded_by AS by, p.recorded_at AS at,
  jsonb_build_object('code', p.code, 'name', p.name, 'value', p.value::text, 'unit', p.unit,
    'validFromMs', ${ms('p.valid_from')}, 'validToMs', ${ms('p.valid_to')}, 'rung', p.rung, 'source', p.source,
    'testMethod', p.test_method, 'batch', p.batch, 'tonnage', p.tonnage::text, 'tonnageUnit', p.tonnage_unit,
    'evidence', p.evidence,
    'replaces', (SELECT min(old.id)::text FROM site_parameter old WHERE old.replaced_by = p.id),
    'replacedBy', p.replaced_by::text) AS value
  FROM site_parameter p JOIN site s ON s.id = p.site_id ORDER BY p.id`;

const PROOF = `SELECT s.code AS site, p.id::text AS key, 1 AS version, p.recorded_by AS by, p.recorded_at AS at,
  jsonb_build_object('kind', p.kind, 'mwh', p.mwh::text, 'fromMs', ${ms('p.from_ts')}, 'toMs', ${ms('p.to_ts')},
    'generationMonth', p.generation_month, 'plant', p.plant, 'technology', p.technology, 'province', p.province,
    'contract', p.contract, 'settlement', p.settlement, 'registry', p.registry, 'serialFrom', p.serial_from_text,
    'serialTo', p.serial_to_text, 'retiredOn', p.retired_on::text, 'beneficiary', p.beneficiary) ||
  jsonb_build_object('fileHash', p.file_hash, 'evidence', p.evidence, 'withdrawal', p.withdrawal,
    'withdrawnBy', p.withdrawn_by, 'withdrawnAt', p.withdrawn_at) AS value
  FROM energy_proof p JOIN site s ON s.id = p.site_id ORDER BY p.id`;

const LEDGER = `SELECT s.code AS site, l.year || '/' || l.name AS key,
  row_number() OVER (PARTITION BY l.site_id, l.year, l.name ORDER BY l.id)::int AS version,
  l.recorded_by AS by, l.recorded_at AS at,
  jsonb_build_object('year', l.year, 'name', l.name, 'value', l.value::text, 'source', l.source) AS value
  FROM ledger_parameter l JOIN site s ON s.id = l.site_id ORDER BY l.id`;

const BOUNDARY = `SELECT s.code AS site, 'boundary' AS key, b.version, b.recorded_by AS by, b.recorded_at AS at,
  jsonb_build_object('definition', b.definition, 'baseYear', b.base_year, 'note', b.note) AS value
  FROM boundary_version b JOIN site s ON s.id = b.site_id ORDER BY b.site_id, b.version`;

const PLAN = `SELECT s.code AS site, 'plan' AS key, q.version, q.author AS by, q.recorded_at AS at,
  jsonb_build_object('items', q.items, 'note', q.note) AS value
  FROM quality_plan q JOIN site s ON s.id = q.site_id ORDER BY q.site_id, q.version`;

const APPROVAL = `SELECT s.code AS site, q.version::text AS key, 1 AS version, q.approved_by AS by, q.approved_at AS at,
  jsonb_build_object('version', q.version, 'note', q.approval_note) AS value
  FROM quality_plan q JOIN site s ON s.id = q.site_id WHERE q.approved_at IS NOT NULL ORDER BY q.site_id, q.version`;

const EVIDENCE = `SELECT s.code AS site, e.id::text AS key, 1 AS version, e.uploaded_by AS by, e.uploaded_at AS at,
  jsonb_build_object('sha256', e.sha256, 'name', e.name, 'contentType', e.content_type, 'bytes', e.bytes,
    'note', e.note) AS value
  FROM evidence e JOIN site s ON s.id = e.site_id ORDER BY e.id`;

const IMPORT = `SELECT NULL AS site, i.id::text AS key, 1 AS version, i.imported_by AS by, i.imported_at AS at,
  jsonb_build_object('table', i.factor_table, 'title', i.title, 'fileName', i.file_name, 'sha256', i.content_sha256,
    'added', i.added, 'changed', i.changed, 'unchanged', i.unchanged, 'rejected', i.rejected,
    'withdrawReason', i.withdraw_reason, 'withdrawnBy', i.withdrawn_by, 'withdrawnAt', i.withdrawn_at) AS value
  FROM factor_import i ORDER BY i.id`;

/** Where each kind stood before the journal, in the order in which it is taken over. */
export const ADOPTION_QUERIES: readonly (readonly [RecordKind, string])[] = [
  ['site', SITE],
  ['meter', METER],
  ['meter-credentials', CREDENTIALS],
  ['user', USER],
  ['factor-import', IMPORT],
  ['source', SOURCE],
  ['parameter', PARAMETER],
  ['evidence', EVIDENCE],
  ['activity-data', ACTIVITY],
  ['energy-proof', PROOF],
  ['ledger-parameter', LEDGER],
  ['boundary', BOUNDARY],
  ['quality-plan', PLAN],
  ['quality-plan-approval', APPROVAL],
];
