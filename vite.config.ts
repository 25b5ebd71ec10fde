/** The web applications: one project, one HTML entry each, so that they share chunks and each loads only what it shows. */
import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig, type Plugin } from 'vite';
import { ENTRIES } from './apps/entries.ts';

/** What the code editors of the properties panel are made of, by what it asks of them. */
const CODE_EDITORS: Readonly<Record<string, readonly string[]>> = {
  '@bpmn-io/feel-editor': ['default'],
  '@bpmn-io/feelers-editor': ['FeelersEditor'],
  '@codemirror/autocomplete': ['closeBrackets', 'closeBracketsKeymap'],
  '@codemirror/commands': ['history', 'defaultKeymap', 'historyKeymap'],
  '@codemirror/lang-json': ['jsonParseLinter', 'json'],
  '@codemirror/language': [
    'syntaxHighlighting',
    'defaultHighlightStyle',
    'foldGutter',
    'bracketMatching',
    'foldKeymap',
  ],
  '@codemirror/lint': ['linter'],
  '@codemirror/state': ['Annotation', 'EditorState'],
  '@codemirror/view': ['EditorView', 'highlightSpecialChars', 'drawSelection', 'keymap', 'placeholder', 'lineNumbers'],
};
const PROPERTIES_PANEL = /[\\/]node_modules[\\/]@bpmn-io[\\/]properties-panel[\\/]dist[\\/]/;
/** Asked for while the panel's module loads; everything else only by a code editor that is shown. */
const AT_ONCE: Readonly<Record<string, string>> = {
  Annotation: 'export const Annotation = { define: () => undefined };',
  jsonParseLinter: 'export const jsonParseLinter = () => undefined;',
};

/**
 * Our fields are plain inputs (`modeler/packages.d.ts` knows no others), so nothing that the panel's code editors need is loaded:
 * some 200 KB compressed.
 */
function withoutCodeEditors(): Plugin {
  const mark = '\0no-code-editor:';
  const missing = (name: string): string =>
    AT_ONCE[name] ??
    `export ${name === 'default' ? 'default ' : ''}function ${name === 'default' ? 'Editor' : name}() { throw new Error('Expected no code editor in the properties panel, but ${name} was asked for.'); }`;
  return {
    name: 'without-code-editors',
    enforce: 'pre',
    resolveId: (source, importer) =>
      importer && PROPERTIES_PANEL.test(importer) && source in CODE_EDITORS ? mark + source : undefined,
    load: (id) => (id.startsWith(mark) ? CODE_EDITORS[id.slice(mark.length)]?.map(missing).join('\n') : undefined),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  clearScreen: false,
  plugins: [
    vue(),
    Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    withoutCodeEditors(),
  ],
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
