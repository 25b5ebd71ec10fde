import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { dueAt } from '../../core/schedule.ts';
import { fileText } from '../../model/xml/file-text.ts';
import { print } from '../output.ts';
import { DATABASE_OPTION, type DatabaseOption, withEngine } from '../with-engine.ts';
import { type FileProblem, inWords } from './check.ts';

interface Options extends DatabaseOption {
  readonly name?: string;
  readonly note?: string;
  readonly activateAt?: number;
  readonly json?: boolean;
}

/** `tongban deploy FILE…`: all files as one deployment; all or nothing. Exit code 1 where it was refused. */
export function deploy(program: Command): void {
  program
    .command('deploy')
    .description('Deploy models, decisions and forms, all or nothing. 部署模型、决策与表单，全部成功或全部不做。')
    .argument('<files...>', '.bpmn, .dmn and .form files')
    .option('--name <name>', 'name of the deployment (default: the first file)')
    .option('--note <text>', 'why')
    .option('--activate-at <time>', 'when it comes into effect, ISO 8601 (default: at once)', readTime)
    .option(...DATABASE_OPTION)
    .option('--json', 'answer in JSON')
    .action((files: string[], options: Options) => withEngine(options, ({ runtime }) => run(runtime, files, options)));
}

function readTime(text: string): number {
  const time = dueAt(text);
  if (!time.ok) throw new InvalidArgumentError('Expected a time such as 2026-05-01T00:00:00+08:00.');
  return time.value;
}

async function run(
  { deployments }: Parameters<Parameters<typeof withEngine>[1]>[0]['runtime'],
  files: string[],
  options: Options,
): Promise<void> {
  const { resources, problems } = readFiles(files);
  if (problems.length > 0) {
    process.exitCode = 1;
    print({ ok: false, problems }, options, () => inWords(problems, files.length));
    return;
  }
  const result = await deployments.deploy({
    name: options.name ?? resources[0]?.name ?? '',
    resources,
    note: options.note,
    activateAt: options.activateAt,
    by: 'cli',
    scripts: true,
  });
  if (!result.ok) process.exitCode = 1;
  print(result, options, (answer) =>
    answer.ok
      ? answer.definitions
          .map(
            ({ kind, key, version, unchanged }) =>
              `${kind} ${key} v${version}${unchanged ? ' (unchanged 未变化)' : ''}`,
          )
          .join('\n')
      : inWords(
          answer.problems.map((problem) => ({ ...problem, file: problem.resource })),
          files.length,
        ),
  );
}

function readFiles(files: readonly string[]) {
  const problems: FileProblem[] = [];
  const resources = files.map((file) => {
    const read = fileText(file, readFileSync(file));
    if (!read.ok) problems.push({ ...read.problem, file });
    const { text: content, encoding } = read.ok ? read : { text: '', encoding: null };
    return { name: basename(file), content, encoding };
  });
  return { resources, problems };
}
