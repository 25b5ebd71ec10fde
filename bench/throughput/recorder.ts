/** Watches the statements a runtime sends while it works, so that the very same ones can be sent again without an engine. */
import type { Runtime } from '../../engine/runtime/engine.ts';

export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

export interface Recorded extends Statement {
  /** How many recorded statements had been answered when this one was sent: what it may depend on. */
  readonly after: number;
}

type Query = (statement: Statement | string, ...rest: unknown[]) => Promise<unknown>;

/** Records the commit statements of a runtime from now on. */
export function recordCommits(runtime: Pick<Runtime, 'pool'>): { readonly recorded: Recorded[]; stop(): void } {
  const recorded: Recorded[] = [];
  const pool = runtime.pool as unknown as { query: Query };
  const original = pool.query;
  let answered = 0;
  pool.query = async (statement, ...rest) => {
    if (typeof statement === 'string' || !statement.name?.startsWith('commit_'))
      return original.call(pool, statement, ...rest);
    recorded.push({ name: statement.name, text: statement.text, values: statement.values, after: answered });
    try {
      return await original.call(pool, statement);
    } finally {
      answered += 1;
    }
  };
  return {
    recorded,
    stop() {
      pool.query = original;
    },
  };
}
