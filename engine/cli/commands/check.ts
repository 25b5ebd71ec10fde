import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { compilers } from '../../boot/compilers.ts';
import type { Problem } from '../../model/problem.ts';
import { fileText } from '../../model/xml/file-text.ts';
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
    .action(async (files: string[], options: { json?: boolean }) => {
      const problems = (await Promise.all(files.map(problemsOf))).flat();
      print({ problems }, options, () => inWords(problems, files.length));
      if (problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });
}

async function problemsOf(file: string): Promise<FileProblem[]> {
  const read = fileText(file, readFileSync(file));
  if (!read.ok) return [{ ...read.problem, file }];
  const problems = await problemsIn(file, read.text);
  return problems.map((problem) => ({ ...problem, file }));
}

async function problemsIn(file: string, content: string): Promise<readonly Problem[]> {
  if (file.endsWith('.bpmn')) return (await compilers.process(content)).problems;
  return file.endsWith('.dmn') ? compilers.decisions(content).problems : compilers.checkForm(content);
}

export function inWords(problems: readonly FileProblem[], files: number): string {
  const lines = problems.map(
    ({ file, line, column, severity, elementId, rule, message }) =>
      `${basename(file)}:${line ?? '-'}:${column ?? '-'} ${severity} ${elementId ?? ''} [${rule}]\n  ${message.en}\n  ${message.zh}`,
  );
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return [...lines, `${files} files, ${errors} errors, ${problems.length - errors} warnings`].join('\n');
}
