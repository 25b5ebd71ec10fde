/** Cases in memory, decided by the commands of the engine: what opens next is the engine's answer, not the benchmark's. */
import { type Actor, type Decision, SYSTEM } from '../../engine/commands/command.ts';
import { COMMANDS } from '../../engine/commands/index.ts';
import type { InstanceState } from '../../engine/core/state.ts';
import { describe, type Result } from '../../engine/errors.ts';
import type { Definition } from '../../engine/model/graph.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { CHINA_ONLY } from '../../engine/sla/calendars.ts';

export interface OpenTask {
  readonly caseId: string;
  readonly taskId: string;
  readonly department: string;
}

type AnyCommand = { decide(subject: unknown, input: unknown, context: unknown): Result<Decision<unknown>> };

const NOBODY = new Organisation({ version: 1, people: [], departments: [], positions: [], proxies: [] });

export class CaseEngine {
  readonly #definition: Definition;
  readonly #cases = new Map<string, InstanceState>();
  #ids = 0;

  constructor(definition: Definition) {
    this.#definition = definition;
  }

  /** Answers the tasks that are open after it; none where the case has ended. */
  start(caseId: string, now: number): readonly OpenTask[] {
    const input = { definitionKey: this.#definition.key, businessKey: caseId, variables: {} };
    return this.#decide('start-process-instance', { caseId, input, actor: SYSTEM, now });
  }

  /** Answers the tasks that were not open before. */
  complete({ caseId, taskId, department }: OpenTask, now: number): readonly OpenTask[] {
    const actor: Actor = { id: `officer-${department}`, roles: ['clerk'], groups: [department], department };
    const before = new Set(Object.keys(this.#cases.get(caseId)?.tasks ?? {}));
    const after = this.#decide('complete-task', { caseId, input: { taskId, variables: {} }, actor, now });
    return after.filter((task) => !before.has(task.taskId));
  }

  hasEnded(caseId: string): boolean {
    return this.#cases.get(caseId)?.status === 'completed';
  }

  #decide(
    name: 'start-process-instance' | 'complete-task',
    { caseId, input, actor, now }: { caseId: string; input: object; actor: Actor; now: number },
  ): readonly OpenTask[] {
    const definition = this.#definition;
    const context = {
      env: { now, newId: () => `id-${++this.#ids}` },
      definitions: { byId: () => definition, resolve: () => definition, decision: () => undefined },
      forms: { find: () => undefined },
      organisation: NOBODY,
      calendars: CHINA_ONLY,
      actor,
    };
    const decided = (COMMANDS[name] as AnyCommand).decide(this.#cases.get(caseId) ?? caseId, input, context);
    if (!decided.ok) throw new Error(describe(decided.failure, 'en'));
    const { state } = decided.value;
    this.#cases.set(caseId, state);
    return Object.values(state.tasks).map(({ id, candidateGroups: [department = ''] }) => ({
      ...{ caseId, taskId: id, department },
    }));
  }
}
