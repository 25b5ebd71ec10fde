/** An application as its applicant needs it: the case, what is asked of them, and the form that explains what they entered. */
import type { api as Api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { FormView, ProcessInstance, Task } from '@shared/api/types.ts';

export interface Application {
  readonly instance: ProcessInstance;
  readonly tasks: readonly Task[];
  readonly form: FormView | null;
}

export async function loadApplication(api: typeof Api, id: string, signal: AbortSignal): Promise<Application> {
  const [instance, mine, claimable] = await Promise.all([
    api.get('/process-instances/{id}', { path: { id }, signal }),
    api.get('/tasks', { query: { view: 'mine', instanceId: id }, signal }),
    api.get('/tasks', { query: { view: 'claimable', instanceId: id }, signal }),
  ]);
  const tasks = [...mine.items, ...claimable.items].filter(({ allowedActions }) => allowedActions.includes('complete'));
  return { instance, tasks, form: await startFormOf(api, instance.definitionId, signal) };
}

/** Null where there is none, or where the service may no longer be seen: the case may. */
async function startFormOf(api: typeof Api, id: string, signal: AbortSignal): Promise<FormView | null> {
  try {
    const { startFormKey, deploymentId } = await api.get('/process-definitions/{id}', { path: { id }, signal });
    if (startFormKey === null) return null;
    return await api.get('/forms/{key}', { path: { key: startFormKey }, query: { deploymentId }, signal });
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}
