/** Tries all incidents of one cause again, one after the other: each is a decision about another case. */
import { api } from '../shared/api/client.ts';
import { ApiProblem } from '../shared/api/problem.ts';
import type { IncidentGroup } from '../shared/api/types.ts';

interface Refused {
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly problem: ApiProblem;
}

export interface RetryProgress {
  readonly done: number;
  /** Cases that refused, each with why. */
  readonly refused: readonly Refused[];
}

const PAGE = 100;

/**
 * Counts go to `onProgress`. An incident raised anew by the retry itself is not tried twice: what is to be done is listed first.
 * A case that refuses does not stop the others.
 */
export async function retryAll(
  { definitionKey, elementId, code }: Pick<IncidentGroup, 'definitionKey' | 'elementId' | 'code'>,
  onProgress: (progress: RetryProgress) => void,
): Promise<RetryProgress> {
  const incidents: (Pick<Refused, 'instanceId' | 'businessKey'> & { readonly id: string })[] = [];
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
    incidents.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  let done = 0;
  const refused: Refused[] = [];
  for (const { id, instanceId, businessKey } of incidents) {
    try {
      await api.post('/incidents/{id}/resolve', { path: { id } });
      done += 1;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      refused.push({ instanceId, businessKey, problem: error });
    }
    onProgress({ done, refused: [...refused] });
  }
  return { done, refused };
}
