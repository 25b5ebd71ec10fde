/** Who may act in a rehearsal. Where they cannot be had, stand-ins act. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { PlayPerson } from '../play/people.ts';

export async function fetchColleagues(): Promise<readonly PlayPerson[]> {
  try {
    return (await api.get('/organisation/colleagues', { query: { limit: 500 } })).items;
  } catch (error) {
    if (error instanceof ApiProblem) return [];
    throw error;
  }
}
