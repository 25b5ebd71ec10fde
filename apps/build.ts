/**
 * Builds the web applications into `.tongban/web`, once: a later call with the same sources returns at once.
 *
 *     node --import tsx apps/build.ts [--force]
 *
 * Layout: `index.html` (start page), `<app>/index.html`, `assets/` with a content hash in each name.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
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

/** The content of each source as the build found it. */
type Sources = Map<string, string>;

interface BuildRecord {
  readonly entries: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
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
  const sources: Sources = new Map(ALWAYS.map((source) => [source, contentOf(source)]));
  // Vite makes this process a production one; whoever builds and goes on must not notice.
  const { NODE_ENV } = process.env;
  try {
    await build({
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir },
      plugins: [noteSources(sources)],
    });
    for (const entry of ENTRIES) moveToItsAddress(outDir, entry);
    rmSync(join(outDir, 'apps'), { recursive: true, force: true });
    writeRecord(outDir, ENTRIES, sources);
    putInPlace(outDir);
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    rmSync(outDir, { recursive: true, force: true });
  }
  return WEB;
}

/** The same in a process of its own: whoever has something else to do meanwhile is neither held up by the work nor left with its memory. */
export async function buildAppsAside({ onBuild }: Pick<BuildOptions, 'onBuild'> = {}): Promise<string> {
  if (isCurrent(ENTRIES)) return WEB;
  onBuild?.();
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code !== 0)
    throw new Error(`Expected the web applications to be built, but the build ended with ${code ?? signal}.`);
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

/** Notes every file of ours before the build reads it: one that is edited meanwhile is not what was built, and the next start builds anew. */
export function noteSources(sources: Sources): Plugin {
  return {
    name: 'note-sources',
    load: {
      order: 'pre',
      handler(id) {
        const file = relative(ROOT, id.split('?')[0] ?? '').replaceAll(sep, '/');
        const isOurs = !file.startsWith('..') && !file.startsWith('node_modules/') && existsSync(join(ROOT, file));
        if (isOurs && !sources.has(file)) sources.set(file, contentOf(file));
        return null;
      },
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

function writeRecord(outDir: string, entries: readonly string[], sources: Sources): void {
  const record: BuildRecord = { entries, sources: Object.fromEntries([...sources].sort()) };
  writeFileSync(join(outDir, RECORD), JSON.stringify(record));
}

function isCurrent(entries: readonly string[]): boolean {
  const file = join(WEB, RECORD);
  if (!existsSync(file)) return false;
  const record = JSON.parse(readFileSync(file, 'utf8')) as BuildRecord;
  const isSame = ([source, content]: [string, string]) => contentOf(source) === content;
  return record.entries.join() === entries.join() && Object.entries(record.sources).every(isSame);
}

/** By its hash. A missing file counts as another content. */
export function contentOf(source: string): string {
  const file = join(ROOT, source);
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'missing';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildApps({
    force: process.argv.includes('--force'),
    onBuild: () => console.log('Building the web applications …'),
  });
}
