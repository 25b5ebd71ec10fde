/** Lets a process find out whether the applicant has applied for the same already: the topic `applications.enter`, answered by the engine itself. */
import { createHash } from 'node:crypto';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import { enterApplication } from '../store/cases/enter-application.ts';

export const ENTER_APPLICATION = 'applications.enter';

/** `runtime` is asked when it is called: adapters are made before it. */
export function applications(runtime: () => Pick<Runtime, 'pool' | 'clock'>): Adapter {
  return {
    name: 'applications',
    topics: [ENTER_APPLICATION],
    call: (request) => enter(runtime(), request),
  };
}

/** Whoever says nothing of himself is nobody, and so not the same as anybody. */
async function enter(
  { pool, clock }: Pick<Runtime, 'pool' | 'clock'>,
  { instanceId, variables }: AdapterRequest,
): Promise<AdapterAnswer> {
  const applicant = typeof variables.applicant === 'string' ? variables.applicant.trim().toUpperCase() : '';
  if (applicant === '') return { kind: 'completed', variables: { sameApplications: [] } };
  const hash = createHash('sha256').update(applicant).digest('hex');
  const sameApplications = await enterApplication(pool, { instanceId, applicant: hash, at: clock.now() });
  return { kind: 'completed', variables: { sameApplications } };
}
