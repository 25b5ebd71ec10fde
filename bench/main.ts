/** `npm run bench -- NAME [options]`: one file per benchmark; each prints its figures and exits non-zero where a bar is missed. */
interface Benchmark {
  /** Runs with the remaining arguments; false where a bar is missed. */
  run(args: readonly string[]): Promise<boolean>;
}

const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  board: () => import('./board.ts'),
  clocks: () => import('./clocks.ts'),
  compile: () => import('./compile.ts'),
  departments: () => import('./departments.ts'),
  feel: () => import('./feel.ts'),
  inbox: () => import('./inbox.ts'),
  intake: () => import('./intake.ts'),
  items: () => import('./items.ts'),
  limits: () => import('./limits.ts'),
  'multi-instance': () => import('./multi-instance.ts'),
  pages: () => import('./pages.ts'),
  parallel: () => import('./parallel.ts'),
  throughput: () => import('./throughput.ts'),
};

const [chosen = '', ...args] = process.argv.slice(2);
const load = BENCHMARKS[chosen];
if (load) {
  const benchmark = await load();
  process.exitCode = (await benchmark.run(args)) ? 0 : 1;
} else {
  console.error(`Expected the name of a benchmark (${Object.keys(BENCHMARKS).join(', ')}), but found "${chosen}".`);
  process.exitCode = 2;
}

export {};
