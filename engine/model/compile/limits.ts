import type { LimitSpec, ModelValue } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';
import { type Clocks, compileLimit } from './limit.ts';

const OF_CASE: Clocks = ['promised', 'statutory', 'acceptance', 'correction', 'special', 'delivery'];

const WITH_LIMITS: ReadonlySet<string> = new Set([
  'process',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
]);

/** The limit of the step at a user task, at most one. */
export function compileStepLimit(context: CompileContext, element: ModdleElement): LimitSpec | null {
  const [limit, second] = context.extensions(element, 'tb:Limit');
  if (!limit) return null;
  if (second) context.report('limit-invalid', element, twice('step'));
  refuseUsed(context, limit);
  for (const name of ['startsAfter', 'stopsAfter', 'countsFrom', 'settledAfter'])
    if (textOf(limit, name) !== null) context.report('limit-invalid', limit, notAtTask(name));
  return compileLimit(context, limit, ['step']);
}

/** The limits of a case, a stage or a special procedure: one for each clock. They start and stop with it, or when a node inside completes. */
export function compileLimits(context: CompileContext, draft: ProcessDraft, node: NodeDraft): void {
  if (!WITH_LIMITS.has(node.type)) return;
  const limits: LimitSpec[] = [];
  for (const element of context.extensions(node.source, 'tb:Limit')) {
    refuseUsed(context, element);
    const limit = compileLimit(context, element, OF_CASE);
    if (!limit) continue;
    if (limits.some(({ clock }) => clock === limit.clock)) context.report('limit-invalid', element, twice(limit.clock));
    const startsAfter = nodeNamed(context, draft, { element, name: 'startsAfter' });
    const stopsAfter = nodeNamed(context, draft, { element, name: 'stopsAfter' });
    const countsFrom = context.value(element, textOf(element, 'countsFrom'));
    const settledAfter = nodeNamed(context, draft, { element, name: 'settledAfter' });
    limits.push({
      ...limit,
      startsAfter,
      stopsAfter,
      ...(countsFrom && { countsFrom }),
      ...(settledAfter !== null && { settledAfter }),
    });
    checkPromise(context, element, limits);
  }
  if (limits.length > 0) node.limits = limits;
}

/** A stage whose limit names no department is the work of the lane it lies in. */
export function bindStageLimits(draft: ProcessDraft, laneOf: (node: NodeDraft) => ModelValue | null): void {
  for (const node of draft.nodes) {
    if (!node.limits) continue;
    node.limits = node.limits.map((limit) => (limit.department ? limit : { ...limit, department: laneOf(node) }));
  }
}

/** What a limit lets happen as it is used up is the matter of a ladder; a timer has only the one instant. */
function refuseUsed(context: CompileContext, limit: ModdleElement): void {
  if (textOf(limit, 'used') !== null) context.report('limit-invalid', limit, onlyTimers);
}

interface Named {
  readonly element: ModdleElement;
  readonly name: 'startsAfter' | 'stopsAfter' | 'settledAfter';
}

function nodeNamed(context: CompileContext, draft: ProcessDraft, { element, name }: Named): number | null {
  const id = textOf(element, name);
  if (id === null) return null;
  const found = draft.nodes.find((node) => node.source.id === id && node.index > 0);
  if (found) return found.index;
  context.report(
    'limit-invalid',
    element,
    text(
      `Expected ${name} of tb:limit to name an element of the process, but there is no "${id}".`,
      `tb:limit 的 ${name} 应为流程中的元素，但没有“${id}”。`,
    ),
  );
  return null;
}

/** 承诺办结时限 ≤ 法定办结时限, where both are numbers of one unit. */
function checkPromise(context: CompileContext, element: ModdleElement, limits: readonly LimitSpec[]): void {
  const [promised, statutory] = (['promised', 'statutory'] as const).map((code) =>
    limits.find(({ clock }) => clock === code),
  );
  if (!promised || !statutory || promised.unit !== statutory.unit) return;
  const [n, most] = [promised, statutory].map(({ value }) => (value.kind === 'literal' ? Number(value.text) : null));
  if (n == null || most == null || n <= most) return;
  context.report(
    'limit-invalid',
    element,
    text(
      `Expected the promised limit to be no longer than that of the law, but ${n} is more than ${most}.`,
      `承诺时限不应长于法定时限，但 ${n} 大于 ${most}。`,
    ),
  );
}

const twice = (clock: string) =>
  text(
    `Expected at most one tb:limit for the clock "${clock}", but there are several.`,
    `时钟“${clock}”的 tb:limit 最多一个，但有多个。`,
  );

const onlyTimers = text(
  'Expected used at tb:limit of a timer only, but it stands elsewhere: a rung of tb:ladder says what happens at a share of the limit.',
  'used 只用于定时器的 tb:limit，但写在了别处：时限用到某一比例时做什么，请用 tb:ladder 的级别表示。',
);

const notAtTask = (name: string) =>
  text(
    `Expected tb:limit of a user task to run with the task, but it has ${name}.`,
    `用户任务的 tb:limit 随任务起止，但写有 ${name}。`,
  );
