/** Takes the open cases of a version to another one, case by case: each is a decision of its own, and what refuses stays where it is. */
import { api } from '../shared/api/client.ts';
import { ApiProblem } from '../shared/api/problem.ts';

export interface Migration {
  readonly from: string;
  readonly to: string;
  /** Steps that are called otherwise there: old id → new. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** Cases that say the same. */
interface Outcome {
  /** Why they stay; null of those that go, or have gone. */
  readonly message: string | null;
  readonly cases: readonly string[];
}

export interface MigrationProgress {
  readonly done: number;
  readonly of: number;
  /** The ones that go first, then by how many they are. */
  readonly outcomes: readonly Outcome[];
}

const PAGE = 500;
/** Requests under way at a time. */
const WIDTH = 4;

/** `businessKey` is what people know it by; null where it has none. */
interface OpenCase {
  readonly id: string;
  readonly businessKey: string | null;
}

/** The cases that are open in a version, the oldest first: what began first has waited longest for what is new. */
export async function openCases(definitionId: string): Promise<OpenCase[]> {
  const cases: OpenCase[] = [];
  let cursor: string | undefined;
  do {
    const query = { definitionId, open: true, sort: 'startedAt' as const, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const page = await api.get('/process-instances', { query });
    cases.push(...page.items.map(({ id, businessKey }) => ({ id, businessKey })));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return cases;
}

type Each = (id: string) => Promise<unknown>;

/** What would become of each case; nothing is changed. */
export const rehearseAll = (ids: readonly string[], migration: Migration, told: Told): Promise<MigrationProgress> =>
  each(ids, (id) => api.rehearse('/process-instances/{id}/migrate', request(id, migration)), told);

export const migrateAll = (ids: readonly string[], migration: Migration, told: Told): Promise<MigrationProgress> =>
  each(ids, (id) => api.post('/process-instances/{id}/migrate', request(id, migration)), told);

const request = (id: string, { to, renamed, reason }: Migration) => ({
  path: { id },
  body: { definitionId: to, renamed, ...(reason === '' ? {} : { reason }) },
});

type Told = (progress: MigrationProgress) => void;

async function each(ids: readonly string[], act: Each, told: Told): Promise<MigrationProgress> {
  const byMessage = new Map<string | null, string[]>();
  let done = 0;
  const progress = (): MigrationProgress => ({ done, of: ids.length, outcomes: sorted(byMessage) });
  const waiting = [...ids];
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const message = await act(id).then(() => null, refusal);
      byMessage.set(message, [...(byMessage.get(message) ?? []), id]);
      done += 1;
      told(progress());
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return progress();
}

function refusal(error: unknown): string {
  if (!(error instanceof ApiProblem)) throw error;
  return error.message;
}

const sorted = (byMessage: ReadonlyMap<string | null, readonly string[]>): Outcome[] =>
  [...byMessage]
    .map(([message, cases]) => ({ message, cases }))
    .sort(
      (one, other) =>
        Number(one.message !== null) - Number(other.message !== null) || other.cases.length - one.cases.length,
    );
