import { DEFAULT_BACKWARDS } from '../backwards.ts';
import type { BackwardsSpec } from '../backwards-spec.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { durationMs } from '../time/duration-ms.ts';
import { type CompileContext, listOf } from './context.ts';

/** Our `tb:return`, `tb:retrieve` and the marks of a user task that say how the case may go backwards and past it; null where there is nothing. */
export function compileBackwards(context: CompileContext, element: ModdleElement): BackwardsSpec | null {
  const spec: BackwardsSpec = {
    ...DEFAULT_BACKWARDS,
    ...returnOf(context, element),
    ...retrieveOf(context, element),
    noSkip: flag(context, element, 'noSkip'),
    freeFlow: listOf(context.extension(element, 'freeFlow')),
  };
  return JSON.stringify(spec) === JSON.stringify(DEFAULT_BACKWARDS) ? null : spec;
}

function returnOf(context: CompileContext, element: ModdleElement): Partial<BackwardsSpec> {
  const given = only(context, element, 'Return');
  if (!given) return {};
  const targets = textOf(given, 'targets');
  return {
    targets: targets === null ? null : listOf(targets),
    resubmit: word(context, given, { name: 'resubmit', among: ['choose', 'again', 'straight'] } as const),
    signers: word(context, given, { name: 'signers', among: ['choose', 'onlyRejecter', 'allSigners'] } as const),
    seat: word(context, given, { name: 'seat', among: ['node', 'before'] } as const),
    consent: context.value(given, textOf(given, 'consent')),
    applicant: word(context, given, { name: 'applicant', among: ['true', 'false'] }) === 'true',
  };
}

function retrieveOf(context: CompileContext, element: ModdleElement): Partial<BackwardsSpec> {
  const given = only(context, element, 'Retrieve');
  if (!given) return {};
  const until = word(context, given, { name: 'until', among: ['untilOpened', 'strict', 'untilHandled'] });
  const within = textOf(given, 'within');
  const withinMs = within === null ? null : durationMs(within);
  if (within !== null && (withinMs === null || withinMs <= 0)) context.report('retrieve-window', given, window(within));
  return { retrieve: { until, withinMs } };
}

function only(context: CompileContext, element: ModdleElement, name: string): ModdleElement | undefined {
  const [first, second] = context.extensions(element, `tb:${name}`);
  if (second) context.report('backwards-ambiguous', element, twice(`tb:${name.toLowerCase()}`));
  return first;
}

interface Choice<Word extends string> {
  readonly name: string;
  /** The first is meant where the attribute is absent. */
  readonly among: readonly [Word, ...Word[]];
}

function word<Word extends string>(
  context: CompileContext,
  element: ModdleElement,
  { name, among }: Choice<Word>,
): Word {
  const given = textOf(element, name);
  const found = among.find((one) => one === given);
  if (given !== null && !found) context.report('backwards-attribute', element, unknownWord(name, given, among));
  return found ?? among[0];
}

function flag(context: CompileContext, element: ModdleElement, name: string): boolean {
  const given = context.extension(element, name);
  if (given !== null && given !== 'true' && given !== 'false') {
    context.report('backwards-attribute', element, unknownWord(`tb:${name}`, given, ['true', 'false']));
  }
  return given === 'true';
}

const twice = (name: string) =>
  text(`Expected only one ${name}, but there is more than one.`, `应只有一个 ${name}，但存在多个。`);

const unknownWord = (name: string, given: string, among: readonly string[]) =>
  text(
    `Expected "${name}" to be ${among.join(', ')}, but it is "${given}".`,
    `“${name}”应为 ${among.join('、')} 之一，但为“${given}”。`,
  );

const window = (given: string) =>
  text(
    `Expected "within" of tb:retrieve to be a duration of days, hours or minutes such as PT2H, but it is "${given}".`,
    `tb:retrieve 的“within”应为以天、小时或分钟计的时长（如 PT2H），但为“${given}”。`,
  );
