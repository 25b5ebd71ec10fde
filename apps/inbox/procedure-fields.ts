/** What the dialog of each verb of procedure asks for; the command judges what is missing. */
export const PROCEDURE_VERBS = [
  'request-supplement',
  'supplement',
  'decline-acceptance',
  'accept-tolerantly',
  'correct',
  'decide-on-promise',
  'refuse',
  'revoke',
  'start-special-procedure',
  'end-special-procedure',
  'apply-suspension',
  'hand-on',
  'take-back',
  'issue-document',
] as const;
export type ProcedureVerb = (typeof PROCEDURE_VERBS)[number];

/** `checks`, `asked` and `tolerated` are lists of materials; `field` and `value` make one correction. */
export interface ProcedureField {
  readonly name: string;
  readonly kind: 'line' | 'text' | 'days' | 'date' | 'choice' | 'checks' | 'asked' | 'tolerated' | 'field' | 'again';
  /** Of a choice: fixed words, or a list of the item. */
  readonly options?: readonly string[] | 'specialProcedures' | 'suspensionReasons';
  /** Asked for only where this field has this value. */
  readonly when?: readonly [field: string, value: string];
}

const text = (name: string): ProcedureField => ({ name, kind: 'text' });
const line = (name: string): ProcedureField => ({ name, kind: 'line' });
const choice = (name: string, options: NonNullable<ProcedureField['options']>): ProcedureField => ({
  name,
  kind: 'choice',
  options,
});
const remedies = [line('reconsideration'), line('litigation')];

export const PROCEDURE_FIELDS: Readonly<Record<ProcedureVerb, readonly ProcedureField[]>> = {
  'request-supplement': [{ name: 'checks', kind: 'checks' }, { name: 'again', kind: 'again' }, text('comment')],
  supplement: [{ name: 'materials', kind: 'asked' }, text('comment')],
  'decline-acceptance': [
    choice('reason', ['not-needed', 'not-our-power']),
    { ...line('organ'), when: ['reason', 'not-our-power'] },
    text('explanation'),
  ],
  'accept-tolerantly': [{ name: 'promised', kind: 'tolerated' }, text('comment')],
  correct: [{ name: 'changes', kind: 'field' }, line('initials')],
  'decide-on-promise': [text('promise'), line('signature'), text('comment')],
  refuse: [text('reasons'), line('basis'), ...remedies],
  revoke: [text('reasons'), ...remedies],
  'start-special-procedure': [choice('kind', 'specialProcedures'), { name: 'days', kind: 'days' }, text('reasons')],
  'end-special-procedure': [text('result')],
  'apply-suspension': [choice('reason', 'suspensionReasons'), { name: 'until', kind: 'date' }, text('comment')],
  'hand-on': [line('organ'), choice('after', ['wait', 'end']), text('reason')],
  'take-back': [text('comment')],
  'issue-document': [
    choice('kind', ['acceptance', 'grant', 'delivery']),
    { ...text('reasons'), when: ['kind', 'grant'] },
    ...['delivered', 'way', 'receiver'].map((name) => ({ ...line(name), when: ['kind', 'delivery'] as const })),
  ],
};

const DANGER: ReadonlySet<ProcedureVerb> = new Set(['refuse', 'decline-acceptance', 'revoke']);

export const isDanger = (verb: ProcedureVerb): boolean => DANGER.has(verb);

/** Those the server allows, in the order of their buttons. */
export const offeredProcedures = (allowed: readonly string[]): ProcedureVerb[] =>
  PROCEDURE_VERBS.filter((verb) => allowed.includes(verb));

/** A corrected value is of the type of what it corrects, where that can be read. */
export function typedLike(before: unknown, value: string): unknown {
  if (typeof before === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (typeof before === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
