import type { Runtime } from '../runtime/engine.ts';
import { processFolders } from './process-folders.ts';

type Deployed = Awaited<ReturnType<Runtime['deployments']['deploy']>>;

/** Deploys every process folder; what is unchanged makes no new version. Throws with every problem of the first folder that has errors. */
export async function deployFolders(runtime: Pick<Runtime, 'deployments'>, root: string): Promise<void> {
  for (const { name, resources } of processFolders(root)) {
    const result = await runtime.deployments.deploy({ name, resources, by: 'system', scripts: true });
    if (!result.ok)
      throw new Error(`Expected processes/${name} to be deployable, but:\n${describeProblems(result.problems)}`);
  }
}

/** The errors among the problems, one line each. */
export function describeProblems(problems: Extract<Deployed, { ok: false }>['problems']): string {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ resource, line, elementId, message }) => `${resource}:${line ?? '?'} ${elementId ?? ''} ${message.en}`)
    .join('\n');
}
