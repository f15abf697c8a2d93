import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Writes a .gz beside every text file, so that the server need not compress on each request. It works on the files as
 * written: earlier hooks would see chunks that Vite has not finished.
 */
const precompress: Plugin = {
  name: 'precompress',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!/\.(js|css|svg|html)$/.test(name)) continue;
      const file = join(dir, name);
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
    }
  },
};

export default defineConfig({
  root: at('.'),
  plugins: [
    vue(),
    // Element Plus comes per component with its own style; the types stand in src/element-plus.d.ts.
    precompress,
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: {
    alias: {
      '@zerofab/contracts': at('../../libs/contracts/src/index.ts'),
      '@zerofab/vocabulary': at('../../libs/vocabulary/src/index.ts'),
      '@zerofab/csv': at('../../libs/csv/src/index.ts'),
      '@zerofab/calendar': at('../../libs/calendar/src/index.ts'),
      '@zerofab/meter-history': at('../../libs/meter-history/src/index.ts'),
      '@zerofab/metering': at('../../libs/metering/src/index.ts'),
      '@zerofab/factors': at('../../libs/factors/src/index.ts'),
      '@zerofab/accounting': at('../../libs/accounting/src/index.ts'),
      '@zerofab/figures': at('../../libs/figures/src/index.ts'),
      '@zerofab/audit': at('../../libs/audit/src/index.ts'),
      '@zerofab/bundle': at('../../libs/bundle/src/index.ts'),
      '@zerofab/budget': at('../../libs/budget/src/index.ts'),
      '@zerofab/units': at('../../libs/units/src/index.ts'),
    },
  },
  // Left out of the bundle: option API bridges, development tools.
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: at('../../dist/dashboard'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // ECharts alone is larger than the default limit; the budget that counts is asserted in test/ui.
    chunkSizeWarningLimit: 700,
  },
});
