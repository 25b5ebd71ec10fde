import { randomUUID } from 'node:crypto';
import { refuse } from '../../../errors.ts';
import type { Database } from '../../../store/people/database.ts';
import {
  findPosition,
  insertPosition,
  type PositionRecord,
  removePosition,
  unknownInPosition,
  endPosition as writeEnd,
} from '../../../store/people/positions.ts';
import { listPositions as readPositions } from '../../../store/read/organisation.ts';
import type { Position } from '../../contract/positions.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { changeOrganisation } from './change.ts';

const view = (row: PositionRecord): Position => ({
  ...row,
  since: timeText(row.since),
  until: timeTextOrNull(row.until),
});

export const listPositions: Handler<'listPositions'> = async ({ query }, { database }) =>
  pageOf(await readPositions(database, query, pagingOf(query)), view);

export const createPosition: Handler<'createPosition'> = async ({ body, principal }, services) => {
  const { userId, department, post = null, head = false, order = 0, since, until = null } = body;
  const position: PositionRecord = {
    id: randomUUID(),
    userId,
    department,
    post,
    head,
    order,
    since: since === undefined ? services.runtime.clock.now() : Date.parse(since),
    until: until === null ? null : Date.parse(until),
  };
  requirePeriod(position.since, position.until);
  const change = { principal, operation: 'createPosition', subject: userId, details: view(position) };
  await changeOrganisation(services, change, async (client) => {
    const unknown = await unknownInPosition(client, position);
    if (unknown) refuse('not-found', { ...unknown });
    await insertPosition(client, position);
  });
  return view(position);
};

function requirePeriod(since: number, until: number | null): void {
  if (until !== null && until <= since) refuse('period-invalid', { since: timeText(since), until: timeText(until) });
}

async function requirePosition(client: Database, id: string): Promise<PositionRecord> {
  return (await findPosition(client, id)) ?? refuse('not-found', { kind: 'position', id });
}

/** What is over stays as it was: an end that lies in the past is not moved. */
export const endPosition: Handler<'endPosition'> = async ({ params: { id }, body, principal }, services) => {
  const now = services.runtime.clock.now();
  const until = body.until === undefined ? now : Date.parse(body.until);
  const change = { principal, operation: 'endPosition', subject: id, details: { until: timeText(until) } };
  return changeOrganisation(services, change, async (client) => {
    const position = await requirePosition(client, id);
    if (position.until !== null && position.until <= now)
      refuse('position-ended', { id, until: timeText(position.until) });
    requirePeriod(position.since, until);
    await writeEnd(client, id, until);
    return view({ ...position, until });
  });
};

export const deletePosition: Handler<'deletePosition'> = async ({ params: { id }, principal }, services) => {
  const now = services.runtime.clock.now();
  await changeOrganisation(services, { principal, operation: 'deletePosition', subject: id }, async (client) => {
    const position = await requirePosition(client, id);
    if (position.since <= now) refuse('position-begun', { id, since: timeText(position.since) });
    await removePosition(client, id);
  });
  return undefined;
};
