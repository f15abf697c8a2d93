import { describe, expect, it } from 'vitest';
import { fileKind } from './file-kind.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const zip = (entry: string): Uint8Array =>
  new Uint8Array([0x50, 0x4b, 3, 4, ...Array<number>(26).fill(0), ...bytes(entry)]);

describe('fileKind', () => {
  it.each([
    ['bill.pdf', bytes('%PDF-1.7\n...'), 'application/pdf'],
    ['no-ending', bytes('%PDF-1.7'), 'application/pdf'],
    ['scan.PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'image/png'],
    ['photo.jpeg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['scan.tif', new Uint8Array([0x4d, 0x4d, 0, 0x2a]), 'image/tiff'],
    ['photo.webp', bytes('RIFF1234WEBPVP8 '), 'image/webp'],
    ['photo.heic', bytes('1234ftypheic'), 'image/heic'],
    ['old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'application/vnd.ms-excel'],
    [
      'table.xlsx',
      zip('[Content_Types].xml'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    [
      'letter.docx',
      zip('_rels/.rels'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['bundle.zip', zip('a.txt'), 'application/zip'],
    ['weights.csv', bytes('a,b\n1,2'), 'text/csv'],
    ['data.json', bytes('{}'), 'application/json'],
    [
      'invoice.xml',
      bytes('\uFEFF<?xml version="1.0"?><EInvoice><Amount>1</Amount></EInvoice>'),
      'application/xml',
    ],
    ['invoice.ofd', zip('OFD.xml'), 'application/zip'],
    ['note.txt', bytes('地磅单'), 'text/plain'],
    ['gbk.csv', new Uint8Array([0xb5, 0xd8, 0xb0, 0xf5, 0x2c]), 'text/csv'],
  ])('knows %s by its bytes', (name, head, wanted) => {
    expect(fileKind(head, name)).toBe(wanted);
  });

  it.each([
    ['page.html', bytes('<script>alert(1)</script>')],
    ['picture.svg', bytes('\uFEFF  <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['data.xml', bytes('<a/>')],
    ['plain.xml', bytes('no markup')],
    ['data.txt', bytes('<?xml version="1.0"?><a/>')],
    ['picture.xml', bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['page.xml', bytes('<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"/>')],
    ['style.xml', bytes('<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><a/>')],
    ['bomb.xml', bytes('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')],
    ['page.pdf', bytes('<html/>')],
    ['bill.pdf', bytes('plain text')],
    ['photo.png', new Uint8Array([0xff, 0xd8, 0xff])],
    ['table.xlsx', zip('a.txt')],
    ['program.exe', new Uint8Array([0x4d, 0x5a, 0x90, 0x00, 0x03])],
    ['bytes.bin', new Uint8Array([0xff, 0xff, 0xff])],
    ['late.pdf', bytes(' %PDF-1.7')],
  ])('does not take %s', (name, head) => {
    expect(fileKind(head, name)).toBeUndefined();
  });
});
