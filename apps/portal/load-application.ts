/** An application as its applicant needs it: the case, what is asked of them, and the form that explains what they entered. */
import type { api as Api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { FormView, ProcessInstance, Task } from '@shared/api/types.ts';

export interface Application {
  readonly instance: ProcessInstance;
  readonly tasks: readonly Task[];
  readonly form: FormView | null;
  /** Forms that explain what the offices tell the applicant. */
  readonly told: readonly FormView[];
}

export async function loadApplication(api: typeof Api, id: string, signal: AbortSignal): Promise<Application> {
  const [instance, mine, claimable] = await Promise.all([
    api.get('/process-instances/{id}', { path: { id }, signal }),
    api.get('/tasks', { query: { view: 'mine', instanceId: id }, signal }),
    api.get('/tasks', { query: { view: 'claimable', instanceId: id }, signal }),
  ]);
  const tasks = [...mine.items, ...claimable.items].filter(({ allowedActions }) => allowedActions.includes('complete'));
  return { instance, tasks, ...(await formsOf(api, instance, signal)) };
}

/** None where there is none, or where the service may no longer be seen: the case may. */
async function formsOf(
  api: typeof Api,
  { definitionId, published }: ProcessInstance,
  signal: AbortSignal,
): Promise<Pick<Application, 'form' | 'told'>> {
  try {
    const definition = await api.get('/process-definitions/{id}', { path: { id: definitionId }, signal });
    const { startFormKey, deploymentId } = definition;
    const read = (key: string) => api.get('/forms/{key}', { path: { key }, query: { deploymentId }, signal });
    const keys = [...new Set(published.flatMap(({ formKey }) => formKey ?? []))];
    const [form, ...told] = await Promise.all([startFormKey === null ? null : read(startFormKey), ...keys.map(read)]);
    return { form: form ?? null, told: told.filter((one) => one !== null) };
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 403 || error.status === 404)) return { form: null, told: [] };
    throw error;
  }
}
