import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** An approval round needs people of its own: a loop would make one round per item, and the lead has to be somebody. */
export const approval: Rule = {
  id: 'approval',
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      const round = node.user?.approval;
      if (!round) continue;
      if (node.loop) report(node.source, looped(node.id));
      const { assignee, finding } = node.user?.assignment ?? {};
      const isLed = assignee || finding?.rule === 'responsibility';
      if (round.rule === 'lead' && !round.layered && !isLed) report(node.source, leaderless(node.id));
      const isHeaded = round.coordinator || node.user?.department;
      if (round.against === 'coordinator' && !isHeaded) report(node.source, uncoordinated(node.id));
    }
  },
};

const looped = (id: string) =>
  text(
    `Expected "${id}" to be either an approval round or a loop, but it is both.`,
    `“${id}”应为审批会签或循环之一，但两者都有。`,
  );

const leaderless = (id: string) =>
  text(
    `Expected the assignee of "${id}" to be named, who leads the round, but there is none.`,
    `“${id}”应指明主办人（assignee），但没有。`,
  );

const uncoordinated = (id: string) =>
  text(
    `Expected "${id}" to say who decides where the votes do not agree, by "coordinator" of tb:approval or by its department, but it does not.`,
    `“${id}”应写明意见不一致时由谁决定（tb:approval 的 coordinator 或任务的部门），但没有。`,
  );
