/** Who may act in a rehearsal. Where they cannot be had, stand-ins act. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { PlayPerson } from '../play/people.ts';

const PAGE = 500;

export async function fetchColleagues(): Promise<readonly PlayPerson[]> {
  const found: PlayPerson[] = [];
  let cursor: string | null | undefined;
  try {
    do {
      const query = { limit: PAGE, ...(cursor && { cursor }) };
      const page: { items: PlayPerson[]; nextCursor: string | null } = await api.get('/organisation/colleagues', {
        query,
      });
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return found;
  } catch (error) {
    if (error instanceof ApiProblem) return found;
    throw error;
  }
}
