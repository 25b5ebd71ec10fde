import { hashOf } from '../runtime/deploy.ts';
import type { Runtime } from '../runtime/engine.ts';
import { lastContents } from '../store/deployments/last-contents.ts';
import { processFolders } from './process-folders.ts';

type Deployed = Awaited<ReturnType<Runtime['deployments']['deploy']>>;

/**
 * Deploys every process folder that is not as it was when it was deployed from here last. What somebody has deployed since stays in effect: a start is no
 * decision about versions. Throws with every problem of the first folder that has errors.
 */
export async function deployFolders(runtime: Pick<Runtime, 'deployments' | 'pool'>, root: string): Promise<void> {
  for (const { name, resources } of processFolders(root)) {
    const last = await lastContents(runtime.pool, { name, by: BY });
    const contents = new Set(resources.map(({ content }) => hashOf(content)));
    if (contents.size === last.size && [...contents].every((content) => last.has(content))) continue;
    const result = await runtime.deployments.deploy({ name, resources, by: BY, scripts: true });
    if (!result.ok)
      throw new Error(`Expected processes/${name} to be deployable, but:\n${describeProblems(result.problems)}`);
  }
}

const BY = 'system';

/** The errors among the problems, one line each. */
export function describeProblems(problems: Extract<Deployed, { ok: false }>['problems']): string {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ resource, line, elementId, message }) => `${resource}:${line ?? '?'} ${elementId ?? ''} ${message.en}`)
    .join('\n');
}
