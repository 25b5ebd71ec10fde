import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';

const MAIN = fileURLToPath(new URL('../../../bench/main.ts', import.meta.url));

/** `tongban bench NAME`: the same as `npm run bench -- NAME`. */
export function bench(program: Command): void {
  program
    .command('bench')
    .description('Run a benchmark (see bench/README.md). 运行性能基准。')
    .argument('<name>', 'throughput, feel …')
    .argument('[options...]')
    .allowUnknownOption()
    .action((name: string, options: string[]) => {
      const { status } = spawnSync(process.execPath, ['--import', 'tsx', MAIN, name, ...options], { stdio: 'inherit' });
      process.exitCode = status ?? 2;
    });
}
