import { type Static, Type } from 'typebox';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { requireAfterAcceptance } from './acceptance.ts';
import { requireActive } from './case.ts';
import { caseDueAt } from './case-due.ts';
import { clockEvent, onStepClocks } from './clock-effects.ts';
import { clockRuns, isStopped } from './clocks/clock-runs.ts';
import type { Command, DecideContext } from './command.ts';
import { conductOf, isNamed, requireSetting } from './conduct.ts';
import { closed, Reason } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { issue } from './issue.ts';
import { proceedingsOf } from './proceedings.ts';
import { begin, record } from './progress.ts';
import { forbidden } from './rights.ts';

const Input = closed({
  /** Working days. */
  days: Type.Integer({ minimum: 1, maximum: 3_650 }),
  reasons: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

const VERB = 'extend';

/** C7 延期 (行政许可法 42): no pause, but more working days, once, within the cap, before the limit is over, by the organ head, and in writing. */
export const extendInstance: Command<Input, InstanceAnswer> = {
  name: 'extend-instance',
  input: Input,
  decide(state, { days, reasons }, context) {
    const may = requireExtendable(state, days, context);
    if (!may.ok) return may;
    const issued = issue(begin(state), { kind: 'extension', params: { days, reasons } }, context);
    if (!issued.ok) return issued;
    const document = issued.value.document.number;
    const { actor, env } = context;
    const cause = { verb: VERB, document, approver: actor.id };
    const amount = { n: days, unit: 'workingDay' };
    const extension = { at: env.now, by: actor.id, days, reason: reasons?.trim() ?? '', document };
    const done = record(
      issued.value.progress,
      [
        { type: 'limitExtended', extension },
        clockEvent({ clock: 'statutory', effect: 'extend', element: null, amount }, cause, context),
        clockEvent({ clock: 'promised', effect: 'extend', element: null, amount }, cause, context),
        ...onStages(state, days).map((change) => clockEvent(change, cause, context)),
        ...onStepClocks(state, 'extend', { ...cause, amount }, context),
      ],
      context,
    );
    return ok(answerInstance(done));
  },
};

/** A stage whose limit admits an extension gets as much of it as is given and admitted, in its own unit; what it had none of stays as it was. */
function onStages(state: InstanceState, days: number): Parameters<typeof clockEvent>[0][] {
  const running = clockRuns(state).filter((run) => run.element !== null && run.clock !== 'step' && !isStopped(run));
  return running.flatMap(({ clock, element, records: [start] }) => {
    const { extension, unit } = start?.limit ?? {};
    if (!extension || unit === undefined) return [];
    return [{ clock, effect: 'extend' as const, element, amount: { n: Math.min(days, extension.n), unit } }];
  });
}

function requireExtendable(state: InstanceState, days: number, context: DecideContext): Result<void> {
  const { actor, env } = context;
  const { organHeads, extensionCap } = conductOf(state, context);
  const cap = requireSetting(extensionCap, { verb: VERB, setting: 'extensionCap' });
  if (!cap.ok) return cap;
  if (!isNamed(actor, organHeads)) return forbidden(actor, organHeads.join(' | ') || 'organ head');
  const active = requireActive(state);
  if (!active.ok) return active;
  const accepted = requireAfterAcceptance(state, VERB, context);
  if (!accepted.ok) return accepted;
  const { extension } = proceedingsOf(state);
  if (extension) return fail('extension-twice', { at: new Date(extension.at).toISOString() });
  if (days > cap.value) return fail('extension-over-cap', { cap: cap.value, days });
  const dueAt = caseDueAt(state);
  if (dueAt === null || env.now <= dueAt) return ok(undefined);
  return fail('extension-late', { dueAt: new Date(dueAt).toISOString() });
}
