import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { pino } from 'pino';
import { openDatabase } from '../../boot/open-database.ts';
import { type ProcessFolder, processFolders } from '../../boot/process-folders.ts';
import { deployForTrial, engineForTrial, type Trial, tryScenario } from '../../boot/try-scenarios.ts';
import type { Actor } from '../../commands/command.ts';
import type { ProcessGraph } from '../../model/graph.ts';
import type { Text } from '../../model/problem.ts';
import { readDrawing } from '../../picture/drawing.ts';
import { svgOf } from '../../picture/svg.ts';
import { type Coverage, describeCoverage, measureCoverage } from '../../scenario/coverage.ts';
import { parseScenarios } from '../../scenario/parse-scenarios.ts';
import type { ScenarioReport } from '../../scenario/run-scenario.ts';
import { print } from '../output.ts';
import { progressBar } from '../progress.ts';

interface Options {
  readonly organisation?: string;
  readonly out: string;
  readonly minCoverage: number;
  readonly json?: boolean;
}

interface Answer {
  readonly scenarios: readonly { readonly zh: string; readonly en: string; readonly problems: readonly Text[] }[];
  readonly processes: readonly { readonly key: string; readonly picture: string; readonly coverage: Coverage }[];
}

/**
 * `tongban test-process DIR`: lives the scenarios of a process folder on an engine of its own, in a database that is thrown away. Exit code 1
 * where a scenario and the engine part, or less of the process was passed than is asked for.
 */
export function testProcess(program: Command): void {
  program
    .command('test-process')
    .description(
      'Run the scenarios of a process folder and draw what they passed. 运行流程目录中的情景，并绘制覆盖图。',
    )
    .argument(
      '<dir>',
      'a folder with a diagram and scenarios.json; the folders beside it are deployed too, because it may call them',
    )
    .option(
      '--organisation <file>',
      'who the people of the scenarios are (default: demo/organisation.json beside the folder)',
    )
    .option('--out <dir>', 'where the coverage pictures go', 'coverage')
    .option('--min-coverage <percent>', 'of nodes and of flows', percentOf, 100)
    .option('--json', 'answer in JSON')
    .action(async (dir: string, options: Options) => {
      const answer = await run(resolve(dir), options);
      print(answer, options, inWords);
      const isShort = ({ coverage }: Answer['processes'][number]) =>
        [coverage.nodes, coverage.flows].some(({ covered, total }) => 100 * covered < options.minCoverage * total);
      if (answer.scenarios.some(({ problems }) => problems.length > 0) || answer.processes.some(isShort))
        process.exitCode = 1;
    });
}

function percentOf(text: string): number {
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100)) throw new InvalidArgumentError('Expected a number from 0 to 100.');
  return percent;
}

async function run(dir: string, options: Options): Promise<Answer> {
  const folders = processFolders(dirname(dir));
  const folder = folders.find(({ name }) => name === basename(dir));
  if (!folder) throw new Error(`Expected ${dir} to hold a .bpmn file, but it does not.`);
  const scenarios = parseScenarios(readFileSync(join(dir, 'scenarios.json'), 'utf8'));
  const organisation = options.organisation ?? join(dirname(dir), 'demo', 'organisation.json');
  const actorOf = peopleOf(organisation);
  const dataDir = mkdtempSync(join(tmpdir(), 'tongban-trial-'));
  const database = await openDatabase({ databaseUrl: null, dataDir });
  const bar = progressBar('scenarios', { show: !options.json });
  try {
    const trial: Trial = {
      databaseUrl: database.connectionString,
      logger: pino({ level: 'silent' }),
      actorOf,
      organisation,
    };
    const graphs = await deployForTrial(folders, trial);
    const reports: ScenarioReport[] = [];
    const engine = engineForTrial(trial);
    try {
      for (const scenario of scenarios.scenarios) {
        reports.push(await tryScenario({ engine, actorOf, process: scenarios.process, scenario }));
        bar.update(reports.length, scenarios.scenarios.length);
      }
    } finally {
      await engine.close();
    }
    return {
      scenarios: reports.map(({ scenario, problems }) => ({ ...scenario.name, problems })),
      processes: drawCoverage(folder, { graphs, reports, out: options.out }),
    };
  } finally {
    bar.stop();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The people of an organisation file, as those who act in the scenarios. */
function peopleOf(file: string): (user: string) => Actor {
  if (!existsSync(file))
    throw new Error(`Expected an organisation in ${file}, but there is no such file: name one with --organisation.`);
  const { users } = JSON.parse(readFileSync(file, 'utf8')) as { readonly users: readonly Actor[] };
  return (user) => {
    const found = users.find(({ id }) => id === user);
    if (!found) throw new Error(`Expected "${user}" in ${file}, but there is no such person.`);
    const { id, roles, groups, department } = found;
    return { id, roles, groups, department };
  };
}

interface Lived {
  readonly graphs: readonly ProcessGraph[];
  readonly reports: readonly ScenarioReport[];
  readonly out: string;
}

/** One picture for each file of the folder, with the processes in it. */
function drawCoverage(folder: ProcessFolder, { graphs, reports, out }: Lived): Answer['processes'] {
  mkdirSync(out, { recursive: true });
  const models = folder.resources.filter(({ name }) => name.endsWith('.bpmn'));
  return models.flatMap(({ name, content }) => {
    const here = graphs.filter(({ key }) => content.includes(`id="${key}"`));
    const covered = here.map((graph) => ({ graph, coverage: measureCoverage(graph, reports) }));
    const marks = new Map(covered.flatMap(({ graph, coverage }) => marksOf(graph, coverage)));
    const picture = join(out, `${basename(name, '.bpmn')}.svg`);
    const title = covered.map(({ graph, coverage }) => `${graph.key}: ${describeCoverage(coverage)}`).join('\n');
    writeFileSync(picture, svgOf(readDrawing(content), { title, marks }));
    return covered.map(({ graph, coverage }) => ({ key: graph.key, picture, coverage }));
  });
}

function marksOf({ nodes, flows }: ProcessGraph, coverage: Coverage): [string, 'passed' | 'missed'][] {
  const missing = new Set([...coverage.nodes.missing, ...coverage.flows.missing]);
  return [...nodes.slice(1), ...flows].map(({ id }) => [id, missing.has(id) ? 'missed' : 'passed']);
}

function inWords({ scenarios, processes }: Answer): string {
  const lived = scenarios.map(({ zh, en, problems }) =>
    [
      `${problems.length === 0 ? '✓' : '✗'} ${zh} · ${en}`,
      ...problems.map((problem) => `    ${problem.zh} · ${problem.en}`),
    ].join('\n'),
  );
  const passed = processes.map(({ key, picture, coverage }) => `${key}: ${describeCoverage(coverage)}\n  → ${picture}`);
  const failed = scenarios.filter(({ problems }) => problems.length > 0).length;
  return [...lived, ...passed, `${scenarios.length} scenarios, ${failed} failed`].join('\n');
}
