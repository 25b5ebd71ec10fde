import { DEFAULT_ZONE, dayIn } from '../../../core/schedule/zone.ts';
import { refuse } from '../../../errors.ts';
import { appliedFor } from '../../../items/applied-for.ts';
import { DEFAULT_CASE_NUMBER, readCaseNumberFormat } from '../../../items/case-number.ts';
import { compose, daysOf } from '../../../items/compose.ts';
import { guide } from '../../../items/guide.ts';
import { isOpen } from '../../../items/is-open.ts';
import { importItems } from '../../../runtime/items.ts';
import {
  countThemes,
  currentItems,
  findItem,
  type ItemRow,
  itemVersions,
  listItems,
} from '../../../store/items/items.ts';
import { nextCaseNumber } from '../../../store/items/next-case-number.ts';
import { refusedTopics, withConsents } from '../../asked-consents.ts';
import type { ItemSummary } from '../../contract/items.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { isOfficial } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { submit } from '../../submit.ts';
import { startedDefinition } from '../../views/definition.ts';

const summaryOn =
  (day: string) =>
  (row: ItemRow): ItemSummary =>
    summaryOf(row, day);

function summaryOf({ key, version, content, visits, since }: ItemRow, day: string): ItemSummary {
  const { code, name, type, organ, processKey, serviceObjects, themes = [] } = content;
  const days = daysOf(content);
  const department = organ.department;
  return {
    ...{ key, version, code, name, type, department, processKey, serviceObjects, themes, visits },
    days: days === 0 ? null : days,
    open: isOpen(content, day),
    since: timeText(since),
  };
}

/** By the wall clock of the installation. */
const todayOf = ({ clock }: Services['runtime']): string => dayIn(clock.zone ?? DEFAULT_ZONE, clock.now());

async function requireItem({ database }: Services, key: string, version?: number): Promise<ItemRow> {
  return (await findItem(database, key, version)) ?? refuse('not-found', { kind: 'service item', id: key });
}

export const listServiceItems: Handler<'listServiceItems'> = async ({ query }, { database, runtime }) => {
  const { q, theme, object, department, processKey, visits } = query;
  const filter = { q, theme, object, department, processKey, visits };
  return pageOf(await listItems(database, filter, pagingOf(query)), summaryOn(todayOf(runtime)));
};

export const listThemes: Handler<'listThemes'> = async (_call, { database }) => ({
  items: await countThemes(database),
});

export const getServiceItem: Handler<'getServiceItem'> = async ({ params, query }, services) => {
  const row = await requireItem(services, params.key, query.version);
  return { ...summaryOf(row, todayOf(services.runtime)), item: row.content };
};

export const listServiceItemVersions: Handler<'listServiceItemVersions'> = async ({ params }, { database }) => {
  const rows = await itemVersions(database, params.key);
  if (rows.length === 0) refuse('not-found', { kind: 'service item', id: params.key });
  return { items: rows.map((row) => ({ ...row, since: timeText(row.since) })) };
};

export const guideServiceItem: Handler<'guideServiceItem'> = async ({ params, body }, services) => {
  const { content } = await requireItem(services, params.key);
  return guide(content, body.answers ?? {});
};

export const composeServiceItems: Handler<'composeServiceItems'> = async ({ body }, { database }) => {
  const { keys, answers = {} } = body;
  const rows = await currentItems(database, keys);
  const missing = keys.find((key) => !rows.some((row) => row.key === key));
  if (missing !== undefined) refuse('not-found', { kind: 'service item', id: missing });
  const composed = compose(
    rows.map(({ content }) => content),
    answers,
  );
  return composed.ok ? composed.composition : refuse('items-circular', { keys: composed.circle.join(', ') });
};

async function nextNumber({ database, runtime, options }: Services): Promise<string> {
  const write = readCaseNumberFormat(options.caseNumber ?? DEFAULT_CASE_NUMBER);
  if (!write) throw new Error(`Expected a format of case numbers, but found "${options.caseNumber}".`);
  const { clock } = runtime;
  return write(dayIn(clock.zone ?? DEFAULT_ZONE, clock.now()), await nextCaseNumber(database));
}

export const takeCaseNumber: Handler<'takeCaseNumber'> = async (_call, services) => ({
  number: await nextNumber(services),
});

export const applyForServiceItem: Handler<'applyForServiceItem'> = async (call, services) => {
  const { params, body } = call;
  const { key, version, content } = await requireItem(services, params.key);
  if (!isOpen(content, todayOf(services.runtime))) refuse('item-not-open', { key });
  const { answers = {}, consents: said = [] } = body;
  const refused = await refusedTopics(services, said);
  const guidance = guide(content, answers);
  if (guidance.open.length > 0) refuse('guide-unanswered', { key, open: guidance.open.join(', ') });
  const channel = isOfficial(call.principal) ? 'window' : 'online';
  const serviceItem = { ...appliedFor(content, { answers, channel, guidance, refused }) };
  const variables = body.variables ?? {};
  const businessKey = body.businessKey ?? (await nextNumber(services));
  const input = { definitionKey: content.processKey, variables, serviceItem, businessKey };
  const open = (target: 'new' | { readonly newInstanceId: string }) =>
    submit(services, call, { command: 'start-process-instance', target, input });
  const { instanceId, answer } =
    said.length === 0
      ? await open('new')
      : await withConsents(services, call.principal, {
          start: {
            definitionId: await startedDefinition(services, { definitionKey: content.processKey }),
            variables,
            said,
          },
          open: (newInstanceId) => open({ newInstanceId }),
        });
  // A repeat of the request gets the number of the first.
  return { instanceId, businessKey: answer.businessKey ?? businessKey, item: key, version };
};

export const importServiceItems: Handler<'importServiceItems'> = async ({ body, principal }, { database, runtime }) => {
  const { items, dryRun } = body;
  const by = principal.id;
  const hasProcess = (key: string) => runtime.definitions.latest('process', key) !== undefined;
  return { items: [...(await importItems(database, items, { by, at: runtime.clock.now(), dryRun, hasProcess }))] };
};
