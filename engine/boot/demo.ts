import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { progressBar } from '../cli/progress.ts';
import type { Actor } from '../commands/command.ts';
import { describe } from '../errors.ts';
import { type AppliedFor, appliedFor } from '../items/applied-for.ts';
import { guide } from '../items/guide.ts';
import type { Answers } from '../items/item.ts';
import type { Runtime } from '../runtime/engine.ts';
import type { Envelope } from '../runtime/envelope.ts';
import type { Logger } from '../runtime/logger.ts';
import { anyCase } from '../store/cases/any-case.ts';
import { openTasksOf } from '../store/cases/open-tasks.ts';
import { clearTown, isTownCutShort, markTown } from '../store/demo/town-mark.ts';
import { findItem } from '../store/items/items.ts';
import { findUser } from '../store/people/users.ts';
import { addDemoCatalogue } from './demo-catalogue.ts';
import { useDemoItems } from './demo-items.ts';
import { addDemoOrganisation } from './demo-organisation.ts';
import { addDemoPeople } from './demo-people.ts';
import { openTown } from './town/open-town.ts';

type Values = Readonly<Record<string, unknown>>;

interface DemoCase {
  readonly by: string;
  /** Key of the service item it is applied for, and what its guide asks. */
  readonly item: string;
  readonly answers: Answers;
  readonly variables: Values;
  readonly done: number;
}

/** Cases at different points of one process: each does the first `done` steps of the path. */
interface DemoCases {
  readonly process: string;
  readonly path: readonly { readonly task: string; readonly as: string; readonly variables: Values }[];
  readonly cases: readonly DemoCase[];
}

export interface DemoSettings {
  /** Where the processes are, and beside them the `demo` folder. */
  readonly processes: string;
  readonly databaseUrl: string;
  readonly logger: Logger;
  /** How many cases of the last weeks a new demo has. */
  readonly cases: number;
  readonly zone: string;
}

const FILLING = 'letting a town work for ninety days (once) … 让示范城市运转九十天（仅首次）…';

const CUT_SHORT =
  'the town was cut short while it was being filled; filling it anew … 示范城市上次未填充完成，重新填充…';

/** People to sign in as; in an empty system also a catalogue, a town at work, and cases to go on with. Starts the loops of the engine. */
export async function openDemo(runtime: Runtime, settings: DemoSettings): Promise<void> {
  const folder = join(settings.processes, 'demo');
  await addDemoPeople(runtime.pool, join(folder, 'organisation.json'), runtime.clock.now());
  await addDemoOrganisation(runtime.pool, runtime.clock.now());
  await addDemoCatalogue(runtime.pool, runtime.clock.now());
  await runtime.organisation.refresh();
  const isNew = (await clearCutShort(runtime)) || !(await anyCase(runtime.pool));
  const now = runtime.clock.now();
  if (isNew) await useDemoItems(runtime);
  if (isNew) await markTown(runtime.pool, now);
  if (isNew && settings.cases > 0) await fillTown({ ...settings, now });
  await runtime.organisation.refresh();
  await runtime.start();
  if (isNew) await addDemoCases(runtime, folder);
  if (isNew) await markTown(runtime.pool, null);
}

/** Nobody could sign in before it was full, so all there is came of the town: it is filled anew, and is the same as if nothing had happened. */
async function clearCutShort({ pool }: Runtime): Promise<boolean> {
  if (!(await isTownCutShort(pool))) return false;
  console.log(CUT_SHORT);
  await clearTown(pool);
  return true;
}

/** Before the loops run: they would take the past for overdue. */
async function fillTown(settings: DemoSettings & { readonly now: number }): Promise<void> {
  console.log(FILLING);
  const bar = progressBar('', { show: true });
  const onProgress = (share: number) => bar.update(Math.round(share * 100), 100);
  await openTown({ ...settings, onProgress }).finally(() => bar.stop());
}

/** Everything goes the way a person would go. */
async function addDemoCases(runtime: Runtime, folder: string): Promise<void> {
  const demo = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as DemoCases;
  for (const [index, each] of demo.cases.entries()) await play(runtime, demo, { ...each, number: index + 1 });
}

async function play(
  runtime: Runtime,
  { process, path }: DemoCases,
  { by, item, answers, variables, done, number }: DemoCase & { number: number },
): Promise<void> {
  const businessKey = `DEMO-${String(number).padStart(3, '0')}`;
  const serviceItem = await applied(runtime, { item, answers });
  const input = { definitionKey: process, businessKey, variables, serviceItem };
  const instanceId = await submit(runtime, {
    command: 'start-process-instance',
    target: 'new',
    input,
    actor: await actor(runtime, by),
  });
  for (const step of path.slice(0, done)) {
    await runtime.settle();
    const task = (await openTasksOf(runtime.pool, [instanceId])).find(({ elementId }) => elementId === step.task);
    if (!task) throw new Error(`Expected demo case ${number} to be at ${step.task}, but it is not.`);
    await submit(runtime, {
      command: 'complete-task',
      target: { taskId: task.id },
      input: { taskId: task.id, variables: step.variables },
      actor: await actor(runtime, step.as),
    });
  }
}

async function applied({ pool }: Runtime, { item, answers }: Pick<DemoCase, 'item' | 'answers'>): Promise<AppliedFor> {
  const row = await findItem(pool, item);
  if (!row) throw new Error(`Expected the demo to have the service item ${item}, but there is none.`);
  return appliedFor(row.content, { answers, channel: 'online', guidance: guide(row.content, answers) });
}

async function submit(runtime: Runtime, envelope: Envelope): Promise<string> {
  const outcome = await runtime.dispatcher.submit(envelope);
  if (!outcome.ok) throw new Error(`Expected the demo to ${envelope.command}, but: ${describe(outcome.failure, 'en')}`);
  return outcome.instanceId;
}

async function actor(runtime: Runtime, id: string): Promise<Actor> {
  const user = await findUser(runtime.pool, id);
  if (!user) throw new Error(`Expected demo user ${id}, but there is none.`);
  return { id, roles: user.roles, groups: user.groups, department: user.department };
}
