import type { Adapter } from '../../engine/port.ts';
import { createSimulator } from '../simulator/simulator.ts';
import type { Surroundings } from '../surroundings.ts';
import { LICENCE_LIBRARY_RULES } from './rules.ts';

/**
 * The electronic licence library, simulated. Topics: `licence-library.fetch` (in: `licenceNumber`, `holder`; out: `licence`) and
 * `licence-library.issue` (in: `holder`, `validYears`; out: `licence`; the number follows from the idempotency key, so a repeated call
 * issues nothing new). Errors: `licence.number-missing`, `licence.not-found`, `licence.other-holder`, `licence-library.unavailable`.
 */
export const createLicenceLibrary = (surroundings: Surroundings): Adapter =>
  createSimulator(
    {
      name: 'licence-library',
      topics: ['licence-library.fetch', 'licence-library.issue'],
      rules: LICENCE_LIBRARY_RULES,
    },
    surroundings,
  );
