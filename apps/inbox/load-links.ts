/** The cases a case was merged with or split from, with what of them the reader may see. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { CaseLink, ProcessInstance } from '@shared/api/types.ts';

export interface LinkedCase {
  readonly link: CaseLink;
  /** Not there where the reader may not see it, or where it is not open yet. */
  readonly other?: ProcessInstance;
}

/** Enough for every case of a split; more links than a case may hold never come. */
const MOST = 200;

export async function loadLinks(id: string, signal: AbortSignal): Promise<LinkedCase[]> {
  const { items } = await api.get('/process-instances/{id}/links', { path: { id }, query: { limit: MOST }, signal });
  return Promise.all(
    items.map(async (link) => {
      const other = await findCase(link.other, signal);
      return other === undefined ? { link } : { link, other };
    }),
  );
}

async function findCase(id: string, signal: AbortSignal): Promise<ProcessInstance | undefined> {
  try {
    return await api.get('/process-instances/{id}', { path: { id }, signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}
