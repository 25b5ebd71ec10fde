/**
 * Lets a process grant shared data and take that back: the topics `data-grant.add` and `data-grant.change`, answered by the engine itself.
 * What no person may grant (negative list, not shared, not in force) no process may either.
 */
import { describe, type Failure } from '../errors.ts';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import { type DataEntry, isInForce } from '../sharing/entry.ts';
import { blockFor } from '../sharing/judge-read.ts';
import { recordChange } from '../store/people/organisation-changes.ts';
import { unknownDepartment } from '../store/people/responsibilities.ts';
import { allBlocks } from '../store/sharing/blocks.ts';
import { findEntry } from '../store/sharing/entries.ts';
import { changeGrant, findGrant, type GrantRow, insertGrant } from '../store/sharing/grants.ts';
import { inTransaction } from '../store/transaction.ts';

const ADD = 'data-grant.add';
const CHANGE = 'data-grant.change';
/** Reads of one person in an hour where the process says no number. */
const PER_HOUR = 600;
const MOST_PER_HOUR = 100_000;

type Rig = Pick<Runtime, 'pool' | 'clock' | 'sharing'>;
type NewGrant = Omit<GrantRow, 'suspendedAt' | 'suspendedBy' | 'reason'>;

/** `runtime` is asked when it is called: adapters are made before it. */
export function dataGrants(runtime: () => Rig): Adapter {
  return {
    name: 'data-grants',
    topics: [ADD, CHANGE],
    call: (request) => (request.topic === ADD ? add(runtime(), request) : change(runtime(), request)),
  };
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const refused = (message: string): AdapterAnswer => ({ kind: 'error', code: 'data-grant.refused', message });
const inWords = (code: Failure['code'], params: Failure['params']): string => describe({ code, params }, 'en');

async function add({ pool, clock, sharing }: Rig, request: AdapterRequest): Promise<AdapterAnswer> {
  const id = request.idempotencyKey;
  if (await findGrant(pool, id)) return { kind: 'completed', variables: { grantId: id } };
  const now = clock.now();
  const code = text(request.variables.code);
  const entry = code === null ? undefined : await findEntry(pool, code);
  if (!entry || !isInForce(entry, now)) return refused(`there is no entry "${code ?? ''}" in the catalogue`);
  const grant = grantOf(request, entry, now);
  if (typeof grant === 'string') return refused(grant);
  const against = await whyNot(pool, entry, { department: grant.department ?? '', now });
  if (against !== null) return refused(against);
  await enter(pool, grant);
  sharing.changed();
  return { kind: 'completed', variables: { grantId: grant.id } };
}

async function whyNot(
  pool: Rig['pool'],
  entry: DataEntry,
  { department, now }: { readonly department: string; readonly now: number },
): Promise<string | null> {
  const { code, sharing, basis } = entry;
  if (sharing === 'none') return inWords('data-not-shared', { code, basis: basis ?? '' });
  const block = blockFor(entry, { departments: [department] }, { blocks: await allBlocks(pool), now });
  if (block) return inWords('data-forbidden', { code, id: block.id });
  const unknown = await unknownDepartment(pool, [department]);
  return unknown === undefined ? null : `there is no department "${unknown}"`;
}

/** The id is that of the effect, so a repeat grants nothing more. */
async function enter(pool: Rig['pool'], grant: NewGrant): Promise<void> {
  const { id, code, department, items, purpose, until, grantedAt: at, grantedBy: actor } = grant;
  const details = { code, department, items, purpose, until: new Date(until).toISOString() };
  await inTransaction(pool, async (client) => {
    await insertGrant(client, grant);
    await recordChange(client, { at, actor, operation: 'createDataGrant', subject: id, details });
  });
}

/** What is wrong with it, as a text, where it cannot be a grant. */
function grantOf(
  { variables, idempotencyKey, requestedBy }: AdapterRequest,
  entry: DataEntry,
  now: number,
): NewGrant | string {
  const [department, purpose] = [text(variables.department), text(variables.purpose)];
  if (department === null || purpose === null) return 'department and purpose are needed';
  const until = endOf(text(variables.until));
  if (Number.isNaN(until)) return `"${text(variables.until) ?? ''}" is no day`;
  if (until <= now) return 'it would end before it begins';
  const items = itemsOf(variables.items, entry);
  if (typeof items === 'string') return inWords('data-item-unknown', { code: entry.code, item: items });
  const perHour = Number(variables.perHour ?? PER_HOUR);
  if (!Number.isInteger(perHour) || perHour < 1 || perHour > MOST_PER_HOUR)
    return `perHour is a number from 1 to ${MOST_PER_HOUR}`;
  return {
    id: idempotencyKey,
    code: entry.code,
    department,
    process: null,
    items,
    purpose: purpose.slice(0, 1000),
    plain: variables.plain === true,
    perHour,
    since: now,
    until,
    demandId: null,
    grantedBy: requestedBy,
    grantedAt: now,
  };
}

/** A day ends the grant where it begins, as everywhere: `until` is the first instant without it. */
const endOf = (day: string | null): number =>
  day === null ? Number.NaN : Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00+08:00` : day);

/** A list or a text with commas, of names or titles of items; nothing said: all. A text: the one that is none. */
function itemsOf(said: unknown, { items }: DataEntry): readonly string[] | string {
  const parts = Array.isArray(said) ? said : (text(said) ?? '').split(/[,，、;；\n]+/);
  const wanted = parts.map((part) => String(part).trim()).filter((part) => part !== '');
  if (wanted.length === 0) return items.map(({ name }) => name);
  const found = new Set<string>();
  for (const each of wanted) {
    const item = items.find(({ name, nameZh, nameEn }) => [name, nameZh, nameEn].includes(each));
    if (!item) return each;
    found.add(item.name);
  }
  return [...found];
}

const ACTIONS = ['suspend', 'resume', 'end'];

/** Without a grant nothing is changed: what was granted on paper has none. */
async function change({ pool, clock, sharing }: Rig, request: AdapterRequest): Promise<AdapterAnswer> {
  const { variables, requestedBy: actor } = request;
  const [id, action, reason] = [text(variables.grantId), text(variables.action), text(variables.reason)];
  if (action === null || !ACTIONS.includes(action)) return refused(`action is one of ${ACTIONS.join(', ')}`);
  if (id === null) return { kind: 'completed', variables: { changed: false } };
  const changed = await alter(pool, { id, action, reason, actor, at: clock.now() });
  if (changed === null) return refused(`there is no grant "${id}"`);
  sharing.changed();
  return { kind: 'completed', variables: { changed } };
}

interface Alteration {
  readonly id: string;
  readonly action: string;
  readonly reason: string | null;
  readonly actor: string;
  readonly at: number;
}

/** Null where there is no such grant; false where it is over. */
function alter(pool: Rig['pool'], { id, action, reason, actor, at }: Alteration): Promise<boolean | null> {
  return inTransaction(pool, async (client) => {
    const found = await findGrant(client, id);
    if (!found) return null;
    if (found.until <= at) return false;
    const isStopped = action === 'suspend';
    await changeGrant(client, {
      id,
      suspendedAt: isStopped ? (found.suspendedAt ?? at) : null,
      suspendedBy: isStopped ? (found.suspendedBy ?? actor) : null,
      reason,
      until: action === 'end' ? at : found.until,
    });
    const details = { action, reason };
    await recordChange(client, { at, actor, operation: 'changeDataGrant', subject: id, details });
    return true;
  });
}
