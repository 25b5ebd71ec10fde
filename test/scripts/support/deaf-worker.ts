/** A program that nothing inside its thread can stop: where it loops, it takes the one who watches it from outside. */
import type { ScriptOutcome } from '../../../engine/scripts/script.ts';
import type { WorkerTask } from '../../../engine/scripts/worker.ts';

export function run({ request, started }: WorkerTask): ScriptOutcome {
  started.postMessage(true);
  while (request.source === 'loop');
  return { ok: true, json: '1' };
}
