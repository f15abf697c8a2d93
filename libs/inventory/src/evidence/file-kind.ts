/** How many bytes of the beginning of a file tell what it is. */
export const HEAD_BYTES = 4096;

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string): number[] => Array.from(new TextEncoder().encode(text));

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Signatures of what is taken as evidence, each at the very beginning or at its place. */
const SIGNATURES: readonly (readonly [type: string, signature: readonly number[], at?: number])[] = [
  ['application/pdf', ascii('%PDF-')],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image/webp', ascii('WEBP'), 8],
  ['image/heic', ascii('ftypheic'), 4],
  ['image/heic', ascii('ftypmif1'), 4],
  ['application/vnd.ms-excel', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
];

/** Endings that promise a kind; a file that breaks the promise is refused. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  png: ['image/png'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  webp: ['image/webp'],
  heic: ['image/heic'],
  xlsx: [XLSX],
  docx: [DOCX],
  zip: ['application/zip'],
  xls: ['application/vnd.ms-excel'],
  xml: ['application/xml'],
};

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** A zip is a workbook or a document where its first entry is that of an office package and its name says which. */
const ofZip = (head: Uint8Array, ending: string): string => {
  const text = new TextDecoder('latin1').decode(head);
  const office = text.includes('[Content_Types].xml') || text.includes('_rels/.rels');
  if (office && ending === 'xlsx') return XLSX;
  return office && ending === 'docx' ? DOCX : 'application/zip';
};

const readsAs = (encoding: string, head: Uint8Array): string | undefined => {
  try {
    // The head may end within a character.
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return undefined;
  }
};

/** Whether a text holds control characters that none has: all but tab, line feed, form feed and their like. */
const isUnprintable = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 32)) return true;
  }
  return false;
};
const MARKUP = /^\s*</;
/** Data as XML, e.g. an electronic invoice, whose XML is its original; a page, a drawing or a style that can run is none. */
const XML = /^\s*<\?xml\s/;
const CAN_RUN = /<(?:[\w-]+:)?(?:html|svg|script)[\s/>]|<\?xml-stylesheet|<!DOCTYPE|<!ENTITY/i;

const ofText = (head: Uint8Array, ending: string): string | undefined => {
  const text = readsAs('utf-8', head) ?? readsAs('gb18030', head);
  if (text === undefined || isUnprintable(text)) return undefined;
  if (MARKUP.test(text.replace(/^\uFEFF/, '')))
    return ending === 'xml' && XML.test(text.replace(/^\uFEFF/, '')) && !CAN_RUN.test(text)
      ? 'application/xml'
      : undefined;
  if (ending === 'csv') return 'text/csv';
  return ending === 'json' ? 'application/json' : 'text/plain';
};

/**
 * What a file is, told by its bytes and not by what its sender says: PDF, pictures, workbooks and documents, archives,
 * plain text, data as XML.
 * @param head the first `HEAD_BYTES` of the file
 * @param name its name: an ending that promises a kind must keep the promise
 * @returns undefined for what is not taken: programs, pages and drawings that can run (HTML, SVG), unknown bytes,
 * and a file that is not what its name says
 */
export const fileKind = (head: Uint8Array, name: string): string | undefined => {
  const ending = endingOf(name);
  const [signed] = SIGNATURES.find(([, signature, at]) => startsWith(head, signature, at)) ?? [];
  const kind = signed === 'application/zip' ? ofZip(head, ending) : (signed ?? ofText(head, ending));
  const promised = PROMISED[ending];
  return kind !== undefined && (promised === undefined || promised.includes(kind)) ? kind : undefined;
};
