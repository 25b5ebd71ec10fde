import { refuse } from '../../../errors.ts';
import { verifyJournal } from '../../../store/journal.ts';
import { allInstanceIds, instanceIdsCalled } from '../../../store/read/audit.ts';
import type { Handler } from '../../route.ts';

export const verifyAudit: Handler<'verifyAudit'> = async ({ query }, { database }) => {
  const asked = query.instanceId;
  const named = asked === undefined ? undefined : await instanceIdsCalled(database, asked);
  if (named?.length === 0) refuse('not-found', { kind: 'instance', id: asked ?? '' });
  let instances = 0;
  let rows = 0;
  for await (const instanceId of named ?? allInstanceIds(database)) {
    const found = await verifyJournal(database, instanceId);
    instances += 1;
    if (found && !found.intact)
      return { ok: false, instances, rows, broken: { instanceId, seq: found.seq, reason: found.reason } };
    rows += found?.rows ?? 0;
  }
  return { ok: true, instances, rows, broken: null };
};
