import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../../core/events.ts';
import type { Link } from '../../core/notices.ts';
import { rootVariables } from '../../core/query.ts';
import type { InstanceState, Variables } from '../../core/state.ts';
import { ok, type Result } from '../../errors.ts';
import type { Form } from '../../forms/form.ts';
import { requireActive } from '../case.ts';
import type { Command, DecideContext } from '../command.ts';
import { requireDirector } from '../direct.ts';
import { BusinessKey, Comment, closed, Id, VariableMap } from '../input.ts';
import { begin, record } from '../progress.ts';
import { findDefinition, requireStart, startFormOf } from '../start-process-instance.ts';
import { requireSeparate } from './master.ts';
import { answerNotices, type NoticeAnswer, requireRoom, stamp, written } from './notice.ts';

const Part = closed({
  definitionKey: Id,
  businessKey: Type.Optional(BusinessKey),
  variables: Type.Optional(VariableMap),
  /** With what this case knows of what the other process asks for at its start, also of what the caller sees masked; `variables` go before. */
  carry: Type.Optional(Type.Boolean()),
  text: Type.Optional(Comment),
});
type Part = Static<typeof Part>;

const Input = closed({ parts: Type.Array(Part, { minItems: 1, maxItems: 20 }) });
type Input = Static<typeof Input>;

/** G13 拆分: opens a case for each matter, for the same applicant. All of them and this one know each other; this one goes on. */
export const splitInstance: Command<Input, NoticeAnswer> = {
  name: 'split-instance',
  input: Input,
  decide(state, { parts }, context) {
    const may = requireDirector(state, context);
    if (!may.ok) return may;
    for (const fits of [requireSeparate(state), requireActive(state), requireRoom(state, 'link', parts.length)])
      if (!fits.ok) return fits;
    const links: Link[] = [];
    const events: DomainEvent[] = [];
    for (const part of parts) {
      const opened = open(state, part, context);
      if (!opened.ok) return opened;
      const { link, told } = opened.value;
      links.push(link);
      events.push(written('sent', link), told);
    }
    return ok(answerNotices(record(begin(state), events, context), links));
  },
};

/** Everything that could keep the new case from opening is looked at now, because later nobody is there to be told. */
function open(
  state: InstanceState,
  { definitionKey, businessKey = null, variables: given = {}, carry = false, text = '' }: Part,
  context: DecideContext,
): Result<{ readonly link: Link; readonly told: DomainEvent }> {
  const { initiator } = state;
  const definition = findDefinition({ definitionKey }, context);
  if (!definition.ok) return definition;
  const variables = carry ? { ...carried(state, startFormOf(definition.value, context)), ...given } : given;
  const may = requireStart({ variables, ...(initiator === null ? {} : { initiator }) }, definition.value, context);
  if (!may.ok) return may;
  const other = context.env.newId();
  const word = { say: 'open', definitionId: definition.value.id, businessKey, initiator, variables, text } as const;
  return ok({
    link: { kind: 'link', ...stamp(context), relation: 'part', other, text },
    told: { type: 'caseTold', id: context.env.newId(), to: other, word },
  });
}

/** Files stay with the case they are attached to. Levels of personal data are those of the form that asks for it. */
function carried(state: InstanceState, form: Form | undefined): Variables {
  const known = rootVariables(state);
  const files = new Set(form?.files.map(({ path }) => path.split('.')[0]));
  const names = (form?.fields ?? []).filter((name) => Object.hasOwn(known, name) && !files.has(name));
  return Object.fromEntries(names.map((name) => [name, known[name]])) as Variables;
}
