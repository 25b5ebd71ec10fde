/** Processes with one approval round, or two, and short ways to answer in them. */
import type { Actor } from '../../engine/commands/command.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';

export const round = (id: string, approval: string, users = 'a,b,c', more = ''): string =>
  `<userTask id="${id}"><extensionElements><tb:assignment users="${users}"/><tb:approval ${approval}/>${more}</extensionElements></userTask>`;

/** start → draft → round → after → end. */
const roundModel = (task: string): Promise<ProcessGraph> =>
  graphOf(
    `<startEvent id="start"/><userTask id="draft"/>${task}<userTask id="after"/><endEvent id="end"/>
     ${flows('start draft round after end')}`,
  );

export class RoundDesk extends Desk {
  static async of(approval: string, users?: string, more?: string): Promise<RoundDesk> {
    const desk = new RoundDesk({ graphs: [await roundModel(round('round', approval, users, more))] });
    desk.start();
    desk.complete('draft', ADMIN);
    return desk;
  }

  /** The open task of the round that is this person's. */
  taskOf(user: string, elementId = 'round'): string {
    const task = this.tasksAt(elementId).find(({ assignee }) => assignee === user);
    if (!task) throw new Error(`Expected ${user} to have a task at ${elementId}, but has none.`);
    return task.id;
  }

  /** `+a -b 0c`: a agrees, b disagrees, c abstains. */
  vote(votes: string, elementId = 'round'): void {
    for (const vote of votes.split(' ').filter((one) => one !== '')) {
      const user = vote.slice(1);
      const verb = ({ '+': 'complete-task', '-': 'disagree-task', '0': 'abstain-task' } as const)[vote[0] as '+'];
      this.now += 1;
      this.do(verb, { taskId: this.taskOf(user, elementId) }, person(user));
    }
  }

  /** Whose tasks are open in the round. */
  asked(elementId = 'round'): string[] {
    return this.tasksAt(elementId).map(({ assignee }) => assignee ?? '-');
  }

  get result(): unknown {
    return this.openNodes.includes('round') ? 'open' : this.variables.outcome;
  }

  add(by: string, users: readonly string[], kind: 'before' | 'after' | 'parallel', opinionOnly?: boolean): void {
    const input = {
      taskId: this.taskOf(by),
      users: [...users],
      kind,
      ...(opinionOnly !== undefined && { opinionOnly }),
    };
    this.do('add-signer-task', input, person(by));
  }

  remove(user: string, by: Actor): void {
    this.do('remove-signer-task', { taskId: this.taskOf(user) }, by);
  }
}
