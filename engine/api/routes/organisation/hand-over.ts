/** D5 离职、调岗交接: everything that hangs on one person goes to another; each task by a command of its own, so one refusal stops nothing. */
import { randomUUID } from 'node:crypto';
import { type Language, Refusal, refuse } from '../../../errors.ts';
import { checkProxy } from '../../../people/organisation/proxy-chain.ts';
import { type TaskOfPerson, tasksOfPerson } from '../../../store/cases/tasks-of-person.ts';
import type { Database } from '../../../store/people/database.ts';
import type { Names } from '../../../store/people/names.ts';
import {
  endPosition,
  insertPosition,
  type PositionRecord,
  positionsAt,
  removePosition,
} from '../../../store/people/positions.ts';
import {
  endProxy,
  insertProxy,
  lockProxies,
  notActive,
  openProxiesOf,
  type ProxyRecord,
} from '../../../store/people/proxies.ts';
import {
  groupsOf,
  insertSuccession,
  moveMemberships,
  type SuccessionRecord,
} from '../../../store/people/successions.ts';
import { findUser } from '../../../store/people/users.ts';
import type { HandedOver } from '../../contract/proxies.ts';
import { nameIn } from '../../names.ts';
import { problemOf } from '../../problem.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { submit } from '../../submit.ts';
import { graphOf } from '../../views/graph.ts';
import { changeOrganisation } from './change.ts';
import { type HandOverWords, handOverWords } from './hand-over-words.ts';
import { whatNames } from './named-person.ts';

type HandOverCall = Call<'handOver'>;

export const handOver: Handler<'handOver'> = async (call, services) => {
  const { from, to, dryRun = false } = call.body;
  if (from === to) refuse('hand-over-to-oneself', { id: to });
  if (!(await findUser(services.database, from))) refuse('not-found', { kind: 'user', id: from });
  if ((await notActive(services.database, [to])) !== undefined) refuse('user-unknown', { user: to });
  const tasks = await handOverTasks(call, services);
  const named = call.body.future ? await whatNames(services, { from, language: call.language, done: !dryRun }) : [];
  const rest = await handOverRest(call, services, [...tasks, ...named]);
  return { dryRun, results: [...tasks, ...named, ...rest] };
};

async function handOverTasks(call: HandOverCall, services: Services): Promise<HandedOver[]> {
  const results: HandedOver[] = [];
  for (const task of await tasksOfPerson(services.database, call.body.from)) {
    const named = { ...task, name: await stepName(call, services, task) };
    results.push(call.body.dryRun ? taskView(named) : await handOverOne(call, services, named));
  }
  return results;
}

async function stepName(
  { language }: HandOverCall,
  { runtime }: Services,
  { name, definitionId, elementId }: TaskOfPerson,
): Promise<string> {
  if (language === 'zh') return name;
  const { nodes, byId } = await graphOf(runtime, definitionId);
  return nodes[byId.get(elementId) ?? -1]?.nameEn ?? name;
}

const taskView = ({ id, name, businessKey, as }: TaskOfPerson): HandedOver => ({
  kind: 'task',
  id,
  name: businessKey === null ? name : `${businessKey} ${name}`,
  as,
  done: false,
});

async function handOverOne(call: HandOverCall, services: Services, task: TaskOfPerson): Promise<HandedOver> {
  const { from, to, reason } = call.body;
  const receipt = call.receipt === undefined ? undefined : `${call.receipt}:${task.id}`;
  const input = { taskId: task.id, from, to, ...(reason === undefined ? {} : { comment: reason }) };
  try {
    await submit(services, { ...call, receipt }, { command: 'hand-over-task', target: { taskId: task.id }, input });
    return { ...taskView(task), done: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...taskView(task), problem: problemOf(error.failure, call.language) };
  }
}

/** Proxies and positions, where asked for, and the record of the whole: one transaction. */
async function handOverRest(
  call: HandOverCall,
  services: Services,
  tasks: readonly HandedOver[],
): Promise<HandedOver[]> {
  const { body, principal, language } = call;
  const { from, to, dryRun = false } = body;
  const words = await handOverWords(services, { from, to, language });
  if (dryRun) return preview(call, services, words);
  const change = { principal, operation: 'handOver', subject: from, details: { ...body, tasks } };
  return changeOrganisation(services, change, async (client) => {
    const at = services.runtime.clock.now();
    const proxies = body.proxies ? await handOverProxies(call, { client, at, words }) : [];
    const positions = body.positions ? await handOverPositions(call, { client, at, words }) : [];
    const groups = body.groups ? await handOverGroups(client, call) : [];
    if (body.future) await insertSuccession(client, successionOf(call, at));
    return [...proxies, ...positions, ...groups, ...futureOf(body, words, true)];
  });
}

async function preview(
  { body, language }: HandOverCall,
  { database, runtime }: Services,
  words: HandOverWords,
): Promise<HandedOver[]> {
  const at = runtime.clock.now();
  const proxies = body.proxies ? await openProxiesOf(database, body.from, at) : [];
  const positions = body.positions ? await positionsAt(database, body.from, at) : [];
  const groups = body.groups ? await groupsOf(database, body.from) : [];
  return [
    ...proxies.map((row) => proxyView(row, body.from, words)),
    ...positions.map((row) => positionView(row, words)),
    ...groups.map(groupView(language)),
    ...futureOf(body, words, false),
  ];
}

interface Moving {
  readonly client: Database;
  readonly at: number;
  readonly words: HandOverWords;
}

const proxyView = ({ id, principal, proxy }: ProxyRecord, from: string, { person }: HandOverWords): HandedOver => ({
  kind: 'proxy',
  id,
  name: `${person(principal)} → ${person(proxy)}`,
  as: proxy === from ? 'proxy' : 'principal',
  done: false,
});

const positionView = ({ id, department, post }: PositionRecord, { position }: HandOverWords): HandedOver => ({
  kind: 'position',
  id,
  name: position({ department, post }),
  as: department,
  done: false,
});

const groupView =
  (language: Language) =>
  ({ id, ...names }: Names & { readonly id: string }): HandedOver => ({
    kind: 'group',
    id,
    name: nameIn(language, names),
    as: 'member',
    done: false,
  });

type Body = HandOverCall['body'];

async function handOverGroups(client: Database, { body: { from, to }, language }: HandOverCall): Promise<HandedOver[]> {
  const groups = await groupsOf(client, from);
  await moveMemberships(client, from, to);
  return groups.map((group) => ({ ...groupView(language)(group), done: true }));
}

/** One line for what nobody can list, because it has not come yet. */
const futureOf = ({ future = false, from, to }: Body, { person }: HandOverWords, done: boolean): HandedOver[] =>
  future ? [{ kind: 'future', id: from, name: `${person(from)} → ${person(to)}`, as: 'successor', done }] : [];

const successionOf = ({ body: { from, to }, principal }: HandOverCall, since: number): SuccessionRecord => ({
  id: randomUUID(),
  person: from,
  successor: to,
  since,
  createdBy: principal.id,
});

/** What somebody did for others the successor does from now on; who acted for him has nobody to act for any more. */
async function handOverProxies(
  { body: { from, to }, principal, language }: HandOverCall,
  { client, at, words }: Moving,
): Promise<HandedOver[]> {
  const all = await lockProxies(client, at);
  const mine = all.filter((row) => row.proxy === from || row.principal === from);
  for (const { id } of mine) await endProxy(client, id, at);
  const kept = all.filter((row) => !mine.includes(row));
  const results: HandedOver[] = [];
  for (const row of mine) {
    const next = {
      ...row,
      id: randomUUID(),
      proxy: to,
      since: Math.max(at, row.since),
      createdBy: principal.id,
      createdAt: at,
    };
    const checked = row.proxy === from ? checkProxy(next, kept) : undefined;
    if (checked?.ok) {
      await insertProxy(client, next);
      kept.push(next);
    }
    const problem = checked && !checked.ok ? { problem: problemOf(checked.failure, language) } : {};
    results.push({ ...proxyView(row, from, words), done: checked?.ok ?? true, ...problem });
  }
  return results;
}

async function handOverPositions(
  { body: { from, to } }: HandOverCall,
  { client, at, words }: Moving,
): Promise<HandedOver[]> {
  const positions = await positionsAt(client, from, at);
  for (const position of positions) {
    if (position.since < at) await endPosition(client, position.id, at);
    else await removePosition(client, position.id);
    await insertPosition(client, { ...position, id: randomUUID(), userId: to, since: at });
  }
  return positions.map((position) => ({ ...positionView(position, words), done: true }));
}
