import { CLOCK_CODES } from '../../sla/clock-code.ts';
import { LIMIT_UNITS, type LimitUnit } from '../../sla/limit.ts';
import type { RungWhen } from '../../sla/rung.ts';
import { RUNG_ACTIONS, type RungSpec } from '../ladder.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';
import { UNITS } from './limit.ts';
import { shareIn } from './share.ts';

/** The ladders of everything; that of a process with `for="steps"` is for each user task with a limit and no ladder of its own. */
export function compileLadders(context: CompileContext, draft: ProcessDraft): void {
  let ofSteps: readonly RungSpec[] = [];
  for (const node of draft.nodes) {
    for (const element of context.extensions(node.source, 'tb:Ladder')) {
      const rungs = compileRungs(context, element);
      if (isForSteps(context, element, node)) ofSteps = rungs;
      else if (node.ladder) context.report('ladder-invalid', element, twice(node.id));
      else if (rungs.length > 0) node.ladder = [...rungs];
    }
  }
  for (const node of draft.nodes)
    if (node.user?.limit && !node.ladder && ofSteps.length > 0) node.ladder = [...ofSteps];
}

function isForSteps(context: CompileContext, element: ModdleElement, { type }: NodeDraft): boolean {
  const given = textOf(element, 'for');
  if (given !== null && (given !== 'steps' || type !== 'process'))
    context.report('ladder-invalid', element, wrong('for of tb:ladder', '"steps" at a process', given));
  return given === 'steps' && type === 'process';
}

function compileRungs(context: CompileContext, ladder: ModdleElement): RungSpec[] {
  const elements = (ladder.get('rungs') as readonly ModdleElement[] | undefined) ?? [];
  const rungs: RungSpec[] = [];
  for (const [index, element] of elements.entries()) {
    const rung = compileRung(context, element, `rung${index + 1}`);
    if (!rung) continue;
    if (rungs.some(({ id }) => id === rung.id))
      context.report('ladder-invalid', ladder, wrong('name of tb:rung', 'of its own in the ladder', rung.id));
    rungs.push(rung);
  }
  return rungs;
}

function compileRung(context: CompileContext, element: ModdleElement, unnamed: string): RungSpec | null {
  const given = textOf(element, 'action');
  const action = RUNG_ACTIONS.find((one) => one === given);
  if (!action) context.report('ladder-invalid', element, wrong('action of tb:rung', RUNG_ACTIONS.join(' | '), given));
  const named = textOf(element, 'clock');
  const clock = CLOCK_CODES.find((code) => code === named) ?? null;
  if (named !== null && !clock)
    context.report('ladder-invalid', element, wrong('clock of tb:rung', CLOCK_CODES.join(' | '), named));
  const when = whenOf(context, element);
  if (!action || !when) return null;
  return {
    id: textOf(element, 'name') ?? unnamed,
    when,
    clock,
    action,
    to: context.value(element, textOf(element, 'to')),
    process: textOf(element, 'process'),
    topic: textOf(element, 'topic'),
    basis: textOf(element, 'basis'),
    daily: textOf(element, 'daily') === 'true',
  };
}

/** Exactly one of used, left and after; the last two with a unit. */
function whenOf(context: CompileContext, element: ModdleElement): RungWhen | null {
  const given = (['used', 'left', 'after'] as const).flatMap((kind) => {
    const source = textOf(element, kind);
    return source === null ? [] : [{ kind, source }];
  });
  const [one, other] = given;
  if (!one || other) {
    context.report(
      'ladder-invalid',
      element,
      wrong('tb:rung', 'to say one of used, left, after', String(given.length)),
    );
    return null;
  }
  const { kind, source } = one;
  if (kind === 'used') {
    const share = shareIn(source);
    if (share !== null) return { kind, share };
    context.report('ladder-invalid', element, wrong('used of tb:rung', 'a share of the limit', source));
    return null;
  }
  return amountOf(context, element, { kind, source });
}

interface Amount {
  readonly kind: 'left' | 'after';
  readonly source: string;
}

function amountOf(context: CompileContext, element: ModdleElement, { kind, source }: Amount): RungWhen | null {
  const named = textOf(element, 'unit');
  const unit = UNITS.get(named ?? '');
  const n = /^\d{1,6}(\.\d{1,6})?$/.test(source) ? Number(source) : null;
  if (!unit || unit === 'month') {
    const units = LIMIT_UNITS.filter((one) => one !== 'month').join(' | ');
    context.report('ladder-invalid', element, wrong('unit of tb:rung', units, named));
    return null;
  }
  if (n === null || (isDays(unit) && !Number.isInteger(n))) {
    context.report('ladder-invalid', element, wrong(`${kind} of tb:rung`, 'a number that fits its unit', source));
    return null;
  }
  return { kind, n, unit };
}

const isDays = (unit: LimitUnit): boolean => unit === 'workingDay' || unit === 'calendarDay';

const wrong = (what: string, expected: string, found: string | null) =>
  text(
    `Expected ${what} to be ${expected}, but it is "${found ?? ''}".`,
    `${what} 应为 ${expected}，但为“${found ?? ''}”。`,
  );

const twice = (id: string) =>
  text(`Expected at most one tb:ladder at "${id}", but there are several.`, `“${id}”最多一个 tb:ladder，但有多个。`);
