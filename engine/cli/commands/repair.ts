import type { Command } from 'commander';
import { repair as repairIndexes } from '../../runtime/repair.ts';
import { print } from '../output.ts';
import { DATABASE_OPTION, type DatabaseOption, withEngine } from '../with-engine.ts';

interface Options extends DatabaseOption {
  readonly json?: boolean;
}

/** `tongban repair`: builds the index tables anew from the states of the open cases. May run while the engine does. */
export function repair(program: Command): void {
  program
    .command('repair')
    .description(
      'Build the lists (tasks, jobs, subscriptions, incidents) anew from the states of the cases. 按办件状态重建各类列表。',
    )
    .option(...DATABASE_OPTION)
    .option('--json', 'answer in JSON')
    .action((options: Options) =>
      withEngine(options, async ({ runtime: { pool, definitions } }) => {
        const result = await repairIndexes(pool, definitions);
        print(
          result,
          options,
          ({ cases, strays }) => `${cases} cases repaired 已重建, ${strays} stray rows removed 已清除`,
        );
      }),
    );
}
