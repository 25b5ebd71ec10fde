import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { Variables } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import type { Binding, Definition } from '../model/graph.ts';
import { advance } from './advance.ts';
import type { Actor, DecideContext, Decision, OpeningCommand } from './command.ts';
import { requireStartable } from './definition-status.ts';
import { validateForm } from './form-submission.ts';
import { BusinessKey, Comment, closed, Id, Name, VariableMap } from './input.ts';
import { answerStart, type StartAnswer } from './instance-answer.ts';
import { nameSteps } from './name-steps.ts';
import { stamp, written } from './notices/notice.ts';
import { checkPeopleAtStart } from './people-at-start.ts';
import { record } from './progress.ts';
import { hasRole, isOfficial, requireStarter } from './rights.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  /** Exactly one of the two names what is started. */
  definitionId: Type.Optional(Id),
  definitionKey: Type.Optional(Id),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  versionTag: Type.Optional(Name),
  businessKey: Type.Optional(BusinessKey),
  variables: Type.Optional(VariableMap),
  /** Whom the case is opened for; the caller where absent. */
  initiator: Type.Optional(Id),
  /** Element ids to start at instead of the start event. */
  startAt: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100 })),
  /** The service item it was applied for, with the guide's answers and what they ask for: a variable beside what was filled in; said by the engine only. */
  serviceItem: Type.Optional(VariableMap),
  /** The case it was split from; said by the engine only. */
  origin: Type.Optional(closed({ instanceId: Id, text: Comment })),
});
type Input = Static<typeof Input>;

/**
 * Opens a case. Who may is said by the model (`tb:starters`); only officials open one for somebody else, only administrators open one at
 * other elements than the start event. A start form is validated as a task form is.
 */
export const startProcessInstance: OpeningCommand<Input, StartAnswer> = {
  name: 'start-process-instance',
  opens: true,
  input: Input,
  decide(instanceId, input, context) {
    const definition = findDefinition(input, context);
    if (!definition.ok) return definition;
    const started = start({ instanceId, input, definition: definition.value }, context);
    if (started.ok) return started;
    return { ok: false, failure: nameSteps(started.failure, [definition.value.id], context.definitions) };
  },
};

interface Starting {
  readonly instanceId: string;
  readonly input: Input;
  readonly definition: Definition;
}

function start({ instanceId, input, definition }: Starting, context: DecideContext): Result<Decision<StartAnswer>> {
  const variables = input.variables ?? {};
  const admitted = requireStart(input, definition, context);
  if (!admitted.ok) return admitted;
  const trigger = {
    kind: 'start',
    instanceId,
    definitionId: definition.id,
    businessKey: input.businessKey ?? null,
    initiator: input.initiator ?? context.actor.id,
    variables: input.serviceItem ? { ...variables, serviceItem: input.serviceItem } : variables,
    ...(input.startAt && { startAt: input.startAt }),
  } as const;
  const started = advance(null, { trigger }, context);
  if (!started.ok) return started;
  const linked = record(started.value, originOf(input, context), context);
  return ok(answerStart(linked, definition.id, context));
}

export function findDefinition(
  { definitionId, definitionKey, version, versionTag }: Input,
  { definitions }: DecideContext,
): Result<Definition> {
  if ((definitionId === undefined) === (definitionKey === undefined)) {
    return fail('bad-request', { reason: 'exactly one of definitionId and definitionKey is needed' });
  }
  if (definitionId !== undefined) return ok(definitions.byId(definitionId));
  const key = definitionKey ?? '';
  const found = definitions.resolve(key, bindingOf(version, versionTag), '');
  return found ? ok(found) : fail('not-found', { kind: 'process definition', id: key });
}

function originOf({ origin }: Input, context: DecideContext): DomainEvent[] {
  if (!origin) return [];
  const { instanceId: other, text } = origin;
  return [written('sent', { kind: 'link', ...stamp(context), relation: 'origin', other, text })];
}

function bindingOf(version: number | undefined, tag: string | undefined): Binding {
  if (version !== undefined) return { kind: 'version', version };
  return tag === undefined ? { kind: 'latest' } : { kind: 'versionTag', tag };
}

/** Who may start it, and whether the start form is filled in as it should be. */
export function requireStart(input: Input, definition: Definition, context: DecideContext): Result<void> {
  const variables = input.variables ?? {};
  const checks = [
    () => requireStartable(definition),
    () => requireStarter(context.actor, definition.graph),
    () => requireInitiator(context.actor, input),
    () => checkVariables(variables),
    () => (input.startAt ? ok(undefined) : validateStartForm(definition, variables, context)),
    () => {
      const initiator = input.initiator ?? context.actor.id;
      return input.startAt ? ok(undefined) : checkPeopleAtStart({ definition, initiator, variables }, context);
    },
  ];
  for (const one of checks) {
    const result = one();
    if (!result.ok) return result;
  }
  return ok(undefined);
}

function requireInitiator(actor: Actor, { initiator, startAt, origin }: Input): Result<void> {
  if (origin && !hasRole(actor, ['system'])) return fail('forbidden', { right: 'system', actor: actor.id });
  if (startAt && !hasRole(actor, ['admin', 'system'])) return fail('forbidden', { right: 'admin', actor: actor.id });
  if (initiator === undefined || initiator === actor.id || isOfficial(actor)) return ok(undefined);
  return fail('forbidden', { right: 'official', actor: actor.id });
}

const startOf = ({ graph }: Definition) =>
  graph.nodes.find((node) => node.type === 'startEvent' && node.parent === 0 && node.events.length === 0);

/** What a case of the process is begun with; undefined where nothing is asked for. */
export function startFormOf(definition: Definition, { forms }: DecideContext): Form | undefined {
  const key = startOf(definition)?.startForm ?? null;
  return key === null ? undefined : forms.find(key, definition.deploymentId);
}

function validateStartForm(definition: Definition, variables: Variables, context: DecideContext): Result<void> {
  const start = startOf(definition);
  if (!start) return ok(undefined);
  return validateForm(start.startForm, { state: null, definition, variables, node: start }, context);
}
