/** D5: who has taken the place of another answers to that name too. */
import type { Runtime } from '../runtime/engine.ts';
import type { Principal } from './principal.ts';

/** The caller, with the names of the persons whose place they have; as they were where nobody handed anything over. */
export function inTheirPlaces<P extends Principal>(principal: P, { organisation, clock }: Runtime): P {
  const names = organisation.current.at(clock.now()).namesOf(principal.id);
  return names.length === 1 && names[0] === principal.id ? principal : { ...principal, names };
}
