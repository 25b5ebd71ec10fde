import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { openApiDocument } from '../../engine/api/openapi/document.ts';
import { ERRORS } from '../../engine/errors.ts';
import { TASK_VERBS } from '../../engine/tasks/verbs.ts';
import { ALL_PAGES, chineseOf, GUIDES, proseOf, readPage, samplesOf } from './guides.ts';

const PREFIX = '/api/v1';
const GUIDE_PAGES = [...GUIDES, ...GUIDES.map(chineseOf)];
const { paths } = openApiDocument('en', '0') as { paths: Record<string, Record<string, unknown>> };

/** Without prefix and sign-in, so not in the document. */
const OUTSIDE_DOCUMENT = /^\/(healthz|readyz|metrics|api\/openapi\.json)$/;

/** `/tasks/{id}/{verb}` and `/tasks/123/claim` name the same path. */
function isKnownPath(path: string): boolean {
  if (OUTSIDE_DOCUMENT.test(path)) return true;
  const wanted = path.startsWith('/api/') ? path : `${PREFIX}${path}`;
  return Object.keys(paths).some((known) => new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+')}$`).test(wanted));
}

/** Rules of the model checker are spelled in its sources. */
function ruleIds(): Set<string> {
  const files = ['engine/model', 'engine/dmn']
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.name.endsWith('.ts'));
  const sources = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return new Set(sources.flatMap((source) => [...source.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, id = '']) => id)));
}

interface Extension {
  readonly types: readonly {
    readonly name: string;
    readonly superClass?: readonly string[];
    readonly extends?: readonly string[];
    readonly properties: readonly { readonly name: string }[];
  }[];
}

/** As written in XML. Read from the file: the parser prefixes the names of the object it is given. */
function extensionNames(): string[] {
  const { types } = JSON.parse(readFileSync('engine/model/tongban.moddle.json', 'utf8')) as Extension;
  return types.flatMap(({ name, superClass, properties, extends: owners }) =>
    superClass || !owners
      ? [`tb:${name.charAt(0).toLowerCase()}${name.slice(1)}`]
      : properties.map((property) => `tb:${property.name}`),
  );
}

/** Words in backticks that look like a code but name something else. */
const OTHER_NAMES = /^(webhook-|stall-permit|stall-check|government-service|tongban-|fetch-and-lock)/;

const inBackticks = (page: string): string[] => [...proseOf(page).matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);

describe('docs/references', () => {
  for (const page of GUIDE_PAGES) {
    it(`should name only operations of the API: ${page}`, () => {
      const named = inBackticks(page).flatMap((text) => {
        const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s?]+)/.exec(text) ?? [];
        return method && path ? [{ method, path }] : [];
      });

      const unknown = named.filter(({ method, path }) => {
        if (OUTSIDE_DOCUMENT.test(path)) return false;
        const key = `${PREFIX}${path.replace(PREFIX, '')}`;
        return !(method.toLowerCase() in (paths[key] ?? {}));
      });
      expect(unknown).to.deep.equal([]);
    });

    it(`should name only error codes and rules that exist: ${page}`, () => {
      const rules = ruleIds();
      const isVerb = (word: string) => TASK_VERBS.some((verb) => verb === word);
      const words = inBackticks(page).filter((text) => /^[a-z]+(-[a-z]+)+$/.test(text) && !isVerb(text));

      expect(words.filter((word) => !(word in ERRORS) && !rules.has(word) && !OTHER_NAMES.test(word))).to.deep.equal(
        [],
      );
    });

    it(`should link error codes only to codes: ${page}`, () => {
      const codes = [...readPage(page).matchAll(/\[`([^`]+)`\]\(errors\.md\)/g)].map(([, code = '']) => code);

      expect(codes.filter((code) => !(code in ERRORS))).to.deep.equal([]);
    });

    it(`should name only settings that are read: ${page}`, () => {
      const read = ['engine/config.ts', 'adapters/read-secret.ts', 'engine/boot/oidc-settings.ts']
        .map((file) => readFileSync(file, 'utf8'))
        .join('');
      const settings = [...readPage(page).matchAll(/\b(TONGBAN_\w+|DATABASE_URL|NODE_ENV)\b/g)].map(([name]) => name);

      expect([...new Set(settings)].filter((name) => !read.includes(name))).to.deep.equal([]);
    });
  }

  for (const page of ALL_PAGES) {
    it(`should link only to files that exist: ${page}`, () => {
      const links = [...proseOf(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);

      expect(links.filter((link) => !existsSync(join(dirname(`docs/${page}`), link)))).to.deep.equal([]);
    });
  }

  for (const page of GUIDES) {
    it(`should say the same in both languages: ${page}`, () => {
      const shape = (name: string): string[] =>
        [...proseOf(name).matchAll(/^#+ /gm)].map(([heading]) => heading.trim());
      const content = (name: string) => samplesOf(name).map(({ info, text }) => ({ info, text }));
      const rows = (name: string): number => [...proseOf(name).matchAll(/^[|-] /gm)].length;

      expect(shape(chineseOf(page))).to.deep.equal(shape(page));
      expect(content(chineseOf(page))).to.deep.equal(content(page));
      expect(rows(chineseOf(page))).to.equal(rows(page));
    });
  }

  it('should only use addresses and commands that exist in shell samples', () => {
    const shell = GUIDES.flatMap(samplesOf).filter(({ info }) => info === 'sh');
    const text = shell.map((sample) => sample.text).join('\n');
    const addresses = [...text.matchAll(/https?:\/\/127\.0\.0\.1:8080(\/[^\s?'"\\]*)/g)].map(([, path = '']) => path);
    const commands = [...text.matchAll(/\btongban (\w[\w-]*)/g)].map(([, name = '']) => name);

    expect(addresses.filter((path) => !isKnownPath(path))).to.deep.equal([]);
    expect(commands).to.include.members(['check', 'deploy', 'migrate', 'replay', 'repair', 'verify-audit']);
    const help = execFileSync(process.execPath, ['engine/cli/tongban.mjs', '--help'], { encoding: 'utf8' });
    expect(commands.filter((name) => !new RegExp(`^  ${name}\\b`, 'm').test(help))).to.deep.equal([]);
  }).timeout(60_000);

  it('should explain every attribute and element of our namespace to analysts', () => {
    const names = extensionNames();

    expect(names).to.include.members(['tb:assignment', 'tb:topic']);
    for (const page of ['analyst.md', 'analyst.zh-CN.md']) {
      const text = readPage(page);
      expect(
        names.filter((name) => !text.includes(name)),
        page,
      ).to.deep.equal([]);
    }
  });

  it('should explain every verb to clerks', () => {
    for (const page of ['clerk.md', 'clerk.zh-CN.md']) {
      expect(TASK_VERBS.filter((verb) => !proseOf(page).includes(`\`${verb}\``))).to.deep.equal([]);
    }
  });
});
