/** Scripts in the sandbox, after the commit that asked for them. What they give comes back as a command. */
import { SYSTEM } from '../commands/command.ts';
import type { InputOf } from '../commands/index.ts';
import { stringify } from '../exact-json.ts';
import type { ScriptSpec } from '../model/graph.ts';
import type { ScriptLimits, ScriptOutcome } from '../scripts/script.ts';
import { type ScriptPool, START_LIMIT_MS } from '../scripts/script-pool.ts';
import { MAX_ATTEMPTS } from '../store/jobs/delay-job.ts';
import type { Job } from '../store/jobs/job.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { Envelope, Outcome, Submitter } from './envelope.ts';

export interface ScriptJobDeps {
  readonly dispatcher: Submitter;
  readonly definitions: DefinitionRegistry;
  readonly scripts: ScriptPool;
}

/** Longer than a script may take, so that nobody else runs it while one does; short, because a killed process leaves its leases behind. */
export const scriptLeaseFor = ({ milliseconds }: ScriptLimits): number => 2 * (START_LIMIT_MS + milliseconds);

/**
 * Runs the script of a job. It reads nothing but its variables and changes nothing, so it may run twice: the first answer counts, and one that
 * comes when its element is gone is for nobody. Rejects where no thread could begin it, but for
 * the last attempt: then its element says so, as it would wait for ever.
 */
export async function runScriptJob({ dispatcher, definitions, scripts }: ScriptJobDeps, job: Job): Promise<Outcome> {
  const script = await scriptOf(definitions, job);
  const { variables } = job.payload as { readonly variables: Readonly<Record<string, unknown>> };
  const outcome = await scripts
    .run({ source: script.source, variables: stringify(variables) })
    .catch((error: unknown): ScriptOutcome => {
      if (job.attempts + 1 < MAX_ATTEMPTS) throw error;
      return { ok: false, cause: 'error', message: `no thread could begin it in ${MAX_ATTEMPTS} attempts` };
    });
  const answered = await dispatcher.submit(commandFor(job, outcome));
  if (answered.ok || answered.failure.code !== 'not-found') return answered;
  return { ok: true, instanceId: job.instanceId ?? '', answer: null, replayed: false };
}

async function scriptOf(
  definitions: DefinitionRegistry,
  { definitionId, elementId }: Job,
): Promise<Extract<ScriptSpec, { language: 'javascript' }>> {
  const { graph } = await definitions.withLoaded(() => definitions.byId(definitionId ?? ''));
  const script = graph.nodes[graph.byId.get(elementId ?? '') ?? -1]?.script;
  if (script?.language !== 'javascript')
    throw new Error(
      `Expected ${elementId} of definition ${definitionId} to have a JavaScript script, but it has none.`,
    );
  return script;
}

function commandFor(job: Job, outcome: ScriptOutcome): Envelope {
  const common = { target: { jobId: job.id }, actor: SYSTEM };
  if (outcome.ok) {
    const input: InputOf<'complete-script'> = { scriptId: job.id, value: JSON.parse(outcome.json) };
    return { ...common, command: 'complete-script', input };
  }
  const { cause, message, line, limit } = outcome;
  const input: InputOf<'fail-script'> = { scriptId: job.id, cause, message, line, limit };
  return { ...common, command: 'fail-script', input };
}
