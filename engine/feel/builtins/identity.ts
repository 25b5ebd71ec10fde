import { checkIdentity, type IdentityKind } from '../../identity/identity.ts';
import { fullResidentId } from '../../identity/old-number.ts';
import { type Definition, define } from './define.ts';

/** The second argument is a day, such as today(): a birth date after it is wrong. Without it the function needs no clock. */
const valid = (kind: IdentityKind): Definition =>
  define(
    [
      ['number', 'string'],
      ['on', 'date?'],
    ],
    ([number, on], run) => {
      run.chargeText(number.length);
      return checkIdentity(kind, number, on?.date.toString()).length === 0;
    },
  );

/** Functions of this product, beyond the standard's library: whether a text is a well-formed number of its kind. */
export const identityFunctions: Readonly<Record<string, Definition>> = {
  'valid credit code': valid('credit-code'),
  'full resident id': define([['number', 'string']], ([number]) => fullResidentId(number.trim())),
  'valid military id': valid('military-id'),
  'valid organisation code': valid('organisation-code'),
  'valid passport': valid('passport'),
  'valid permanent residence card': valid('permanent-residence-card'),
  'valid residence permit': valid('residence-permit'),
  'valid resident id': valid('resident-id'),
};
