/**
 * `npm test`: static checks first, then every mocha test in one process, then one line "N passed, N failed" that sums both.
 * Arguments go to mocha (`npm test -- --grep dispatcher`) and skip the static checks.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApps } from '../apps/build.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const CHECKS: readonly (readonly [name: string, ...command: string[]])[] = [
  ['types of the engine', 'tsc', '--noEmit'],
  ['types of the web applications', 'vue-tsc', '--noEmit', '-p', 'apps/tsconfig.json'],
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['import rules', 'depcruise', 'engine', 'adapters', 'processes', 'apps', 'modeler', 'bench', 'test'],
  ['unused code and dependencies', 'knip'],
];

const bin = (name: string): string => join('node_modules', '.bin', name);

function run(command: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  const [program = '', ...args] = command;
  return spawnSync(bin(program), args, { stdio: 'inherit', env }).status ?? 1;
}

function check(): Counts {
  let failed = 0;
  for (const [name, ...command] of CHECKS) {
    console.log(`\ncheck: ${name}`);
    if (run(command) !== 0) failed += 1;
  }
  return { passed: CHECKS.length - failed, failed, skipped: 0 };
}

/** A run that dies before it can report counts as one failure, so that a crash never looks green. */
function mocha(args: readonly string[]): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-test-'));
  const file = join(folder, 'counts.json');
  try {
    const status = run(['mocha', '--reporter', 'test/support/reporter.cjs', 'test/**/*.test.ts', ...args], {
      ...process.env,
      TONGBAN_TEST_COUNTS: file,
    });
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2);
await buildApps();
const parts = args.length > 0 ? [mocha(args)] : [check(), mocha([])];
const sum = (key: keyof Counts): number => parts.reduce((total, part) => total + part[key], 0);
const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
