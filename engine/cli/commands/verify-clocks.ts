import type { Command } from 'commander';
import { type ClockVerification, verifyClocks as verify } from '../../runtime/verify-clocks.ts';
import { print } from '../output.ts';
import { progressBar } from '../progress.ts';
import { DATABASE_OPTION, type DatabaseOption, withEngine } from '../with-engine.ts';

interface Options extends DatabaseOption {
  readonly json?: boolean;
  readonly progress: boolean;
}

const SHOWN = 20;

/** `tongban verify-clocks`: every due time once more from the recorded events. Exit code 1 where one is another. May run while the engine does. */
export function verifyClocks(program: Command): void {
  program
    .command('verify-clocks')
    .description('Compute every due time again from the journal. 依据日志重新计算所有期限并比对。')
    .option(...DATABASE_OPTION)
    .option('--no-progress', 'no progress bar')
    .option('--json', 'answer in JSON')
    .action((options: Options) =>
      withEngine(options, async ({ runtime: { pool, organisation } }) => {
        const bar = progressBar('verifying 核对', { show: options.progress });
        const result = await verify({ pool, organisation, onProgress: (done) => bar.update(done, done) });
        bar.stop();
        print(result, options, () => inWords(result));
        if (result.differing > 0) process.exitCode = 1;
      }),
    );
}

const timeOf = (at: number | null): string => (at === null ? '–' : new Date(at).toISOString());

function inWords({ cases, clocks, differing, differences, outdated }: ClockVerification): string {
  return [
    ...differences
      .slice(0, SHOWN)
      .map(
        ({ instanceId, clock, kind, stored, computed }) =>
          `${instanceId}: ${clock} ${kind} ${timeOf(stored)} → ${timeOf(computed)}`,
      ),
    `${cases} cases 办件, ${clocks} clocks 时钟, ${differing} differ 不一致, ${outdated} by an older calendar 按旧版日历`,
  ].join('\n');
}
