/** The morning round of the supervision office 督查室 over what is late: a few cards, and applicants who urge. */
import { issue } from '../../runtime/cards/issue.ts';
import { lateTasks } from '../../store/cases/late-tasks.ts';
import type { Town } from './town.ts';

const CARDS = 4;
const MOST = 24;

/** Of the tasks late at the end of the town: the first get a card, every second is urged by who applied. */
export async function supervise({ runtime, clock, supervisor }: Town): Promise<void> {
  const late = await lateTasks(runtime.pool, clock.now(), MOST);
  for (const [index, { instanceId, assignee, department }] of late.slice(0, CARDS).entries()) {
    const colour = index % 2 === 0 ? 'red' : 'yellow';
    const text = '环节已超过时限，请在一个工作日内说明原因和完成时间。';
    const about = { instanceId, clockId: null, addressee: assignee, department };
    await issue(runtime, { ...about, colour, reason: 'overdue', text, issuedBy: supervisor });
  }
  for (const [index, { id, initiator }] of late.entries()) {
    if (index % 2 === 1 || initiator === null) continue;
    const actor = { id: initiator, roles: ['applicant' as const], groups: [], department: null };
    const input = { taskId: id, comment: '请问什么时候能办好？' };
    await runtime.dispatcher.submit({ command: 'urge-task', target: { taskId: id }, input, actor });
  }
}
