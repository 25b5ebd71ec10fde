/** What a process asks for besides itself, as the server has it; what is being edited here comes first. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { Library } from '../play/library.ts';

export function serverLibrary(localForm: (key: string) => string | undefined): Library {
  return {
    form: async (key) =>
      localForm(key) ?? found(async () => JSON.stringify((await api.get('/forms/{key}', { path: { key } })).schema)),
    decision: (key) =>
      found(async () => {
        const { items } = await api.get('/decisions', { query: { key, latest: true } });
        const id = items[0]?.id;
        return id === undefined ? undefined : String(await api.get('/decisions/{id}/xml', { path: { id } }));
      }),
    process: (key) =>
      found(async () => {
        const { items } = await api.get('/process-definitions', { query: { key, latest: true } });
        const id = items[0]?.id;
        return id === undefined ? undefined : String(await api.get('/process-definitions/{id}/xml', { path: { id } }));
      }),
  };
}

/** What the server does not have or does not give is not there. */
async function found(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiProblem) return undefined;
    throw error;
  }
}
