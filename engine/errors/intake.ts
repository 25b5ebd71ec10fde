/** What the intake of events refuses. */
import { define, type ErrorDefinition } from './definition.ts';

export const INTAKE_ERRORS = {
  'incident-decided': define(
    409,
    'Expected the incident "{id}" to wait for a decision, but it has been decided.',
    '事件“{id}”应处于待核实状态，但已处理。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
