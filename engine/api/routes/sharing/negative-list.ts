/** 负面清单 of sharing: what may not be given. */
import { refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { recorded } from '../../../store/people/organisation-changes.ts';
import { unknownDepartment } from '../../../store/people/responsibilities.ts';
import { allBlocks, type BlockRow, endBlock, insertBlock } from '../../../store/sharing/blocks.ts';
import type { DataBlockView } from '../../contract/sharing.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { requireBureau } from '../../views/sharing.ts';

const view = (row: BlockRow): DataBlockView => ({
  ...row,
  since: timeText(row.since),
  until: timeTextOrNull(row.until),
  createdAt: timeText(row.createdAt),
});

export const listDataBlocks: Handler<'listDataBlocks'> = async (_call, { database }) => ({
  items: (await allBlocks(database)).map(view),
});

export const createDataBlock: Handler<'createDataBlock'> = async ({ body, principal }, services) => {
  requireBureau(services, principal);
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const until = body.until === undefined || body.until === null ? null : Date.parse(body.until);
  if (until !== null && until <= now) refuse('period-invalid', { since: timeText(now), until: timeText(until) });
  const { element, reason, basis } = body;
  const row = { id: uuidv7(now), element, department: body.department ?? null, reason, basis, since: now, until };
  const block: BlockRow = { ...row, createdBy: principal.id, createdAt: now };
  const change = { at: now, actor: principal.id, operation: 'createDataBlock', subject: row.id, details: body };
  await recorded(database, change, async (client) => {
    const unknown = await unknownDepartment(client, row.department === null ? [] : [row.department]);
    if (unknown !== undefined) refuse('not-found', { kind: 'department', id: unknown });
    await insertBlock(client, block);
  });
  runtime.sharing.changed();
  return view(block);
};

export const endDataBlock: Handler<'endDataBlock'> = async ({ params: { id }, principal }, services) => {
  requireBureau(services, principal);
  const { database, runtime } = services;
  const at = runtime.clock.now();
  const change = { at, actor: principal.id, operation: 'endDataBlock', subject: id };
  const ended = await recorded(
    database,
    { ...change, details: {} },
    async (client) => (await endBlock(client, id, at)) ?? refuse('not-found', { kind: 'data-block', id }),
  );
  runtime.sharing.changed();
  return view(ended);
};
