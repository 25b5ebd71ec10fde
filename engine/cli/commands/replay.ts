import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { deployFolders } from '../../boot/deploy-folders.ts';
import { readCalendarFile } from '../../replay/case-clocks.ts';
import { caseIdOf } from '../../replay/case-id.ts';
import { collectCases, type LoggedCase } from '../../replay/collect.ts';
import { type ReplayMap, readMap } from '../../replay/map.ts';
import { readLog } from '../../replay/read-log.ts';
import { replay as replayLog } from '../../replay/replay.ts';
import { replayEngine } from '../../replay/replay-engine.ts';
import { type ReplayReport, reportOf } from '../../replay/report.ts';
import { TestClock } from '../../runtime/clock.ts';
import { print } from '../output.ts';
import { progressBar } from '../progress.ts';
import { DATABASE_OPTION, type DatabaseOption, withEngine } from '../with-engine.ts';
import { replayInWords } from './replay-words.ts';

interface Options extends DatabaseOption {
  readonly map: string;
  readonly calendar?: string;
  readonly json?: boolean;
  readonly progress: boolean;
}

const PROCESSES = fileURLToPath(new URL('../../../processes', import.meta.url));

/** `tongban replay LOG --map MAP.json`: lives an event log through the engine and reports what it found. */
export function replay(program: Command): void {
  program
    .command('replay')
    .description(
      'Live an event log (.csv, .xes, .gz) through the engine and report fit, deadlines and waiting times. 将事件日志在引擎中重放并报告。',
    )
    .argument('<log>', 'the event log')
    .requiredOption('--map <file>', 'which columns and activities mean what (see processes/permit-receipt/README.md)')
    .option(
      '--calendar <file>',
      'lamps and net working time by this calendar (see processes/permit-receipt/calendar.json)',
    )
    .option(...DATABASE_OPTION)
    .option('--no-progress', 'no progress bar')
    .option('--json', 'answer in JSON')
    .action(async (log: string, options: Options) => {
      const report = await run(log, options);
      print(report, options, replayInWords);
    });
}

async function run(log: string, options: Options): Promise<ReplayReport> {
  const map = readMap(options.map);
  const calendar = options.calendar === undefined ? undefined : readCalendarFile(options.calendar);
  const cases = await readCases(log, map, options);
  const clock = new TestClock(Date.now());
  return withEngine({ ...options, clock, adapters: [] }, async ({ runtime }) => {
    await deployFolders(runtime, PROCESSES);
    const engine = replayEngine(runtime, clock);
    const bar = progressBar('replaying 重放', { show: options.progress });
    const started = performance.now();
    const result = await replayLog(engine, map, cases, { onProgress: bar.update });
    const seconds = (performance.now() - started) / 1000;
    bar.stop();
    const done = await engine.doneTasks(cases.map(({ id }) => caseIdOf(map.process, id)));
    return reportOf({ map, cases, result, done, seconds, calendar });
  });
}

async function readCases(log: string, map: ReplayMap, options: Options): Promise<LoggedCase[]> {
  const bar = progressBar('reading 读取', { show: options.progress });
  const size = statSync(log).size;
  const cases = await collectCases(
    readLog(log, (read) => bar.update(read, size)),
    map,
  );
  bar.stop();
  if (cases.length === 0) throw new Error(`Expected at least one case in ${log}, but it is empty.`);
  return cases;
}
