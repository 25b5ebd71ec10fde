import { rootVariables } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { DecideContext } from './command.ts';
import { conductOf } from './conduct.ts';
import { proceedingsOf } from './proceedings.ts';

/** Refuses with 'acceptance-over' what the law admits before acceptance only. */
export function requireBeforeAcceptance(state: InstanceState, verb: string): Result<void> {
  const { acceptedAt } = proceedingsOf(state);
  return acceptedAt === undefined
    ? ok(undefined)
    : fail('acceptance-over', { verb, at: new Date(acceptedAt).toISOString() });
}

/** Refuses with 'acceptance-pending' what presupposes acceptance, where the models of the case declare when that is. */
export function requireAfterAcceptance(state: InstanceState, verb: string, context: DecideContext): Result<void> {
  if (proceedingsOf(state).acceptedAt !== undefined) return ok(undefined);
  return declaresAcceptance(state, context) ? fail('acceptance-pending', { verb }) : ok(undefined);
}

function declaresAcceptance({ definitions }: InstanceState, context: DecideContext): boolean {
  return definitions.some((id) => {
    const { nodes, flows } = context.definitions.byId(id).graph;
    return [...nodes, ...flows].some(({ milestone }) => milestone === 'accepted');
  });
}

/** Refuses with 'applicant-excluded' whom the rule of the item keeps from what rests on trust (bad credit). */
export function requireGoodStanding(state: InstanceState, verb: string, context: DecideContext): Result<void> {
  const { excludes } = conductOf(state, context);
  if (!excludes) return ok(undefined);
  const variables = rootVariables(state);
  const scope = { get: (name: string) => variables[name], has: (name: string) => Object.hasOwn(variables, name) };
  const outcome = excludes.evaluate(scope, { now: context.env.now });
  if (!outcome.ok) return outcome;
  return outcome.value === true ? fail('applicant-excluded', { verb }) : ok(undefined);
}
