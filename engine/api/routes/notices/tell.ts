/** What is told about a case as a whole. */
import type { CaseCommandName, InputOf } from '../../../commands/index.ts';
import { refuse } from '../../../errors.ts';
import { listNotices, readNotices } from '../../../store/read/notices.ts';
import type { OperationId } from '../../contract/operations.ts';
import { pagingOf } from '../../paging.ts';
import { isOfficial, type Principal } from '../../principal.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { submit } from '../../submit.ts';
import { requireInstance } from '../../views/instance.ts';
import { noticeViews, type ViewedKind, type Views } from '../../views/notice.ts';
import { requireReceivers } from '../../views/receivers.ts';

type CaseCall = Pick<Call<OperationId>, 'principal' | 'language' | 'receipt'> & {
  readonly params: Readonly<Record<'id', string>>;
};

interface Telling<Kind extends ViewedKind, Name extends CaseCommandName> {
  readonly kind: Kind;
  readonly command: Name;
  readonly input: InputOf<Name>;
}

type NoticeCommand = Extract<CaseCommandName, `${string}-instance`>;

/** Submits the command and shows what it wrote. */
async function tell<Kind extends ViewedKind, Name extends NoticeCommand>(
  services: Services,
  call: CaseCall,
  { kind, command, input }: Telling<Kind, Name>,
): Promise<Views[Kind][]> {
  const { principal, language, params } = call;
  await requireInstance(services, principal, params.id);
  const { answer } = await submit(services, call, { command, target: { instanceId: params.id }, input });
  const { notices } = answer as { readonly notices: readonly string[] };
  const rows = await readNotices(services.database, { kinds: [kind], ids: notices });
  return noticeViews<Kind>(services, { principal, language }, rows);
}

function first<T>(views: readonly T[]): T {
  const [view] = views;
  if (view === undefined) throw new Error('Expected something to be told, but nothing was.');
  return view;
}

const instant = (text: string): number => Date.parse(text);

export const createComment: Handler<'createComment'> = async (call, services) =>
  first(await tell(services, call, { kind: 'comment', command: 'comment-instance', input: call.body }));

export const urgeProcessInstance: Handler<'urgeProcessInstance'> = async (call, services) => {
  const urges = await tell(services, call, { kind: 'urge', command: 'urge-instance', input: call.body });
  return { urged: new Set(urges.map(({ taskId }) => taskId)).size };
};

export const superviseProcessInstance: Handler<'superviseProcessInstance'> = async (call, services) => {
  await requireReceivers(services, [call.body.to]);
  const input = { ...call.body, dueAt: instant(call.body.dueAt) };
  return first(await tell(services, call, { kind: 'supervision', command: 'supervise-instance', input }));
};

export const consultProcessInstance: Handler<'consultProcessInstance'> = async (call, services) => {
  const { dueAt, ...asked } = call.body;
  await requireReceivers(services, asked.users);
  const input = { ...asked, ...(dueAt === undefined ? {} : { dueAt: instant(dueAt) }) };
  return { items: await tell(services, call, { kind: 'consultation', command: 'consult-instance', input }) };
};

export const objectToProcessInstance: Handler<'objectToProcessInstance'> = async (call, services) =>
  first(await tell(services, call, { kind: 'objection', command: 'object-instance', input: call.body }));

export const mergeProcessInstance: Handler<'mergeProcessInstance'> = async (call, services) => {
  await requireMaster(services, call.principal, { member: call.params.id, master: call.body.into });
  return first(await tell(services, call, { kind: 'link', command: 'merge-instance', input: call.body }));
};

/** Must be there, and must not wait for the member itself, by however many cases in between: then nobody would ever answer. */
async function requireMaster(
  services: Services,
  principal: Principal,
  { member, master }: { readonly member: string; readonly master: string },
): Promise<void> {
  await requireInstance(services, principal, master);
  const passed = new Set<string>();
  for (let at: string | undefined = master; at !== undefined && !passed.has(at); ) {
    if (at === member && passed.size > 0)
      refuse('case-link-invalid', { reason: 'the other case waits for this one', reasonZh: '对方办件正等待本件' });
    passed.add(at);
    const links = await readNotices(services.database, { kinds: ['link'], instanceId: at, open: true });
    const up = links.map(({ content }) => content).find((one) => one.kind === 'link' && one.relation === 'master');
    at = up?.kind === 'link' ? up.other : undefined;
  }
}

export const unmergeProcessInstance: Handler<'unmergeProcessInstance'> = async (call, services) =>
  first(await tell(services, call, { kind: 'link', command: 'unmerge-instance', input: call.body }));

export const splitProcessInstance: Handler<'splitProcessInstance'> = async (call, services) => ({
  items: await tell(services, call, { kind: 'link', command: 'split-instance', input: call.body }),
});

export const listComments: Handler<'listComments'> = (call, services) => listOfCase(services, call, 'comment');
export const listLinks: Handler<'listLinks'> = (call, services) => listOfCase(services, call, 'link');

async function listOfCase<Kind extends 'comment' | 'link'>(
  services: Services,
  {
    params,
    query,
    principal,
    language,
  }: Pick<Call<'listComments' | 'listLinks'>, 'params' | 'query' | 'principal' | 'language'>,
  kind: Kind,
): Promise<{ items: Views[Kind][]; nextCursor: string | null; total?: number }> {
  await requireInstance(services, principal, params.id);
  const sees = isOfficial(principal) ? {} : { applicant: principal.id };
  const found = await listNotices(
    services.database,
    { kinds: [kind], instanceId: params.id, ...sees },
    pagingOf(query),
  );
  const { items, nextCursor, total } = found;
  const views = await noticeViews<Kind>(services, { principal, language }, items);
  return { items: views, nextCursor, ...(total === undefined ? {} : { total }) };
}
