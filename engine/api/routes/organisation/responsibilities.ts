import { randomUUID } from 'node:crypto';
import { refuse } from '../../../errors.ts';
import {
  type Finding,
  forbiddenFor,
  responsibleFor,
  reviewResponsibilities as review,
} from '../../../people/approvers/responsibility.ts';
import {
  findResponsibility,
  insertResponsibility,
  type ResponsibilityRecord,
  unknownDepartment,
  changeResponsibility as writeChange,
} from '../../../store/people/responsibilities.ts';
import { listResponsibilities as readResponsibilities, responsibilitiesOf } from '../../../store/read/organisation.ts';
import type { ResponsibilityFinding, ResponsibilityView } from '../../contract/responsibilities.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { changeOrganisation } from './change.ts';

const view = ({ departments, ...row }: ResponsibilityRecord): ResponsibilityView => ({
  ...row,
  departments: [...departments],
  since: timeText(row.since),
  until: timeTextOrNull(row.until),
  createdAt: timeText(row.createdAt),
});

export const listResponsibilities: Handler<'listResponsibilities'> = async ({ query }, { database }) =>
  pageOf(await readResponsibilities(database, query, pagingOf(query)), view);

export const createResponsibility: Handler<'createResponsibility'> = async (
  { body, principal, language },
  services,
) => {
  const now = services.runtime.clock.now();
  const row: ResponsibilityRecord = {
    id: randomUUID(),
    kind: body.kind ?? 'responsible',
    matter: body.matter ?? null,
    area: body.area ?? null,
    level: body.level ?? null,
    lead: body.lead ?? null,
    departments: body.departments ?? [],
    basis: body.basis,
    limit: body.limit ?? null,
    disputed: body.disputed ?? false,
    note: body.note ?? null,
    since: body.since === undefined ? now : Date.parse(body.since),
    until: body.until === undefined || body.until === null ? null : Date.parse(body.until),
    createdBy: principal.id,
    createdAt: now,
  };
  const { since, until } = row;
  if (until !== null && until <= since) refuse('period-invalid', { since: timeText(since), until: timeText(until) });
  if (row.kind === 'responsible' && row.lead === null)
    refuse('bad-request', {
      reason: language === 'zh' ? '责任清单条目须有主办部门' : 'an entry that says who is responsible names the lead',
    });
  const named = [...(row.lead === null ? [] : [row.lead]), ...row.departments];
  const change = { principal, operation: 'createResponsibility', subject: row.id, details: view(row) };
  await changeOrganisation(services, change, async (client) => {
    const unknown = await unknownDepartment(client, named);
    if (unknown !== undefined) refuse('not-found', { kind: 'department', id: unknown });
    await insertResponsibility(client, row);
  });
  return view(row);
};

/** What it said stays: who was responsible when something was decided must remain known. */
export const changeResponsibility: Handler<'changeResponsibility'> = async (
  { params: { id }, body, principal },
  services,
) => {
  const now = services.runtime.clock.now();
  const change = { principal, operation: 'changeResponsibility', subject: id, details: body };
  return changeOrganisation(services, change, async (client) => {
    const found = (await findResponsibility(client, id)) ?? refuse('not-found', { kind: 'responsibility', id });
    if (found.until !== null && found.until <= now)
      refuse('responsibility-ended', { id, until: timeText(found.until) });
    const until =
      body.until === undefined ? found.until : body.until === null ? null : Math.max(now, Date.parse(body.until));
    const disputed = body.disputed ?? found.disputed;
    await writeChange(client, id, { until, disputed, note: body.note === undefined ? found.note : body.note });
    return view((await findResponsibility(client, id)) ?? found);
  });
};

export const resolveResponsibility: Handler<'resolveResponsibility'> = async ({ query }, { database, runtime }) => {
  const { matter = null, area = null, level = null, at } = query;
  const instant = at === undefined ? runtime.clock.now() : Date.parse(at);
  const rows = runtime.organisation.current.at(instant).responsibilities;
  const asked = { matter, area, level };
  const entries = responsibleFor(rows, asked);
  const departments = entries.flatMap((row) => [...(row.lead === null ? [] : [row.lead]), ...row.departments]);
  const against = departments.flatMap((department) => forbiddenFor(rows, asked, department) ?? []);
  const read = async (found: readonly { readonly id: string }[]) =>
    (await responsibilitiesOf(database, [...new Set(found.map(({ id }) => id))])).map(view);
  return { entries: await read(entries), forbidden: await read(against) };
};

export const reviewResponsibilities: Handler<'reviewResponsibilities'> = async (_call, { runtime }) => ({
  items: review(runtime.organisation.current.responsibilities, runtime.clock.now()).map(findingView),
});

function findingView(finding: Finding): ResponsibilityFinding {
  const nothing = { ids: [], matter: null, area: null, level: null, department: null, since: null, until: null };
  switch (finding.kind) {
    case 'break':
      return {
        ...nothing,
        ...finding,
        ids: [...finding.ids],
        since: timeText(finding.since),
        until: timeText(finding.until),
      };
    case 'gap':
      return { ...nothing, ...finding };
    default:
      return { ...nothing, ...finding, ids: [...finding.ids] };
  }
}
