/** Cases whose steps each have an officer of their own, `a-officer` for the step `a`, and short ways to act in them. */
import type { Actor } from '../../engine/commands/command.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { Desk, person } from './desk.ts';

export const HOUR = 3_600_000;

export interface TaskOptions {
  readonly attributes?: string;
  readonly more?: string;
  readonly assignee?: string;
}

export const task = (
  id: string,
  { attributes = '', more = '', assignee = `${id}-officer` }: TaskOptions = {},
): string =>
  `<userTask id="${id}" ${attributes}><extensionElements><tb:assignment assignee="${assignee}"/>${more}</extensionElements></userTask>`;

export const officer = (id: string): Actor => person(`${id}-officer`);

export class Chain extends Desk {
  static async of(graph: Promise<ProcessGraph>): Promise<Chain> {
    const desk = new Chain({ graphs: [await graph] });
    desk.start();
    return desk;
  }

  /** Everybody does the step that is named; an hour passes before each. */
  work(...ids: string[]): this {
    for (const id of ids) {
      this.now += HOUR;
      this.complete(id, officer(id));
    }
    return this;
  }

  /** The task that was last done at the step. */
  done(id: string): string {
    const { graph } = this.first;
    const entry = this.state.trail.findLast(({ node }) => graph.nodes[node]?.id === id);
    if (!entry) throw new Error(`Expected ${id} to have been done, but it has not.`);
    return entry.taskId;
  }

  retrieve(id: string) {
    this.now += 1;
    return this.do('retrieve-task', { taskId: this.done(id) }, officer(id));
  }

  refuseRetrieve(id: string) {
    this.now += 1;
    return this.refusal('retrieve-task', { taskId: this.done(id) }, officer(id));
  }

  eventsOf<Type extends Desk['events'][number]['type']>(type: Type): Extract<Desk['events'][number], { type: Type }>[] {
    return this.events.filter((event): event is Extract<typeof event, { type: Type }> => event.type === type);
  }
}
