import { flagOf, type ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** An executable process is a private one: a public process shows to partners only what they see of it (BPMN 2.0.2 Table 10.1). */
export const processType: Rule = {
  id: 'process-type',
  check({ document, report }) {
    for (const process of document.processes) {
      if (flagOf(process, 'isExecutable') && process.get('processType') === 'Public')
        report(process, isPublic(process), 'warning');
    }
  },
};

const isPublic = ({ id }: ModdleElement) =>
  text(
    `Expected the executable process "${id}" to be private, but its processType is Public; it is executed as it stands.`,
    `可执行流程“${id}”应为私有流程，但其 processType 为 Public；将按现状执行。`,
  );
