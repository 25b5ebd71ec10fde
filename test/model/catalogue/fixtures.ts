import { ACTIVITIES } from './activities.ts';
import { COLLABORATION } from './collaboration.ts';
import { COMMON } from './common.ts';
import { COMPENSATION } from './compensation.ts';
import { DATA } from './data.ts';
import { EVENT_DEFINITIONS } from './event-definitions.ts';
import { EVENTS } from './events.ts';
import type { Fixtures } from './fixture.ts';
import { FLOWS } from './flows.ts';
import { FOUNDATION } from './foundation.ts';
import { GATEWAYS } from './gateways.ts';
import { LOOPS } from './loops.ts';
import { SUB_PROCESSES } from './sub-processes.ts';

/** Two models for each requirement, by its id. */
export const FIXTURES: Fixtures = {
  ...FOUNDATION,
  ...COMMON,
  ...FLOWS,
  ...COLLABORATION,
  ...ACTIVITIES,
  ...SUB_PROCESSES,
  ...LOOPS,
  ...DATA,
  ...EVENTS,
  ...EVENT_DEFINITIONS,
  ...GATEWAYS,
  ...COMPENSATION,
};
