/** Cases that each need one department. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../../engine/commands/command.ts';
import { describe } from '../../engine/errors.ts';
import type { Runtime } from '../../engine/runtime/engine.ts';

const CLERK: Actor = { id: 'clerk', roles: ['clerk'], groups: [], department: null };

export class Cases {
  readonly #runtime: Runtime;
  readonly #waiting = new Map<string, () => void>();
  readonly #ended = new Set<string>();
  readonly #stop: () => void;
  /** Started so far, by id. */
  readonly started = new Set<string>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#stop = runtime.changes.listen(({ change }) => {
      if (!change?.ended) return;
      this.#ended.add(change.instanceId);
      this.#waiting.get(change.instanceId)?.();
    });
  }

  get open(): number {
    return this.started.size - this.#ended.size;
  }

  /** Starts a case of a department; its id once that is committed. */
  async start(department: string): Promise<string> {
    const input = { definitionKey: 'ask', variables: { department } };
    const outcome = await this.#runtime.dispatcher.submit({
      command: 'start-process-instance',
      target: 'new',
      input,
      actor: CLERK,
    });
    if (!outcome.ok) throw new Error(describe(outcome.failure, 'en'));
    this.started.add(outcome.instanceId);
    return outcome.instanceId;
  }

  /** Resolves when the case has ended. */
  async ended(id: string): Promise<void> {
    if (this.#ended.has(id)) return;
    await new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    this.#waiting.delete(id);
  }

  close(): void {
    this.#stop();
  }
}

export interface Load {
  readonly clients: number;
  /** Of all clients together. */
  readonly cases: number;
  readonly departments: readonly string[];
}

export interface Figures {
  readonly perSecond: number;
  /** Milliseconds from the start to the end of a case. */
  readonly latencies: readonly number[];
}

/** Each client has one case under way. */
export async function run(cases: Cases, { clients, cases: count, departments }: Load): Promise<Figures> {
  const latencies: number[] = [];
  let next = 0;
  const begun = performance.now();
  const client = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) {
      const from = performance.now();
      await cases.ended(await cases.start(departments[number % departments.length] ?? ''));
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: (count / (performance.now() - begun)) * 1_000, latencies };
}

/** Starts cases at an even rate, whether or not they come to an end, until told to stop. */
export async function trickle(cases: Cases, departments: readonly string[], stopped: AbortSignal): Promise<void> {
  for (let number = 0; !stopped.aborted; number++) {
    await cases.start(departments[number % departments.length] ?? '');
    await sleep(TRICKLE_MS);
  }
}

const TRICKLE_MS = 25;
