import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import dashboard from './vite.config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;

/**
 * Puts the script and its style into the page, so that the verifier is one file that can be handed on. The page allows
 * these two by their hash and nothing else: no network, no other script.
 */
const oneFile: Plugin = {
  name: 'one-file',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const chunk = Object.values(bundle).find((file) => file.type === 'chunk');
    if (chunk === undefined || Object.keys(bundle).length > 1) throw new Error('the verifier is one script');
    // What ends a script, or begins a comment in one, may stand in texts of it.
    const script = chunk.code
      .replaceAll('</script', String.raw`<\/script`)
      .replaceAll('<!--', String.raw`<\!--`);
    const style = readFileSync(at('./verifier/page.css'), 'utf8');
    const parts: Readonly<Record<string, string>> = {
      '%SCRIPT_HASH%': hashOf(script),
      '%STYLE_HASH%': hashOf(style),
      '<!--%STYLE%-->': `<style>${style}</style>`,
      '<!--%SCRIPT%-->': `<script>${script}</script>`,
    };
    const page = readFileSync(at('./verifier/page.html'), 'utf8');
    const source = page.replaceAll(/<!--%[A-Z]+%-->|%[A-Z_]+%/gu, (mark) => parts[mark] ?? mark);
    delete bundle[chunk.fileName];
    this.emitFile({ type: 'asset', fileName: 'verify.html', source });
  },
};

/** Builds verify.html beside the dashboard. */
export default defineConfig({
  root: at('.'),
  publicDir: false,
  plugins: [oneFile],
  resolve: dashboard.resolve ?? {},
  build: {
    outDir: at('../../dist/verifier'),
    emptyOutDir: true,
    target: 'es2022',
    lib: {
      entry: at('./verifier/main.ts'),
      formats: ['iife'],
      name: 'verifier',
      fileName: () => 'verify.js',
    },
  },
});
