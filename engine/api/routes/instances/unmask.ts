/** Personal data in plain: for a purpose that is kept before anything is shown. */
import { refuse } from '../../../errors.ts';
import { recordUnmasking } from '../../../store/people/unmaskings.ts';
import { findNames } from '../../../store/people/users.ts';
import type { PageOf } from '../../../store/read/paging.ts';
import { listUnmaskings as readUnmaskings, type UnmaskingRow } from '../../../store/read/unmaskings.ts';
import type { Unmasking } from '../../contract/instances.ts';
import { timeText } from '../../formats.ts';
import { nameIn } from '../../names.ts';
import { type MutablePage, pageOf, pagingOf } from '../../paging.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireInstance, stateOf } from '../../views/instance.ts';
import { caseShield, scopesOf } from '../../views/shield.ts';

/** Somebody at a counter looks into a case every few minutes; who looks into more of them copies a register. */
const UNMASK_PER_HOUR = 30;

export const unmask: Handler<'unmask'> = async ({ params: { id }, body: { fields, purpose }, principal }, services) => {
  const { database, runtime, options } = services;
  const row = await requireInstance(services, principal, id, 'data.unmask');
  const state = await stateOf(services, row);
  const { masked } = await caseShield(services, principal, { row, state, variables: row.variables });
  const unknown = fields.find((field) => !masked.includes(field));
  if (unknown !== undefined) refuse('unmask-field-unknown', { field: unknown });
  const limit = options.unmaskPerHour ?? UNMASK_PER_HOUR;
  const kept = { instanceId: id, at: runtime.clock.now(), actor: principal.id, fields, purpose };
  if (!(await recordUnmasking(database, kept, limit))) refuse('unmask-limit', { actor: principal.id, limit });
  const scopes = scopesOf(row.variables, state);
  return { values: Object.fromEntries(fields.map((field) => [field, valueAt(scopes, field.split('.'))])) };
};

/** Of the outermost scope that has it; of a list, the value of each entry. */
function valueAt(scopes: readonly unknown[], path: readonly string[]): unknown {
  for (const scope of scopes) {
    const value = follow(scope, path);
    if (value !== undefined) return value;
  }
  return null;
}

function follow(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => follow(one, [name, ...rest]));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return follow((value as Readonly<Record<string, unknown>>)[name], rest);
}

export const listCaseUnmaskings: Handler<'listCaseUnmaskings'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  return view(await readUnmaskings(services.database, { instanceId: id }, pagingOf(call.query)), call, services);
};

export const listUnmaskings: Handler<'listUnmaskings'> = async (call, services) =>
  view(await readUnmaskings(services.database, call.query, pagingOf(call.query)), call, services);

async function view(
  page: PageOf<UnmaskingRow>,
  { language }: Pick<Call<'listUnmaskings'>, 'language'>,
  { database }: Services,
): Promise<MutablePage<Unmasking>> {
  const names = await findNames(
    database,
    page.items.map(({ actor }) => actor),
  );
  return pageOf(page, (row) => {
    const found = names.get(row.actor);
    return {
      ...row,
      id: String(row.id),
      fields: [...row.fields],
      at: timeText(row.at),
      actorName: found ? nameIn(language, found) : row.actor,
    };
  });
}
