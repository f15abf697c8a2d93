import type { Evidence } from '@zerofab/contracts';

/** Types a browser may be told; everything else, HTML, SVG and XML above all, goes out as plain bytes. */
const HARMLESS = new Set([
  'application/pdf',
  'application/zip',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'image/jpeg',
  'image/png',
  'text/csv',
  'text/plain',
]);

/** RFC 5987: percent-encoded UTF-8, also for the signs encodeURIComponent leaves. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Headers under which a file of unknown making may be handed out: saved, never shown or run on our origin. */
export const downloadHeaders = ({ name, contentType, sha256 }: Evidence): Record<string, string> => ({
  'content-type': HARMLESS.has(contentType) ? contentType : 'application/octet-stream',
  'content-disposition': `attachment; filename="${name.replaceAll(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encoded(name)}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
  'content-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
});
