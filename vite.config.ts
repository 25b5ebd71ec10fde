/** The web applications: one project, one HTML entry each, so that they share chunks and each loads only what it shows. */
import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vite';
import { ENTRIES } from './apps/entries.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  clearScreen: false,
  plugins: [vue(), Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  resolve: { alias: { '@shared': resolve(import.meta.dirname, 'apps/shared') } },
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir: '.tongban/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    // An inline data: script would break the content security policy.
    assetsInlineLimit: (file) => (file.endsWith('.svg') ? true : undefined),
    rolldownOptions: { input: [...ENTRIES] },
  },
});
