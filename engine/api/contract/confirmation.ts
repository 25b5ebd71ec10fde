/** What one person has asked for and another must confirm. */
import { type Static, Type } from 'typebox';
import { REOPENING_GROUNDS } from '../../core/proceedings.ts';
import { closed, Id, nullable, oneOf, Time } from './schema.ts';

export const Person = closed({ id: Type.String(), name: Type.String() });

export const Confirmation = closed({
  id: Id,
  instanceId: Id,
  definitionKey: Type.String(),
  definitionName: Type.String(),
  businessKey: nullable(Type.String()),
  verb: Type.String({
    description: 'What is asked for: return, jump, reopen, suspend, void, cancel, modify, hand-on, request-supplement.',
  }),
  reason: Type.String(),
  reopening: Type.Optional(
    closed({
      ground: oneOf(REOPENING_GROUNDS),
      order: nullable(Type.String({ description: 'Number of the order, for every ground but a clerical error.' })),
    }),
  ),
  by: Person,
  at: Time,
  expiresAt: Time,
  inPlaceOf: Type.Optional(
    Type.Array(Person, { description: 'Persons it is asked of, whose place the caller has taken.' }),
  ),
  allowedActions: Type.Array(oneOf(['confirm', 'refuse', 'withdraw'])),
});
export type Confirmation = Static<typeof Confirmation>;
