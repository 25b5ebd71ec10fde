import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { createI18n } from 'vue-i18n';
import { isRight } from '../../engine/rights/table.ts';
import { answers, keysOf, mentionedKeys, type Texts, usedKeys } from './dictionary-keys.ts';
import { rawTexts } from './raw-texts.ts';

const SHARED = 'apps/shared';
const APPS = [...readdirSync('apps').map((name) => `apps/${name}`), 'modeler'].filter((folder) =>
  existsSync(`${folder}/index.html`),
);
/** Where texts may stand. */
const DICTIONARY = /(^|\/)(i18n\/|(messages|translations|dictionary|element-names)\.ts$)/;
/** Chinese that is no text but a word of the model dialect. */
const DIALECT = new Set(['modeler/properties/groups/limit.ts']);
/** Names of other things that begin like a group of texts: messages of processes, commands of the canvas. */
const ELSEWHERE = new Set(['connection.create', 'materials.received', 'rating.submitted']);
const CHINESE = /[\u4e00-\u9fff]/;

interface Dictionary {
  readonly zh: Texts;
  readonly en: Texts;
}

async function dictionaryOf(folder: string): Promise<Dictionary> {
  const load = (file: string): Promise<unknown> => import(pathToFileURL(file).href);
  if (folder === SHARED) {
    const [{ zh }, { en }] = (await Promise.all([load(`${SHARED}/i18n/zh.ts`), load(`${SHARED}/i18n/en.ts`)])) as [
      { zh: Texts },
      { en: Texts },
    ];
    return { zh, en };
  }
  const file = [`${folder}/i18n/messages.ts`, `${folder}/messages.ts`].find((path) => existsSync(path));
  if (!file) throw new Error(`Expected ${folder} to have a dictionary, but there is none.`);
  const { messages } = (await load(file)) as { messages: { zh(): Promise<Texts>; en(): Promise<Texts> } };
  const [zh, en] = await Promise.all([messages.zh(), messages.en()]);
  return { zh, en };
}

const sourcesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '').replace(/(^|\s)\/\/.*$/gm, '');

const parameters = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

function textAt(texts: Texts, key: string): string {
  let at: string | Texts | undefined = texts;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : '';
}

for (const folder of [SHARED, ...APPS]) {
  describe(`texts of ${folder}`, () => {
    const sources = sourcesOf(folder);
    let common: Dictionary;
    let own: Dictionary;

    before(async () => {
      common = await dictionaryOf(SHARED);
      own = await dictionaryOf(folder);
    });

    it('should be in both languages', () => {
      expect(keysOf(own.en).sort()).to.deep.equal(keysOf(own.zh).sort());
    });

    it('should be readable as what they are: a brace or an at sign alone would stop the page', () => {
      const wrong: string[] = [];
      for (const [locale, texts] of Object.entries(own)) {
        const i18n = createI18n({ legacy: false, locale, messages: { [locale]: texts }, missingWarn: false });
        for (const key of keysOf(texts)) {
          try {
            i18n.global.t(key, {}, 2);
          } catch (error) {
            wrong.push(`${locale} ${key}: ${error}`);
          }
        }
      }
      expect(wrong).to.deep.equal([]);
    });

    it('should say something, in the right language', () => {
      for (const key of keysOf(own.zh)) {
        expect(textAt(own.zh, key), key).to.not.equal('');
        if (key !== 'app.otherLanguage') expect(textAt(own.en, key), key).to.match(/^[^\u4e00-\u9fff]+$/);
      }
    });

    it('should have the same parameters in both languages', () => {
      for (const key of keysOf(own.zh)) {
        expect(parameters(textAt(own.en, key)), key).to.deep.equal(parameters(textAt(own.zh, key)));
      }
    });

    it('should be there wherever a source asks for one', () => {
      const known = keysOf({ ...common.zh, ...own.zh });

      const missing = sources.flatMap(({ file, text }) =>
        usedKeys(text)
          .filter((used) => !answers(known, used))
          .map(({ key }) => `${file}: ${key}`),
      );

      expect(missing, 'add them to the dictionary, in both languages').to.deep.equal([]);
    });

    it('should be there wherever a source hands the name of one on', () => {
      const known = keysOf({ ...common.zh, ...own.zh });
      const groups = new Set(known.map((key) => key.split('.')[0]));

      const missing = sources
        .filter(({ file }) => !DICTIONARY.test(file))
        .flatMap(({ file, text }) =>
          mentionedKeys(text)
            .filter(({ key }) => groups.has(key.split('.')[0]) && !isRight(key) && !ELSEWHERE.has(key))
            .filter((used) => !answers(known, used))
            .map(({ key }) => `${file}: ${key}`),
        );

      expect(missing, 'add them to the dictionary, in both languages').to.deep.equal([]);
    });

    it('should all be asked for', () => {
      const askers = folder === SHARED ? [SHARED, ...APPS].flatMap(sourcesOf) : sources;
      const code = askers.filter(({ file }) => !DICTIONARY.test(file));
      const uses = code.flatMap(({ text }) => mentionedKeys(text));
      const exact = new Set(uses.filter(({ pattern }) => !pattern).map(({ key }) => key));
      const patterns = uses.filter(({ pattern }) => pattern);

      const unused = keysOf(own.zh).filter((key) => !exact.has(key) && !patterns.some((used) => answers([key], used)));

      expect(unused, 'remove them: nobody reads them').to.deep.equal([]);
    });

    it('should not stand in templates', () => {
      const raw = sources
        .filter(({ file }) => file.endsWith('.vue'))
        .flatMap(({ file, text }) => rawTexts(text).map((found) => `${file}: ${found}`));

      expect(raw, 'move them to the dictionary').to.deep.equal([]);
    });

    it('should not stand in code', () => {
      const raw = sources
        .filter(({ file }) => !DICTIONARY.test(file) && !DIALECT.has(file))
        .filter(({ text }) => CHINESE.test(withoutComments(text)))
        .map(({ file }) => file);

      expect(raw, 'move them to the dictionary').to.deep.equal([]);
    });
  });
}
