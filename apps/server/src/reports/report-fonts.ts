import { createRequire } from 'node:module';
import type { ReportFonts } from '@zerofab/reports';

const { resolve } = createRequire(import.meta.url);
const FAMILY = '@expo-google-fonts/noto-sans-sc';

/** Noto Sans SC (SIL Open Font License 1.1): Chinese and Latin in one font, as TrueType, of which a report embeds what it uses. */
export const REPORT_FONTS: ReportFonts = {
  regular: resolve(`${FAMILY}/400Regular/NotoSansSC_400Regular.ttf`),
  bold: resolve(`${FAMILY}/700Bold/NotoSansSC_700Bold.ttf`),
};
