import type { Command } from 'commander';
import { type RepairResult, repair as repairIndexes } from '../../runtime/repair.ts';
import { print } from '../output.ts';
import { progressBar } from '../progress.ts';
import { DATABASE_OPTION, type DatabaseOption, withEngine } from '../with-engine.ts';

interface Options extends DatabaseOption {
  readonly check?: boolean;
  readonly json?: boolean;
  readonly progress: boolean;
}

const SHOWN = 20;

/**
 * `tongban repair`: builds the index tables anew from the states of the open cases and reports what differed. May run while the engine does.
 * `--check` changes nothing, and the exit code is 1 where something would have to be repaired.
 */
export function repair(program: Command): void {
  program
    .command('repair')
    .description(
      'Build the lists (tasks, jobs, subscriptions, incidents) anew from the states of the cases. 按办件状态重建各类列表。',
    )
    .option('--check', 'change nothing; exit code 1 where something differs')
    .option(...DATABASE_OPTION)
    .option('--no-progress', 'no progress bar')
    .option('--json', 'answer in JSON')
    .action((options: Options) =>
      withEngine(options, async ({ runtime: { pool, definitions } }) => {
        const bar = progressBar('repairing 重建', { show: options.progress });
        const { check = false } = options;
        const result = await repairIndexes(pool, definitions, { check, onProgress: (done) => bar.update(done, done) });
        bar.stop();
        print({ ...result, repaired: !check }, options, () => inWords(result, check));
        if (check && result.differing + result.strays > 0) process.exitCode = 1;
      }),
    );
}

function inWords({ cases, differing, differences, strays }: RepairResult, check: boolean): string {
  const shown = differences.slice(0, SHOWN);
  return [
    ...shown.map(({ instanceId, table, id, kind, columns }) =>
      [`${instanceId}: ${table} ${id} ${kind}`, ...columns].join(' '),
    ),
    ...(differing > shown.length ? [`… ${differing - shown.length} more 其余 ${differing - shown.length} 行`] : []),
    `${cases} cases 办件, ${differing} rows ${check ? 'differ 不一致' : 'repaired 已修复'}, ${strays} stray rows ${check ? 'found 多余' : 'removed 已清除'}`,
  ].join('\n');
}
