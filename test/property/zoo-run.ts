/** One random model, driven by random commands. The harness checks each step: the events alone give the state, as do the stored rows. */
import { expect } from 'chai';
import fc from 'fast-check';
import { nodeOf, openElements } from '../../engine/core/query.ts';
import type { InstanceState } from '../../engine/core/state.ts';
import type { Trigger } from '../../engine/core/trigger.ts';
import { Case } from '../core/harness.ts';
import { compileClean } from '../support/bpmn.ts';
import type { Coverage } from './coverage.ts';
import { type Piece, pieces, renderZoo } from './zoo.ts';

export interface Choice {
  readonly pick: number;
  readonly x: boolean;
}

export const zoo = fc.tuple(pieces, fc.array(fc.record({ pick: fc.nat(), x: fc.boolean() }), { maxLength: 25 }));

/** Nothing may throw, everything that is offered must be taken, and what is not open has nothing waiting. */
export async function runZoo([row, choices]: [readonly Piece[], readonly Choice[]], coverage: Coverage): Promise<void> {
  const { graphs } = await compileClean(renderZoo(row));
  const own = graphs.filter(({ key }) => key === 'process');
  const others = graphs.filter(({ key }) => key !== 'process');
  const it = new Case([...own, ...others], { variables: { x: false }, limits: { moves: 200, loopItems: 10 } });
  note(it, { from: 0, before: {} }, coverage);
  for (const { pick, x } of choices) {
    const possible = triggersOf(it, x);
    const trigger = possible[pick % possible.length];
    if (!trigger || it.state.status !== 'active') break;
    const seen = { from: it.events.length, before: it.state.elements };
    record(it, trigger, coverage);
    it.pull(trigger);
    note(it, seen, coverage);
    expectConsistent(it);
  }
}

function triggersOf(it: Case, x: boolean): Trigger[] {
  const { elements, timers, subscriptions, effects, incidents, root } = it.state;
  const variables = { x };
  const idle = Object.values(elements).filter((element) => !element.loop);
  const at = (type: string) => idle.filter((element) => nodeOf(it.definitions, it.state, element).type === type);
  it.now = Math.max(it.now, ...Object.values(timers).map(({ dueAt }) => dueAt));
  return [
    ...at('userTask')
      .filter(({ state }) => state === 'active')
      .map((each): Trigger => ({ kind: 'completeElement', element: each.id, variables })),
    ...Object.values(timers).map((each): Trigger => ({ kind: 'fireTimer', timer: each.id })),
    ...Object.values(subscriptions).map(
      (each): Trigger => ({ kind: 'receive', subscription: each.id, messageId: 'm', variables }),
    ),
    ...Object.values(effects).flatMap((each): Trigger[] => [
      { kind: 'completeEffect', effect: each.id, variables },
      ...(Object.values(incidents).some(({ element }) => element === each.element)
        ? []
        : [
            { kind: 'failEffect', effect: each.id, message: 'no', attemptsLeft: 0 } as const,
            { kind: 'throwError', element: each.element, code: 'E', variables } as const,
          ]),
    ]),
    ...Object.values(incidents)
      .filter(({ retry }) => retry.kind !== 'none')
      .map((each): Trigger => ({ kind: 'retryIncident', incident: each.id })),
    ...at('adHocSubProcess')
      .filter(({ state }) => state === 'active')
      .map(
        (each): Trigger => ({
          kind: 'startInner',
          scope: each.id,
          elementId: `${nodeOf(it.definitions, it.state, each).id}_a`,
          variables,
        }),
      ),
    { kind: 'writeVariables', scope: root, variables },
  ];
}

/** At whose element a trigger is aimed. */
function record(it: Case, trigger: Trigger, coverage: Coverage): void {
  const { elements, timers, subscriptions, effects, incidents } = it.state;
  const id =
    trigger.kind === 'completeElement' || trigger.kind === 'throwError'
      ? trigger.element
      : trigger.kind === 'fireTimer'
        ? timers[trigger.timer]?.element
        : trigger.kind === 'receive'
          ? subscriptions[trigger.subscription]?.element
          : trigger.kind === 'completeEffect' || trigger.kind === 'failEffect'
            ? effects[trigger.effect]?.element
            : trigger.kind === 'retryIncident'
              ? incidents[trigger.incident]?.element
              : trigger.kind === 'startInner' || trigger.kind === 'writeVariables'
                ? trigger.scope
                : undefined;
  const element = elements[id ?? ''];
  if (element) coverage.add(it.state, element, trigger.kind, it.definitions);
}

/** What the step entered; of what has ended again within it only the event tells. */
interface Seen {
  readonly from: number;
  readonly before: InstanceState['elements'];
}

function note(it: Case, { from, before }: Seen, coverage: Coverage): void {
  const elements = { ...before, ...it.state.elements };
  const entered = it.events.slice(from).flatMap((event) => (event.type === 'elementEntered' ? [event.element] : []));
  for (const element of entered) elements[element.id] ??= element;
  const state = { ...it.state, elements };
  for (const element of entered) {
    if (element.parent !== null && elements[element.parent]) coverage.add(state, element, 'enter', it.definitions);
  }
}

function expectConsistent(it: Case): void {
  const { elements, timers, subscriptions, effects, incidents } = it.state;
  for (const { element } of [timers, subscriptions, effects, incidents].flatMap((all) =>
    Object.values<{ element: string }>(all),
  ))
    expect(elements[element], 'whatever waits belongs to an element instance').to.be.an('object');
  for (const element of openElements(it.state))
    if (element.parent !== null)
      expect(elements[element.parent], 'no element instance without its scope').to.be.an('object');
  if (it.state.status !== 'active') expect(Object.keys(elements)).to.have.length(1);
}
