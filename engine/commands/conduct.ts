/** What the model of the case says about how it is conducted, and who that names. */
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { ConductSpec } from '../model/conduct.ts';
import { mandatesOf } from '../people/organisation/mandates.ts';
import { hasDecisionPower } from '../tasks/allowed-actions.ts';
import { namesOf } from '../tasks/facts.ts';
import { rootDefinition } from './case.ts';
import type { Actor, DecideContext } from './command.ts';
import { belongsTo } from './rights.ts';
import type { TakenTask } from './take-task.ts';

const NOTHING: ConductSpec = {
  leads: [],
  organHeads: [],
  organ: null,
  organEn: null,
  correctionDays: null,
  toleranceDays: null,
  undelivered: 'withdrawn',
  cancel: 'alone',
  excludes: null,
  extensionCap: null,
  suspensionMax: null,
  materials: [],
  specialProcedures: [],
  suspensionReasons: [],
};

/** Of the process the case was opened with: what it calls works for the same item. */
export function conductOf(state: InstanceState, context: Pick<DecideContext, 'definitions'>): ConductSpec {
  return rootDefinition(state, context).graph.conduct ?? NOTHING;
}

/** Whether the actor is one of these users, groups or roles. */
export const isNamed = (actor: Actor, names: readonly string[]): boolean =>
  names.some((name) => namesOf(actor).includes(name) || belongsTo(actor, name));

/** The names a model gives, with who has taken the place of whom. */
export const namedNow = (names: readonly string[], { organisation, env }: DecideContext): string[] => {
  const chart = organisation.at(env.now);
  return [...new Set(names.map((name) => chart.successorOf(name)))];
};

/** The same as principals of a confirmation: a name may be that of a user, a group or a role. */
export const principalsOf = (names: readonly string[]): string[] =>
  names.flatMap((name) => [`user:${name}`, `group:${name}`, `role:${name}`]);

/** Refuses with 'setting-missing' where the model does not say what the verb rests on. */
export function requireSetting<T>(
  value: T | null,
  { verb, setting }: { readonly verb: string; readonly setting: string },
): Result<T> {
  const isMissing = value === null || (Array.isArray(value) && value.length === 0);
  return isMissing ? fail('setting-missing', { verb, setting }) : ok(value);
}

/** Refuses with 'decision-power' who has none here, or whose principal has none. */
export function requireDecisionPower(
  { node, onBehalfOf }: TakenTask,
  verb: string,
  { actor, organisation, env }: DecideContext,
): Result<void> {
  const chart = organisation.at(env.now);
  const principal = onBehalfOf === null ? undefined : mandatesOf(chart, actor.id);
  const decides = principal
    ? principal.some(
        (mandate) =>
          mandate.principal.id === onBehalfOf &&
          hasDecisionPower(node, {
            id: mandate.principal.id,
            groups: mandate.principal.groups,
            roles: [],
            names: chart.namesOf(mandate.principal.id),
          }),
      )
    : hasDecisionPower(node, actor);
  if (decides) return ok(undefined);
  return fail('decision-power', { verb, elementId: node.id, actor: onBehalfOf ?? actor.id }, { elementId: node.id });
}
