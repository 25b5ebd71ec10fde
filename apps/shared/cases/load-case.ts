/** A case with its open tasks and its opinions. Opinions come with a task; one that the reader may see is enough. */
import { api } from '../api/client.ts';
import type { Opinion, ProcessInstance, Task } from '../api/types.ts';

export interface CaseContents {
  readonly instance: ProcessInstance;
  readonly tasks: readonly Task[];
  readonly opinions: readonly Opinion[];
}

export async function loadCase(id: string, signal: AbortSignal): Promise<CaseContents> {
  const [instance, open, done] = await Promise.all([
    api.get('/process-instances/{id}', { path: { id }, signal }),
    api.get('/tasks', { query: { instanceId: id }, signal }),
    api.get('/tasks', { query: { view: 'done', instanceId: id, limit: 1 }, signal }),
  ]);
  const source = open.items[0] ?? done.items[0];
  const form = source && (await api.get('/tasks/{id}/form', { path: { id: source.id }, signal }));
  return { instance, tasks: open.items, opinions: form?.opinions ?? [] };
}

/** Tasks by id, for the journal. */
export const taskNamesOf = ({ tasks, opinions }: CaseContents): ReadonlyMap<string, string> =>
  new Map([
    ...tasks.map(({ id, name }) => [id, name] as const),
    ...opinions.map(({ taskId, taskName }) => [taskId, taskName] as const),
  ]);
