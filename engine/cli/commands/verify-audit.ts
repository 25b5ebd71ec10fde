import type { Command } from 'commander';
import { caseIds } from '../../store/cases/case-ids.ts';
import { verifyJournal } from '../../store/journal.ts';
import { print } from '../output.ts';
import { DATABASE_OPTION, type DatabaseOption, withEngine } from '../with-engine.ts';

interface Options extends DatabaseOption {
  readonly instance?: string;
  readonly json?: boolean;
}

interface Broken {
  readonly instanceId: string;
  readonly found: unknown;
}

/** `tongban verify-audit`: recomputes the hash chain of every case, or of one. Exit code 1 where a chain is broken. */
export function verifyAudit(program: Command): void {
  program
    .command('verify-audit')
    .description(
      'Recompute the hash chains of the journal and name the first broken row of each case. 校验日志哈希链。',
    )
    .option('--instance <id>', 'only this case')
    .option(...DATABASE_OPTION)
    .option('--json', 'answer in JSON')
    .action((options: Options) =>
      withEngine(options, async ({ runtime: { pool } }) => {
        const broken: Broken[] = [];
        let checked = 0;
        for await (const instanceId of options.instance ? [options.instance] : caseIds(pool)) {
          const found = await verifyJournal(pool, instanceId);
          if (!found) throw new Error(`Expected case ${instanceId}, but there is none. 没有办件 ${instanceId}。`);
          checked += 1;
          if (!found.intact) broken.push({ instanceId, found });
        }
        print({ checked, broken }, options, () => inWords(checked, broken));
        if (broken.length > 0) process.exitCode = 1;
      }),
    );
}

const inWords = (checked: number, broken: readonly Broken[]): string =>
  [
    ...broken.map(({ instanceId, found }) => `${instanceId}: ${JSON.stringify(found)}`),
    `${checked} cases checked 已校验, ${broken.length} broken 断裂`,
  ].join('\n');
