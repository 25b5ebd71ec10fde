import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { compilersWith, type SoundnessSetting } from '../../boot/compilers.ts';
import type { Problem, RunStep } from '../../model/problem.ts';
import { fileText } from '../../model/xml/file-text.ts';
import type { Compilers } from '../../runtime/compilers.ts';
import { print } from '../output.ts';

export type FileProblem = Problem & { readonly file: string };

/** `tongban check FILE…`: every problem a deployment would report, without a database. Exit code 1 where there is an error. */
export function check(program: Command): void {
  program
    .command('check')
    .description(
      'Check models, decisions and forms as a deployment would, without deploying. 按部署规则检查模型、决策与表单，不部署。',
    )
    .argument('<files...>', '.bpmn, .dmn and .form files')
    .option('--json', 'answer in JSON')
    .addOption(
      new Option(
        '--soundness <severity>',
        'how a process is reported whose cases may not come to an end 流程可能无法办结时的级别',
      )
        .choices(['warning', 'error', 'off'])
        .default('warning'),
    )
    .option('--states <number>', 'how many states of a process are looked at for that 为此检查的状态数上限', statesOf)
    .action(async (files: string[], options: CheckOptions) => {
      const setting = { soundness: options.soundness, soundnessStates: options.states ?? null };
      const problems = (await Promise.all(files.map((file) => problemsOf(file, setting)))).flat();
      print({ problems }, options, () => inWords(problems, files.length));
      if (problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });
}

interface CheckOptions {
  readonly json?: boolean;
  readonly soundness: SoundnessSetting['soundness'];
  readonly states?: number;
}

function statesOf(text: string): number {
  const states = Number(text);
  if (!Number.isInteger(states) || states < 1) throw new InvalidArgumentError('Expected a whole number from 1.');
  return states;
}

async function problemsOf(file: string, setting: SoundnessSetting): Promise<FileProblem[]> {
  const read = fileText(file, readFileSync(file));
  if (!read.ok) return [{ ...read.problem, file }];
  const problems = await problemsIn(file, read.text, compilersWith(setting));
  return problems.map((problem) => ({ ...problem, file }));
}

async function problemsIn(file: string, content: string, compilers: Compilers): Promise<readonly Problem[]> {
  if (file.endsWith('.bpmn')) return (await compilers.process(content)).problems;
  return file.endsWith('.dmn') ? compilers.decisions(content).problems : compilers.checkForm(content);
}

/** "2. complete Task_A → Gateway_B (Flow_C), Task_D ●": a dot where a token waits. */
function stepInWords({ kind, elementId, at, passed }: RunStep, index: number): string {
  const way = passed.map(({ elementId: id, flows }) =>
    flows === null ? `${id} ●` : flows.length > 0 ? `${id} (${flows.join(', ')})` : id,
  );
  return `\n    ${index + 1}. ${kind} ${elementId}${at === null ? '' : ` @ ${at}`} → ${way.join(', ')}`;
}

export function inWords(problems: readonly FileProblem[], files: number): string {
  const lines = problems.map(
    ({ file, line, column, severity, elementId, rule, message, run = [] }) =>
      `${basename(file)}:${line ?? '-'}:${column ?? '-'} ${severity} ${elementId ?? ''} [${rule}]\n  ${message.en}\n  ${message.zh}${run.map(stepInWords).join('')}`,
  );
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return [...lines, `${files} files, ${errors} errors, ${problems.length - errors} warnings`].join('\n');
}
