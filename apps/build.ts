/**
 * Builds the web applications into `.tongban/web`, once: a later call with the same sources returns at once.
 *
 *     node --import tsx apps/build.ts [--force]
 *
 * Layout: `index.html` (start page), `<app>/index.html`, `assets/` with a content hash in each name.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { ENTRIES } from './entries.ts';

const ROOT = join(import.meta.dirname, '..');
const WEB = join(ROOT, '.tongban', 'web');
/** What the last build was made from. It lies in the build itself: one cannot be there without the other. */
const RECORD = 'sources.json';
/** Inputs of every build that are no modules of it. */
const ALWAYS = ['package-lock.json', 'vite.config.ts', 'apps/build.ts', 'apps/entries.ts'];

interface BuildRecord {
  readonly sources: readonly string[];
  readonly entries: readonly string[];
  readonly hash: string;
}

export interface BuildOptions {
  readonly force?: boolean;
  /** Called when a build really starts: it takes seconds, somebody may be waiting. */
  readonly onBuild?: () => void;
}

/** Answers the folder to serve. Throws what Vite reports where a source does not compile. */
export async function buildApps({ force = false, onBuild }: BuildOptions = {}): Promise<string> {
  if (!force && isCurrent(ENTRIES)) return WEB;
  onBuild?.();
  // Loaded only where there is something to build: a start with a current build must not pay for it.
  const [{ build }, { writeApiTypes }] = await Promise.all([import('vite'), import('./openapi.ts')]);
  await writeApiTypes();
  const outDir = `${WEB}.${process.pid}`;
  const sources = new Set<string>(ALWAYS);
  // Vite makes this process a production one; whoever builds and goes on must not notice.
  const { NODE_ENV } = process.env;
  try {
    await build({
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir },
      plugins: [collectSources(sources)],
    });
    for (const entry of ENTRIES) moveToItsAddress(outDir, entry);
    rmSync(join(outDir, 'apps'), { recursive: true, force: true });
    writeRecord(outDir, ENTRIES, [...sources].sort());
    putInPlace(outDir);
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    rmSync(outDir, { recursive: true, force: true });
  }
  return WEB;
}

/** Another process may have put its own build there in the meantime: it is as good as ours. */
function putInPlace(outDir: string): void {
  rmSync(WEB, { recursive: true, force: true });
  try {
    renameSync(outDir, WEB);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

/** Notes every file of ours that the build read. */
function collectSources(sources: Set<string>): Plugin {
  return {
    name: 'collect-sources',
    moduleParsed({ id }) {
      const file = relative(ROOT, id.split('?')[0] ?? '').replaceAll(sep, '/');
      if (!file.startsWith('..') && !file.startsWith('node_modules/') && existsSync(join(ROOT, file)))
        sources.add(file);
    },
  };
}

/** `apps/home/index.html` is served at `/`, `apps/inbox/index.html` at `/inbox/`. */
function moveToItsAddress(outDir: string, entry: string): void {
  const address = entry.replace(/^apps\//, '').replace(/^home\//, '');
  if (address === entry) return;
  mkdirSync(dirname(join(outDir, address)), { recursive: true });
  renameSync(join(outDir, entry), join(outDir, address));
}

function writeRecord(outDir: string, entries: readonly string[], sources: readonly string[]): void {
  const record: BuildRecord = { entries, sources, hash: hashOf(sources) };
  writeFileSync(join(outDir, RECORD), JSON.stringify(record));
}

function isCurrent(entries: readonly string[]): boolean {
  const file = join(WEB, RECORD);
  if (!existsSync(file)) return false;
  const record = JSON.parse(readFileSync(file, 'utf8')) as BuildRecord;
  return record.entries.join() === entries.join() && record.hash === hashOf(record.sources);
}

/** A missing file counts as another content. */
function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const file = join(ROOT, source);
    hash.update(`${source}\0`).update(existsSync(file) ? readFileSync(file) : 'missing');
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildApps({
    force: process.argv.includes('--force'),
    onBuild: () => console.log('Building the web applications …'),
  });
}
