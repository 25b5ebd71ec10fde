/** 异议核实: what is wrong goes back to the source, which corrects it or says why not. */
import { type Language, refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { recorded } from '../../../store/people/organisation-changes.ts';
import { findEntry } from '../../../store/sharing/entries.ts';
import {
  type DataObjectionRow,
  decideDataObjectionRow,
  findDataObjection,
  insertDataObjection,
  listDataObjectionRows,
} from '../../../store/sharing/objections.ts';
import type { DataObjectionView } from '../../contract/data-use.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireInstance } from '../../views/instance.ts';
import { departmentsOf, dueAfter, entryNames, partiesOf } from '../../views/sharing.ts';

export const listDataObjections: Handler<'listDataObjections'> = async ({ query, principal, language }, services) => {
  const { runtime, database } = services;
  const seesAll =
    scopeOf(runtime, principal, 'sharing.decide') === 'all' || scopeOf(runtime, principal, 'audit.read') === 'all';
  const { state, instanceId } = query;
  const seenBy = seesAll ? null : { id: principal.id, departments: departmentsOf(services, principal) };
  const page = await listDataObjectionRows(database, { state, instanceId, seenBy }, pagingOf(query));
  const items = await objectionViews(services, { principal, language, rows: page.items });
  return { ...pageOf(page, () => undefined), items };
};

export const createDataObjection: Handler<'createDataObjection'> = async ({ body, principal, language }, services) => {
  const { database, runtime } = services;
  const { code, item = null, instanceId = null, reason } = body;
  const entry = (await findEntry(database, code)) ?? refuse('not-found', { kind: 'data-entry', id: code });
  const source = entry.copyOf === null ? entry : ((await findEntry(database, entry.copyOf)) ?? entry);
  if (instanceId !== null) await requireInstance(services, principal, instanceId);
  const now = runtime.clock.now();
  const row: DataObjectionRow = {
    ...{ id: uuidv7(now), code, item, instanceId, reason, state: 'open' as const },
    sourceCode: source.code,
    department: source.provider,
    raisedBy: principal.id,
    raisedAt: now,
    dueAt: dueAfter(services, source.provider, source.objectionDays),
    ...{ decision: null, decidedBy: null, decidedAt: null },
  };
  await insertDataObjection(database, row);
  return show(services, { principal, language, row });
};

export const decideDataObjection: Handler<'decideDataObjection'> = async (call, services) => {
  const { params, body, principal, language } = call;
  const { database, runtime } = services;
  const { id } = params;
  const found = (await findDataObjection(database, id)) ?? refuse('not-found', { kind: 'data-objection', id });
  if (partiesOf(services, principal, found.department).length === 0) refuse('forbidden');
  const at = runtime.clock.now();
  const { outcome: state, decision } = body;
  const change = {
    at,
    actor: principal.id,
    operation: 'decideDataObjection',
    subject: id,
    details: { outcome: state },
  };
  const row = await recorded(
    database,
    change,
    async (client) =>
      (await decideDataObjectionRow(client, { id, state, decision, by: principal.id, at })) ??
      refuse('data-step-invalid', { step: state, state: found.state }),
  );
  return show(services, { principal, language, row });
};

interface Shown {
  readonly principal: Principal;
  readonly language: Language;
  readonly rows: readonly DataObjectionRow[];
}

async function objectionViews(services: Services, { principal, language, rows }: Shown): Promise<DataObjectionView[]> {
  const names = await entryNames(services, language);
  return rows.map((row) => ({
    ...row,
    name: names.name(row.code),
    departmentName: names.provider(row.department),
    raisedAt: timeText(row.raisedAt),
    dueAt: timeText(row.dueAt),
    decidedAt: timeTextOrNull(row.decidedAt),
    decidable: row.state === 'open' && partiesOf(services, principal, row.department).length > 0,
  }));
}

async function show(
  services: Services,
  { row, ...viewer }: Pick<Shown, 'principal' | 'language'> & { readonly row: DataObjectionRow },
): Promise<DataObjectionView> {
  const [view] = await objectionViews(services, { ...viewer, rows: [row] });
  return view ?? refuse('not-found', { kind: 'data-objection', id: row.id });
}
