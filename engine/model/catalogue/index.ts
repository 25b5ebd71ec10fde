import { ACTIVITIES } from './activities.ts';
import { COLLABORATION } from './collaboration.ts';
import { COMMON } from './common.ts';
import { COMPENSATION } from './compensation.ts';
import { DATA } from './data.ts';
import { EVENT_DEFINITIONS } from './event-definitions.ts';
import { EVENTS } from './events.ts';
import { FLOWS } from './flows.ts';
import { FOUNDATION } from './foundation.ts';
import { GATEWAYS } from './gateways.ts';
import { LOOPS } from './loops.ts';
import type { Requirement } from './requirement.ts';
import { SUB_PROCESSES } from './sub-processes.ts';

/** What the standard demands of a model before it may be executed, in the order of its chapters; `docs/bpmn-rules.md` is made of it. */
export const CATALOGUE: readonly Requirement[] = [
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
];
