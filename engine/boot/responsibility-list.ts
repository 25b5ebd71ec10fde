/** Lets a process look into the list of responsibilities and add a line to it: topics `responsibility-list.find` and `.add`, answered by the engine itself. */
import type pg from 'pg';
import { forbiddenFor, responsibleFor } from '../people/approvers/responsibility.ts';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import { recordChange } from '../store/people/organisation-changes.ts';
import {
  changeResponsibility,
  findResponsibility,
  insertResponsibility,
  type ResponsibilityRecord,
  responsibilitiesOfKey,
  unknownDepartment,
} from '../store/people/responsibilities.ts';
import { inTransaction } from '../store/transaction.ts';

const ADD = 'responsibility-list.add';
const FIND = 'responsibility-list.find';

/** `runtime` is asked when it is called: adapters are made before it. */
export function responsibilityList(runtime: () => Pick<Runtime, 'pool' | 'clock' | 'organisation'>): Adapter {
  return {
    name: 'responsibility-list',
    topics: [ADD, FIND],
    readTopics: [FIND],
    call: (request) => (request.topic === FIND ? Promise.resolve(find(runtime(), request)) : add(runtime(), request)),
  };
}

/**
 * The departments that the list names for a matter (`matter`, `area`, `level`), whoever leads first, with the entries that say so; both empty where it
 * says nothing. Where entries overlap, all of them are named: whoever settles a dispute has to see that.
 */
function find(
  { clock, organisation }: Pick<Runtime, 'clock' | 'organisation'>,
  { variables: { matter, area, level } }: AdapterRequest,
): AdapterAnswer {
  const asked = { matter: text(matter), area: text(area), level: text(level) };
  const rows = responsibleFor(organisation.current.at(clock.now()).responsibilities, asked);
  const leads = rows.flatMap(({ lead }) => lead ?? []);
  const departments = [...new Set([...leads, ...rows.flatMap((row) => row.departments)])];
  return { kind: 'completed', variables: { departments, entries: rows.map(({ id }) => id) } };
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const refused = (message: string): AdapterAnswer => ({ kind: 'error', code: 'responsibility-list.refused', message });

async function add(
  { pool, clock, organisation }: Pick<Runtime, 'pool' | 'clock' | 'organisation'>,
  request: AdapterRequest,
): Promise<AdapterAnswer> {
  const now = clock.now();
  const line = lineOf(request, now);
  if (typeof line === 'string') return refused(line);
  const asked = { matter: line.matter, area: line.area, level: line.level };
  for (const department of [line.lead ?? '', ...line.departments]) {
    const against = forbiddenFor(organisation.current.at(line.since).responsibilities, asked, department);
    if (against) return refused(`entry ${against.id} of the negative list keeps ${department} from it`);
  }
  const unknown = await unknownDepartment(pool, [line.lead ?? '', ...line.departments]);
  if (unknown !== undefined) return refused(`there is no department "${unknown}"`);
  await enter(pool, line, now);
  await organisation.refresh();
  return { kind: 'completed', variables: { entryId: line.id } };
}

/** The id is that of the effect, so a repeat adds nothing. */
async function enter(pool: pg.Pool, line: ResponsibilityRecord, at: number): Promise<void> {
  const change = {
    at,
    actor: line.createdBy,
    operation: 'createResponsibility',
    subject: line.id,
    details: { matter: line.matter, area: line.area, lead: line.lead, basis: line.basis },
  };
  await inTransaction(pool, async (client) => {
    if (await findResponsibility(client, line.id)) return;
    const before = await responsibilitiesOfKey(client, line);
    for (const { id, note } of before)
      await changeResponsibility(client, id, { until: line.since, disputed: false, note });
    await insertResponsibility(client, line);
    await recordChange(client, change);
  });
}

/** What is wrong with it, as a text, where it cannot be a line. */
function lineOf(
  { variables, idempotencyKey, requestedBy }: AdapterRequest,
  now: number,
): ResponsibilityRecord | string {
  const [matter, lead, basis] = [text(variables.matter), text(variables.lead), text(variables.basis)];
  if (matter === null || lead === null || basis === null) return 'matter, lead and basis are needed';
  const day = text(variables.since);
  const since = day === null ? now : Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00+08:00` : day);
  if (Number.isNaN(since)) return `"${day}" is no day`;
  const others = (text(variables.coDepartments) ?? '').split(/[,，、\s]+/).filter((id) => id !== '' && id !== lead);
  return {
    id: idempotencyKey,
    kind: 'responsible',
    matter: matter.slice(0, 200),
    area: text(variables.area)?.slice(0, 100) ?? null,
    level: text(variables.level)?.slice(0, 100) ?? null,
    lead,
    departments: [...new Set(others)],
    basis: basis.slice(0, 1000),
    limit: null,
    disputed: false,
    note: null,
    since: Math.max(since, now),
    until: null,
    createdBy: requestedBy,
    createdAt: now,
  };
}
