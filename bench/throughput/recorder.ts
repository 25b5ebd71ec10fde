/** Watches the statements a runtime sends while it works, so that the very same ones can be sent again without an engine. */
import type { Runtime } from '../../engine/runtime/engine.ts';

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

export interface Recorded extends Statement {
  /** Recorded statements that were under way when this one was sent. On all others before it, it may depend. */
  readonly beside: ReadonlySet<Recorded>;
  /** How many cases it wrote. */
  written: number;
}

type Query = (statement: Statement | string, ...rest: unknown[]) => Promise<{ readonly rows: readonly unknown[] }>;

/** Records the commit statements of a runtime from now on. */
export function recordCommits(runtime: Pick<Runtime, 'pool'>): { readonly recorded: readonly Recorded[] } {
  const recorded: Recorded[] = [];
  const pool = runtime.pool as unknown as { query: Query };
  const original = pool.query;
  const running = new Set<Recorded>();
  pool.query = async (statement, ...rest) => {
    if (typeof statement === 'string' || !statement.name?.startsWith('commit_'))
      return original.call(pool, statement, ...rest);
    const { name, text, values } = statement;
    const entry: Recorded = { name, text, values, beside: new Set(running), written: 0 };
    recorded.push(entry);
    running.add(entry);
    try {
      const result = await original.call(pool, statement);
      entry.written = result.rows.length;
      return result;
    } finally {
      running.delete(entry);
    }
  };
  return { recorded };
}
