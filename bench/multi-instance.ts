/** What one item of a multi-instance activity costs, in a case with few items and in one with many, measured in one run. See README.md. */
import { parseArgs } from 'node:util';
import type { Actor } from '../engine/commands/command.ts';
import { describe } from '../engine/errors.ts';
import type { Runtime } from '../engine/runtime/engine.ts';
import type { Target } from '../engine/runtime/envelope.ts';
import { withEngine } from './engine.ts';

const BAR = 1.5;
const CLERK: Actor = { id: 'clerk', roles: ['clerk'], groups: ['clerks'], department: null };

const activity = (key: string, loop: string): string => `<process id="${key}" isExecutable="true">
    <startEvent id="${key}-start"/><sequenceFlow id="${key}-1" sourceRef="${key}-start" targetRef="${key}-review"/>
    <userTask id="${key}-review"><extensionElements><tb:assignment groups="clerks"/></extensionElements><multiInstanceLoopCharacteristics ${loop} tb:collection="items" tb:elementVariable="item" tb:outputCollection="results" tb:outputElement="=opinion"/></userTask>
    <sequenceFlow id="${key}-2" sourceRef="${key}-review" targetRef="${key}-end"/><endEvent id="${key}-end"/>
  </process>`;

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tb="urn:tongban:bpmn:1" targetNamespace="bench">
  ${activity('parallel', '')}
  ${activity('sequential', 'isSequential="true"')}
</definitions>`;

/** Milliseconds per item. */
interface Cost {
  readonly start: number;
  readonly complete: number;
}

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      few: { type: 'string', default: '50' },
      many: { type: 'string', default: '5000' },
      clients: { type: 'string', default: '50' },
    },
  });
  const [few, many, clients] = [Number(values.few), Number(values.many), Number(values.clients)];
  return withEngine(MODEL, async (runtime) => {
    let met = true;
    for (const [key, people] of [
      ['parallel', clients],
      ['parallel', 1],
      ['sequential', 1],
    ] as const) {
      await compare(runtime, { key, few, many: 10 * few, people });
      const { small, large } = await compare(runtime, { key, few, many, people });
      const ratio = (large.start + large.complete) / (small.start + small.complete);
      met &&= ratio <= BAR;
      console.log(`${key}, ${people} at a time`);
      for (const [items, cost] of [
        [few, small],
        [many, large],
      ] as const)
        console.log(
          `${String(items).padStart(8)} items: start ${ms(cost.start)}, complete ${ms(cost.complete)} per item`,
        );
      console.log(`         ratio ${ratio.toFixed(2)} (bar: ${BAR})`);
    }
    return met;
  });
}

const ms = (value: number): string => `${value.toFixed(3)} ms`;

interface Load {
  readonly key: string;
  readonly few: number;
  readonly many: number;
  /** Who complete an item at the same time. */
  readonly people: number;
}

/** As many items in cases with few as in one with many, in turns, so that both meet the same machine. */
async function compare(runtime: Runtime, { key, few, many, people }: Load): Promise<{ small: Cost; large: Cost }> {
  const small = { start: 0, complete: 0 };
  const large = { start: 0, complete: 0 };
  const id = await timed(large, 'start', () => open(runtime, key, many));
  for (let done = 0; done < many; done += few) {
    const other = await timed(small, 'start', () => open(runtime, key, few));
    await timed(small, 'complete', () => completeSome(runtime, other, { count: few, people }));
    await timed(large, 'complete', () => completeSome(runtime, id, { count: few, people }));
  }
  const perItem = ({ start, complete }: Cost): Cost => ({ start: start / many, complete: complete / many });
  return { small: perItem(small), large: perItem(large) };
}

async function timed<T>(
  cost: { start: number; complete: number },
  what: keyof Cost,
  work: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const result = await work();
  cost[what] += performance.now() - began;
  return result;
}

async function open({ dispatcher }: Runtime, definitionKey: string, count: number): Promise<string> {
  const items = Array.from({ length: count }, (_, index) => `户${String(index).padStart(6, '0')}`);
  const input = { definitionKey, businessKey: null, variables: { items } };
  const outcome = await dispatcher.submit({ command: 'start-process-instance', target: 'new', input, actor: CLERK });
  if (!outcome.ok) throw new Error(describe(outcome.failure, 'en'));
  return outcome.instanceId;
}

interface Share {
  readonly count: number;
  readonly people: number;
}

async function completeSome(runtime: Runtime, id: string, { count, people }: Share): Promise<void> {
  const text = 'select id from task where instance_id = $1 limit $2';
  const { rows } = await runtime.pool.query<{ id: string }>(text, [id, count]);
  const open = rows.map((row) => row.id);
  let left = count;
  const person = async (): Promise<void> => {
    for (let taskId = open.pop(); taskId !== undefined && left-- > 0; )
      taskId = (await complete(runtime, taskId)) ?? open.pop();
  };
  await Promise.all(Array.from({ length: people }, person));
}

/** The task that follows from it, where there is one. */
async function complete({ dispatcher }: Runtime, taskId: string): Promise<string | undefined> {
  const target: Target = { taskId };
  const input = { taskId, variables: { opinion: '同意' } };
  const outcome = await dispatcher.submit({ command: 'complete-task', target, input, actor: CLERK });
  if (!outcome.ok) throw new Error(describe(outcome.failure, 'en'));
  return (outcome.answer as { next: readonly string[] }).next[0];
}
