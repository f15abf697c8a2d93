import { createRequire } from 'node:module';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exampleInventory, exampleMeta } from '../../examples/inventory-example.js';
import { inventoryDocument } from '../document/inventory-document.js';
import type { ReportDocument } from '../document/blocks.js';
import { reportDocx } from '../docx/report-docx.js';
import { reportPdf, type ReportFonts } from './report-pdf.js';

const { resolve } = createRequire(import.meta.url);
const fonts: ReportFonts = {
  regular: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
};
const document: ReportDocument = inventoryDocument({
  inventory: exampleInventory(),
  meta: exampleMeta('zh'),
  boundary: null,
  qualityPlan: null,
  version: null,
});

describe('the report as a file', () => {
  it('is a PDF with pages, bookmarks and a Chinese font in it, the same bytes each time', { timeout: 60_000 }, async () => {
    const pdf = await reportPdf(document, fonts);
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toMatch(/\/Outlines/u);
    expect(raw).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/u);
    expect(raw.match(/\/Type \/Page\b/gu)?.length).toBeGreaterThan(5);
    // What is embedded is a part of a font of 10 MB.
    expect(pdf.byteLength).toBeLessThan(600_000);
    expect(Buffer.compare(pdf, await reportPdf(document, fonts))).toBe(0);
  });

  it('is a DOCX with headings, contents and page fields, the same bytes each time', async () => {
    const docx = await reportDocx(document);
    const files = unzipSync(docx);
    const body = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(body).toContain('报告主体基本情况');
    expect(body).toMatch(/w:pStyle w:val="Heading1"/u);
    expect(body).toMatch(/TOC \\h/u);
    expect(body).toContain(exampleInventory().exact.total ?? 'no total');
    expect(strFromU8(files['docProps/core.xml'] ?? new Uint8Array())).toContain('2026-11-23T08:00:00.000Z');
    await new Promise((done) => setTimeout(done, 1100));
    expect(Buffer.compare(docx, await reportDocx(document))).toBe(0);
  });
});
