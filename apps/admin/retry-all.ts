/** Tries all incidents of one cause again, one after the other: each is a decision about another case. */
import { api } from '../shared/api/client.ts';
import { ApiProblem } from '../shared/api/problem.ts';
import type { IncidentGroup } from '../shared/api/types.ts';

export interface RetryProgress {
  readonly done: number;
  readonly failed: number;
}

const PAGE = 100;

/**
 * Counts go to `onProgress`. An incident raised anew by the retry itself is not tried twice: what is to be done is listed first.
 * A case that refuses does not stop the others; the last refusal is answered.
 */
export async function retryAll(
  { definitionKey, elementId, code }: Pick<IncidentGroup, 'definitionKey' | 'elementId' | 'code'>,
  onProgress: (progress: RetryProgress) => void,
): Promise<ApiProblem | undefined> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = {
      definitionKey,
      elementId,
      code,
      sort: '-since' as const,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    };
    const page = await api.get('/incidents', { query });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  let done = 0;
  let failed = 0;
  let problem: ApiProblem | undefined;
  for (const id of ids) {
    try {
      await api.post('/incidents/{id}/resolve', { path: { id } });
      done += 1;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      failed += 1;
      problem = error;
    }
    onProgress({ done, failed });
  }
  return problem;
}
