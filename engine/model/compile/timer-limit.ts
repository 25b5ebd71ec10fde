import type { CaseClock, ModelValue, TimerLimitSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from './draft.ts';
import { compileLimit } from './limit.ts';
import { shareIn } from './share.ts';
import { opensCase } from './start-condition.ts';

/** What only means something for a clock, which runs and stands still with its case. A timer is armed, and fires. */
const OF_CLOCKS = [
  'startsAfter',
  'stopsAfter',
  'countsFrom',
  'pausableBy',
  'extension',
  'extensions',
  'yellowFrom',
  'yellowDays',
  'floor',
];

/** The limit a timer counts instead of a duration; undefined without one, null where it is wrong, which is reported. */
export function compileTimerLimit(
  context: CompileContext,
  { event, definition }: { readonly event: ModdleElement; readonly definition: ModdleElement },
): TimerLimitSpec | null | undefined {
  const [element, second] = context.extensions(definition, 'tb:Limit');
  if (!element) return undefined;
  if (second) context.report('limit-invalid', definition, twice);
  if (opensCase(event)) context.report('limit-invalid', element, atStart);
  for (const name of OF_CLOCKS)
    if (textOf(element, name) !== null) context.report('limit-invalid', element, ofClock(name));
  const share = shareOf(context, element);
  const beside = clockOf(context, { event, element });
  const limit = compileLimit(context, element, TIMER_CLOCKS);
  if (!limit) return null;
  const { value, unit, department, startDayCounts, endOfDay, lastDay, basis } = limit;
  const counted = { value, unit, department, startDayCounts, endOfDay, lastDay, basis };
  return { ...counted, ...(share !== null && { share }), ...(beside && { clock: beside }) };
}

const TIMER_CLOCKS = ['step', 'promised', 'statutory'] as const;

/** A limit of the case beside which a timer of its flow counts. One at the border of an activity stands still with that. */
function clockOf(
  context: CompileContext,
  { event, element }: { readonly event: ModdleElement; readonly element: ModdleElement },
): CaseClock | null {
  const source = textOf(element, 'clock');
  if (source === null) return null;
  if (event.$type !== 'bpmn:IntermediateCatchEvent') context.report('limit-invalid', element, besideFlow);
  return source === 'promised' || source === 'statutory' ? source : null;
}

function shareOf(context: CompileContext, element: ModdleElement): number | null {
  const source = textOf(element, 'used');
  const share = source === null ? null : shareIn(source);
  if (source !== null && share === null) context.report('limit-invalid', element, noShare(source));
  return share;
}

/** Timers that name no department count by the calendar of the activity they are attached to, else of the lane they lie in. */
export function bindTimerLimits(draft: ProcessDraft, laneOf: (node: NodeDraft) => ModelValue | null): void {
  for (const node of draft.nodes) {
    node.events = node.events.map((event) => {
      if (event.kind !== 'timer' || event.timer !== 'limit' || event.limit.department) return event;
      const host = node.attachedTo === null ? node : nodeAt(draft, node.attachedTo);
      const department = host.user?.department ?? laneOf(host);
      return department ? { ...event, limit: { ...event.limit, department } } : event;
    });
  }
}

const twice = text(
  'Expected a timer to have one tb:limit at most, but there are several.',
  '定时器最多有一个 tb:limit，但有多个。',
);

const atStart = text(
  'Expected tb:limit at a timer of a running case, but this one opens cases: use a cycle or a date.',
  'tb:limit 应用于办件中的定时器，但此定时器用于启动办件：请用循环或日期。',
);

const besideFlow = text(
  'Expected clock at tb:limit of an intermediate timer event only, but it stands at another: a timer at an activity stands still with that.',
  'clock 只用于中间定时事件的 tb:limit，但写在了别处：活动上的定时器随该活动停止。',
);

const noShare = (source: string): Text =>
  text(
    `Expected used of tb:limit to be a share of the limit such as 70%, but it is "${source}".`,
    `tb:limit 的 used 应为时限的比例（如 70%），但为“${source}”。`,
  );

const ofClock = (name: string): Text =>
  text(
    `Expected tb:limit of a timer to say value, unit, used, clock, department, startDayCounts, endOfDay, lastDay and basis only, but it has ${name}.`,
    `定时器的 tb:limit 只应有 value、unit、used、clock、department、startDayCounts、endOfDay、lastDay 与 basis，但写有 ${name}。`,
  );
