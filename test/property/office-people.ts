/** Who takes part in random cases, and the models' words for them. */
import type { Actor } from '../../engine/commands/command.ts';
import { ADMIN, person, withRole } from '../commands/desk.ts';

export const APPLICANT = withRole('applicant', 'applicant');

export const PEOPLE: readonly Actor[] = [
  ADMIN,
  withRole('manager', 'manager'),
  APPLICANT,
  withRole('stranger', 'applicant'),
  person('a', { groups: ['office', 'deciding'] }),
  person('b', { groups: ['office'] }),
  person('c', { groups: ['office', 'leads'] }),
  person('d', { groups: ['office', 'heads'] }),
];

/** A person of that id as they are known here; somebody without any right otherwise. */
export const known = (id: string): Actor => PEOPLE.find((one) => one.id === id) ?? person(id);
