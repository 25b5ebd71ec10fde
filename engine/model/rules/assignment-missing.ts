import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A user task nobody is assigned to is open to administrators and process owners only. */
export const assignmentMissing: Rule = {
  id: 'assignment-missing',
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      if (!node.user || node.user.approval?.layered) continue;
      const { assignee, users, groups, finding } = node.user.assignment;
      if (!assignee && !users && !groups && !finding && !node.user.department)
        report(node.source, nobody(node.id), 'warning');
    }
  },
};

const nobody = (id: string) =>
  text(
    `Expected "${id}" to say who does it, but it does not: only administrators and owners of the process may.`,
    `“${id}”应指明办理人，但没有：只有管理员和流程负责人可以办理。`,
  );
