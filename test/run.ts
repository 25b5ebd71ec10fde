/**
 * `npm test`: the tests in browsers and beside them all others, for two cores, and the static checks once either is through; then one line
 * "N passed, N failed" that sums them up. What failed is said once more right before it: one report of the two is thousands of lines up. Arguments go to mocha (`npm test -- --grep dispatcher`): then there is one process, and no static checks.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildApps } from '../apps/build.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly whatFailed: readonly Failure[];
  /** Did not pass at once, whatever came of it. */
  readonly unsteady?: readonly Failure[];
}

interface Failure {
  readonly title: string;
  readonly file?: string;
  readonly why?: string;
}

const CHECKS: readonly (readonly [name: string, ...command: string[]])[] = [
  ['types of the engine', 'tsc', '--noEmit'],
  ['types of the web applications', 'vue-tsc', '--noEmit', '-p', 'apps/tsconfig.json'],
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['import rules', 'depcruise', 'engine', 'adapters', 'processes', 'apps', 'modeler', 'bench', 'test'],
  ['unused code and dependencies', 'knip'],
];

const bin = (name: string): string => join('node_modules', '.bin', name);

/** Where a lane writes: file descriptors, or the terminal. */
type Output = 'inherit' | number;

interface Told {
  readonly output: Output;
  readonly env?: NodeJS.ProcessEnv;
}

/** Resolves with the exit code. */
function run([program = '', ...args]: readonly string[], { output, env = process.env }: Told): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(bin(program), args, { stdio: ['ignore', output, output], env });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function check(output: number): Promise<Counts> {
  const whatFailed: Failure[] = [];
  for (const [name, ...command] of CHECKS) {
    const status = await run(command, { output });
    writeSync(output, `check: ${name}: ${status === 0 ? 'passed' : 'FAILED'}\n`);
    if (status !== 0) whatFailed.push({ title: `check: ${name}` });
  }
  const failed = whatFailed.length;
  return { passed: CHECKS.length - failed, failed, skipped: 0, whatFailed };
}

/** A run that dies before it can report counts as one failure, so that a crash never looks green. */
async function mocha(args: readonly string[], output: Output): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-test-'));
  const file = join(folder, 'counts.json');
  try {
    const status = await run(['mocha', '--reporter', 'test/support/reporter.cjs', ...args], {
      output,
      env: { ...process.env, TONGBAN_TEST_COUNTS: file },
    });
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    if (status === 0 || counts.failed > 0) return counts;
    return { ...counts, failed: 1, whatFailed: [{ title: `mocha ${args.join(' ')}`, why: `exit code ${status}` }] };
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0, whatFailed: [{ title: `mocha ${args.join(' ')}`, why: String(error) }] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A browser on a machine that is busy with the other lane may be late once: its tests are tried a second time, and the end of the run says which.
 * What the second lane and the checks say comes when all are through: reports in one another could not be read.
 */
async function everything(): Promise<Counts[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-test-'));
  const files = ['others.txt', 'checks.txt'].map((name) => join(folder, name));
  const [toOthers = 1, toChecks = 1] = files.map((file) => openSync(file, 'w'));
  try {
    const lanes = [mocha([IN_BROWSERS, '--retries', '1'], 'inherit'), mocha([ALL, '--ignore', IN_BROWSERS], toOthers)];
    const checked = Promise.race(lanes).then(() => check(toChecks));
    const counts = await Promise.all([...lanes, checked]);
    for (const file of files) console.log(readFileSync(file, 'utf8'));
    return counts;
  } finally {
    for (const output of [toOthers, toChecks]) closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

const ALL = 'test/**/*.test.ts';
const IN_BROWSERS = 'test/browser/**/*.test.ts';

const args = process.argv.slice(2);
await buildApps();
const parts = args.length > 0 ? [await mocha([ALL, ...args], 'inherit')] : await everything();
const tell = (word: string, { title, file, why }: Failure): void =>
  console.log(`\n${word} ${title}${file ? ` (${relative('.', file)})` : ''}${why ? `\n${why}` : ''}`);
for (const one of parts.flatMap(({ unsteady = [] }) => unsteady)) tell('TRIED AGAIN', one);
for (const one of parts.flatMap(({ whatFailed }) => whatFailed)) tell('FAILED', one);
const sum = (key: 'passed' | 'failed' | 'skipped'): number => parts.reduce((total, part) => total + part[key], 0);
const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
