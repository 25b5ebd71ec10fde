import { refuse } from '../../../errors.ts';
import { verifyJournal } from '../../../store/journal.ts';
import { allInstanceIds } from '../../../store/read/audit.ts';
import type { Handler } from '../../route.ts';

export const verifyAudit: Handler<'verifyAudit'> = async ({ query }, { database }) => {
  let instances = 0;
  let rows = 0;
  for await (const instanceId of query.instanceId === undefined ? allInstanceIds(database) : [query.instanceId]) {
    const found = await verifyJournal(database, instanceId);
    if (!found && query.instanceId !== undefined) refuse('not-found', { kind: 'instance', id: instanceId });
    instances += 1;
    if (found && !found.intact)
      return { ok: false, instances, rows, broken: { instanceId, seq: found.seq, reason: found.reason } };
    rows += found?.rows ?? 0;
  }
  return { ok: true, instances, rows, broken: null };
};
