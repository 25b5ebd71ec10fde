/** 需求清单: asked for, checked, decided, and granted. */
import { type Language, Refusal, refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { asked, DEMAND_STEPS, type DemandStep, type Moved, moveDemand } from '../../../sharing/demand.ts';
import { blockFor } from '../../../sharing/judge-read.ts';
import type { Database } from '../../../store/people/database.ts';
import { departmentNames } from '../../../store/people/departments.ts';
import { recorded } from '../../../store/people/organisation-changes.ts';
import { allBlocks } from '../../../store/sharing/blocks.ts';
import {
  type DemandRow,
  findDemand,
  insertDemand,
  listDemands,
  moveDemandRow,
} from '../../../store/sharing/demands.ts';
import { type EntryRow, findEntry } from '../../../store/sharing/entries.ts';
import { insertGrant } from '../../../store/sharing/grants.ts';
import type { DataDemandView } from '../../contract/sharing.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { departmentsOf, dueAfter, entryNames, partiesOf } from '../../views/sharing.ts';

const PER_HOUR = 200;

export const listDataDemands: Handler<'listDataDemands'> = async ({ query, principal, language }, services) => {
  const { state, department } = query;
  const page = await listDemands(services.database, { state, department }, pagingOf(query));
  const items = await demandViews(services, { principal, language, rows: page.items });
  return { ...pageOf(page, () => undefined), items };
};

export const createDataDemand: Handler<'createDataDemand'> = async ({ body, principal, language }, services) => {
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const own = departmentsOf(services, principal);
  const department = body.department ?? own[0] ?? refuse('data-grant-missing', { code: body.code ?? '' });
  if (!own.includes(department) && partiesOf(services, principal, null).length === 0) refuse('forbidden');
  const until = Date.parse(body.until);
  if (until <= now) refuse('period-invalid', { since: timeText(now), until: timeText(until) });
  const code = body.code ?? null;
  const entry = code === null ? null : await entryFor(database, { code, department, items: body.items ?? [], now });
  const demand: DemandRow = {
    id: uuidv7(now),
    code,
    description: body.description,
    department,
    items: body.items?.length ? body.items : (entry?.items.map(({ name }) => name) ?? []),
    purpose: body.purpose,
    matter: body.matter ?? null,
    until,
    plain: body.plain ?? false,
    state: asked.state,
    dueAt: asked.days === null ? null : dueAfter(services, department, asked.days),
    askedBy: principal.id,
    askedAt: now,
    trail: [],
    grantId: null,
  };
  const change = { at: now, actor: principal.id, operation: 'createDataDemand', subject: demand.id, details: body };
  await recorded(database, change, (client) => insertDemand(client, demand));
  return showDemand(services, { principal, language, id: demand.id });
};

interface Asking {
  readonly code: string;
  readonly department: string;
  readonly items: readonly string[];
  readonly now: number;
}

/** What the negative list forbids cannot even be asked for. */
async function entryFor(database: Database, { code, department, items, now }: Asking): Promise<EntryRow> {
  const entry = (await findEntry(database, code)) ?? refuse('not-found', { kind: 'data-entry', id: code });
  const block = blockFor(entry, { departments: [department] }, { blocks: await allBlocks(database), now });
  if (block) refuse('data-forbidden', { code, id: block.id });
  const unknown = items.find((name) => !entry.items.some((item) => item.name === name));
  if (unknown !== undefined) refuse('data-item-unknown', { code, item: unknown });
  return entry;
}

export const stepDataDemand: Handler<'stepDataDemand'> = async (call, services) => {
  const { params, body, principal, language } = call;
  const { database, runtime } = services;
  const { id } = params;
  const at = runtime.clock.now();
  const change = { at, actor: principal.id, operation: 'stepDataDemand', subject: id, details: body };
  await recorded(database, change, async (client) => {
    const demand = (await findDemand(client, id)) ?? refuse('not-found', { kind: 'data-demand', id });
    const code = demand.code ?? body.code ?? null;
    const { department, items } = demand;
    const isYes = body.step === 'conform' || body.step === 'grant';
    const entry =
      code === null
        ? null
        : isYes
          ? await entryFor(client, { code, department, items, now: at })
          : ((await findEntry(client, code)) ?? null);
    const moved = judged(services, { call, demand, entry });
    const reason = body.reason ?? (moved.state === 'refused' ? (entry?.basis ?? null) : null);
    const grantId = moved.grants && entry ? await grantFor(client, { call, demand, entry, at }) : null;
    await moveDemandRow(client, {
      id,
      state: moved.state,
      dueAt: moved.days === null ? null : dueAfter(services, entry?.provider ?? department, moved.days),
      code,
      grantId,
      step: { step: body.step, by: principal.id, at: timeText(at), reason },
    });
  });
  runtime.sharing.changed();
  return showDemand(services, { principal, language, id });
};

interface Step {
  readonly call: Call<'stepDataDemand'>;
  readonly demand: DemandRow;
  readonly entry: EntryRow | null;
}

function judged(services: Services, { call: { body, principal }, demand, entry }: Step): Moved {
  if (body.step !== 'dispute' && demand.askedBy === principal.id) refuse('data-own-demand', { person: principal.id });
  const moved = moveDemand(demand.state, body.step, {
    entry,
    parties: partiesFor(services, principal, { demand, entry }),
  });
  if (!moved.ok) throw new Refusal(moved.failure);
  if (['reject', 'refuse', 'dispute', 'uphold'].includes(body.step) && !body.reason?.trim())
    refuse('bad-request', { reason: 'a reason is needed' });
  return moved.value;
}

const partiesFor = (
  services: Services,
  principal: Principal,
  { demand, entry }: Pick<Step, 'demand' | 'entry'>,
): ReturnType<typeof partiesOf> => [
  ...partiesOf(services, principal, entry?.provider ?? null),
  ...(departmentsOf(services, principal).includes(demand.department) ? (['asker'] as const) : []),
];

async function grantFor(
  client: Database,
  { call: { body, principal }, demand, entry, at }: Step & { readonly entry: EntryRow; readonly at: number },
): Promise<string> {
  if (demand.until <= at) refuse('period-invalid', { since: timeText(at), until: timeText(demand.until) });
  const id = uuidv7(at);
  await insertGrant(client, {
    id,
    code: entry.code,
    department: demand.department,
    process: null,
    items: demand.items.length > 0 ? demand.items : entry.items.map(({ name }) => name),
    purpose: demand.purpose,
    plain: demand.plain,
    perHour: body.perHour ?? PER_HOUR,
    since: at,
    until: demand.until,
    demandId: demand.id,
    grantedBy: principal.id,
    grantedAt: at,
  });
  return id;
}

interface Shown {
  readonly principal: Principal;
  readonly language: Language;
  readonly rows: readonly DemandRow[];
}

async function demandViews(services: Services, { principal, language, rows }: Shown): Promise<DataDemandView[]> {
  const names = await entryNames(services, language);
  const departments = await departmentNames(services.database, [...new Set(rows.map(({ department }) => department))]);
  return rows.map((row) => {
    const entry = row.code === null ? null : (names.entry(row.code) ?? null);
    const parties = partiesFor(services, principal, { demand: row, entry });
    const isAble = (step: DemandStep): boolean =>
      (step === 'dispute' || row.askedBy !== principal.id) && canTake(row, step, { entry, parties });
    const found = departments.get(row.department);
    return {
      ...row,
      items: [...row.items],
      trail: row.trail.map((step) => ({ ...step })),
      name: row.code === null ? null : names.name(row.code),
      departmentName: (language === 'zh' ? found?.nameZh : found?.nameEn) || row.department,
      until: timeText(row.until),
      dueAt: timeTextOrNull(row.dueAt),
      askedAt: timeText(row.askedAt),
      steps: DEMAND_STEPS.filter(isAble),
    };
  });
}

/** Without an entry a grant names one: it is offered all the same. */
function canTake(row: DemandRow, step: DemandStep, who: Parameters<typeof moveDemand>[2]): boolean {
  const moved = moveDemand(row.state, step, who);
  return moved.ok || moved.failure.code === 'data-entry-invalid';
}

async function showDemand(
  services: Services,
  { id, ...viewer }: Pick<Shown, 'principal' | 'language'> & { readonly id: string },
): Promise<DataDemandView> {
  const row = (await findDemand(services.database, id)) ?? refuse('not-found', { kind: 'data-demand', id });
  const [view] = await demandViews(services, { ...viewer, rows: [row] });
  return view ?? refuse('not-found', { kind: 'data-demand', id });
}
