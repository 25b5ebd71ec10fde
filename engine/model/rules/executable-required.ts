import { flagOf, type ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A process must say that it is executable. One that says it is not is a drawing next to others that are, and is not deployed. */
export const executableRequired: Rule = {
  id: 'executable-required',
  check({ document, report }) {
    const { processes } = document;
    if (processes.length === 0 && document.globalTasks.length === 0) report(null, noProcess);
    const anyExecutable = processes.some((process) => flagOf(process, 'isExecutable'));
    for (const process of processes) {
      if (flagOf(process, 'isExecutable')) continue;
      if (anyExecutable && saysNot(process)) report(process, onlyDrawn(process), 'warning');
      else report(process, notExecutable(process));
    }
  },
};

const saysNot = (process: ModdleElement): boolean => process.get('isExecutable') === false;

const noProcess = text('Expected a process in the file, but there is none.', '文件中应有流程，但没有。');

const onlyDrawn = ({ id }: ModdleElement) =>
  text(
    `Expected an executable process, but "${id}" says it is not: it is kept as a drawing and not deployed.`,
    `流程应可执行，但“${id}”声明为不可执行：仅作为图保留，不会部署。`,
  );

const notExecutable = ({ id }: ModdleElement) =>
  text(
    `Expected isExecutable="true" on the process "${id}", but it is missing or false.`,
    `流程“${id}”应有 isExecutable="true"，但没有或为 false。`,
  );
