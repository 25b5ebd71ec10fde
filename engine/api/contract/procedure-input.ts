/** What the verbs of procedure by law take, besides what all verbs do. */
import { Type } from 'typebox';
import { closed, Id, oneOf, Text, Time } from './schema.ts';

const words = (description: string) => Type.Optional(Type.String({ maxLength: 2000, description }));

export const procedureInput = {
  reason: words('decline-acceptance: not-needed, not-our-power. apply-suspension: a code of the list. hand-on: why.'),
  reasons: words('refuse, revoke, start-special-procedure, issue-document: what the document gives as reasons.'),
  explanation: words('decline-acceptance: in other words.'),
  basis: words('refuse: the article it rests on.'),
  reconsideration: words('refuse, revoke: the organ that decides on a reconsideration.'),
  litigation: words('refuse, revoke: the court an action is brought before.'),
  organ: words('decline-acceptance, hand-on: the organ with the power.'),
  after: Type.Optional(oneOf(['end', 'wait'])),
  days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3_650, description: 'start-special-procedure: working days.' }),
  ),
  until: Type.Optional(Time),
  result: words('end-special-procedure: what came out of it.'),
  promise: words('decide-on-promise: what the applicant promises.'),
  signature: words('decide-on-promise: how the applicant signed it.'),
  initials: words('correct: how the applicant signed it.'),
  delivered: words('issue-document, a receipt of delivery: the number of the document.'),
  way: words('issue-document, a receipt of delivery: how.'),
  receiver: words('issue-document, a receipt of delivery: by whom it was received.'),
  changes: Type.Optional(
    Type.Array(closed({ field: Text(200), value: Type.Unknown() }), {
      minItems: 1,
      maxItems: 100,
      description: 'correct: fields of the application and their new values.',
    }),
  ),
  checks: Type.Optional(
    Type.Array(
      closed({
        material: Id,
        result: oneOf(['ok', 'missing', 'defective', 'exempt']),
        reason: Type.Optional(Text(2000)),
      }),
      { minItems: 1, maxItems: 200, description: 'request-supplement: a result for every material of the item.' },
    ),
  ),
  again: Type.Optional(
    closed({ ground: oneOf(['supplement-defective', 'facts-changed']), reason: Type.Optional(Text(2000)) }),
  ),
  materials: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true, description: 'supplement: what is handed in.' }),
  ),
  promised: Type.Optional(
    Type.Array(Id, {
      minItems: 1,
      maxItems: 200,
      uniqueItems: true,
      description: 'accept-tolerantly: materials that come later.',
    }),
  ),
};
