/** What a case would have departments asked, with the last word of the applicant on each. */
import type { api as Api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { Answer } from '@shared/api/types.ts';

export type AskedInCase = Answer<'get', '/process-definitions/{id}/data-consents'>['items'][number];

export interface CaseConsent extends AskedInCase {
  /** Absent: nobody has said anything. */
  readonly last?: Answer<'get', '/data-consents'>['items'][number];
}

/** None where the process may not be seen: the case may. */
export async function loadConsents(
  api: Pick<typeof Api, 'get'>,
  { instanceId, definitionId }: { readonly instanceId: string; readonly definitionId: string },
  signal: AbortSignal,
): Promise<CaseConsent[]> {
  const [asked, said] = await Promise.all([
    askedBy(api, definitionId, signal),
    api.get('/data-consents', { query: { instanceId, limit: 200 }, signal }),
  ]);
  return asked.map((one) => {
    const last = said.items.find(({ codes }) => codes.includes(one.code));
    return { ...one, ...(last && { last }) };
  });
}

async function askedBy(api: Pick<typeof Api, 'get'>, id: string, signal: AbortSignal): Promise<AskedInCase[]> {
  try {
    return (await api.get('/process-definitions/{id}/data-consents', { path: { id }, signal })).items;
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}
