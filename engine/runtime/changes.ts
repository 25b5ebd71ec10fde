/** What was committed, told to whoever shows it to people: which case, which tasks, and whom it concerns. */
import type { CaseChange } from '../commands/change.ts';
import type { Task } from '../core/state.ts';

export interface CommittedChange {
  readonly instanceId: string;
  readonly definitionKey: string;
  readonly ended: boolean;
  /** Tasks that are new or different. */
  readonly tasks: readonly string[];
  readonly tasksRemoved: readonly string[];
  /** What was told, read or answered. */
  readonly notices: readonly { readonly id: string; readonly kind: string }[];
  /** `user:<id>`, `group:<id>` and `department:<id>` of those who had or have something to do with these tasks, and of the initiator. */
  readonly principals: readonly string[];
}

/** `id` grows; a change of unknown extent (too much at once, or a gap) has no `change`: everything may be different. */
export interface ChangeEvent {
  readonly id: string;
  readonly change: CommittedChange | undefined;
}

export type ChangeListener = (event: ChangeEvent) => void;

const KEPT = 1_000;

export class Changes {
  readonly #listeners = new Set<ChangeListener>();
  readonly #recent: ChangeEvent[] = [];
  /** Ids of another run mean nothing here. */
  readonly #run: string;
  #last = 0;

  constructor(run: string) {
    this.#run = run;
  }

  /** Returns what ends the listening. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What came after the event of that id; undefined where that is no longer known and everything must be read anew. */
  since(id: string): readonly ChangeEvent[] | undefined {
    const [run, number] = id.split('.');
    const from = Number(number);
    if (run !== this.#run || !(from <= this.#last)) return undefined;
    const first = this.#last - this.#recent.length;
    return from < first ? undefined : this.#recent.slice(from - first);
  }

  get lastId(): string {
    return `${this.#run}.${this.#last}`;
  }

  /** Undefined: something has changed and it is not known what. */
  tell(changes: readonly (CommittedChange | undefined)[]): void {
    for (const change of changes) {
      this.#last += 1;
      const event: ChangeEvent = { id: this.lastId, change };
      this.#recent.push(event);
      if (this.#recent.length > KEPT) this.#recent.shift();
      for (const listener of this.#listeners) listener(event);
    }
  }
}

export function committedChange(change: CaseChange, definitionKey: string): CommittedChange {
  const { before, after, index } = change;
  const tasks = index.tasks.map((row) => row.id);
  const principals = new Set<string>();
  if (after.initiator !== null) principals.add(`user:${after.initiator}`);
  for (const ids of [tasks, index.tasksRemoved]) {
    for (const id of ids) {
      addPrincipals(principals, before?.tasks[id]);
      addPrincipals(principals, after.tasks[id]);
    }
  }
  for (const task of inSameRounds(change, [...tasks, ...index.tasksRemoved])) addPrincipals(principals, task);
  for (const { sender, recipient } of index.notices) {
    principals.add(`user:${sender}`);
    if (recipient !== null) principals.add(recipient);
  }
  return {
    instanceId: change.instanceId,
    definitionKey,
    ended: change.ends,
    tasks,
    tasksRemoved: index.tasksRemoved,
    notices: index.notices.map(({ id, kind }) => ({ id, kind })),
    principals: [...principals],
  };
}

/** Who decides together sees at once how the others answer. */
function inSameRounds({ before, after }: CaseChange, changed: readonly string[]): Task[] {
  const elements = changed.map((id) => (after.tasks[id] ?? before?.tasks[id])?.element ?? '');
  const rounds = new Set(elements.filter((id) => after.elements[id]?.round));
  return rounds.size === 0 ? [] : Object.values(after.tasks).filter(({ element }) => rounds.has(element));
}

function addPrincipals(principals: Set<string>, task: Task | undefined): void {
  if (!task) return;
  if (task.assignee !== null) principals.add(`user:${task.assignee}`);
  if (task.owner !== null) principals.add(`user:${task.owner}`);
  if (task.department !== null) principals.add(`department:${task.department}`);
  for (const id of task.candidateUsers) principals.add(`user:${id}`);
  for (const id of task.candidateGroups) principals.add(`group:${id}`);
}
