/** A case as a database keeps it: its own row and its parts. Every step is made on as little as it needs, as the engine makes it. */
import { expect } from 'chai';
import { type CaseBase, type CasePart, changedParts, joinCase, PartsNeeded, partOf } from '../../engine/core/parts.ts';
import type { InstanceState } from '../../engine/core/state.ts';
import { type StepInput, type StepOutput, step } from '../../engine/core/step.ts';
import type { Trigger } from '../../engine/core/trigger.ts';
import type { Result } from '../../engine/errors.ts';

type Asked = ReadonlySet<string> | 'all';

export class Parted {
  private base: string | null = null;
  private readonly parts = new Map<string, CasePart>();
  private incidents = 0;

  /** Writes a step, made on a state that `loaded` gave. */
  write(before: InstanceState | null, after: InstanceState): void {
    const change = changedParts(before, after);
    this.base = JSON.stringify(change?.base ?? after);
    for (const part of change?.changed ?? []) this.parts.set(part.id, JSON.parse(JSON.stringify(part)) as CasePart);
    for (const id of change?.removed ?? []) this.parts.delete(id);
    this.incidents = Object.keys(after.incidents).length + (after.partial?.incidents ?? 0);
  }

  loaded(asked: Asked): InstanceState | null {
    if (this.base === null) return null;
    const base = JSON.parse(this.base) as InstanceState;
    if (!base.split) return base;
    const wanted = new Set<string>();
    for (let ids = asked === 'all' ? [...this.parts.keys()] : [...asked]; ids.length > 0; ) {
      for (const id of ids) wanted.add(id);
      ids = ids.flatMap((id) => this.parts.get(id)?.parent ?? []);
    }
    const parts = [...wanted]
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .flatMap((id) => this.parts.get(id) ?? []);
    const { incidents } = this;
    return joinCase(base as CaseBase, parts, { asked: asked === 'all' ? 'all' : [...asked], incidents });
  }

  /** Makes the step on what the trigger names, and on more of the case where it turns out to need that. */
  step(inputOf: () => StepInput): Result<StepOutput> & { readonly before: InstanceState | null } {
    let asked: Asked = this.partsOf(inputOf().trigger);
    for (;;) {
      const before = this.loaded(asked);
      try {
        const result = step({ ...inputOf(), state: before });
        // The end of a case needs all of it.
        if (result.ok && before?.partial && result.value.state.status !== before.status) throw new PartsNeeded('all');
        return { ...result, before };
      } catch (error) {
        if (!(error instanceof PartsNeeded) || asked === 'all') throw error;
        asked = error.parts === 'all' ? 'all' : new Set([...asked, ...error.parts]);
      }
    }
  }

  /** What the rows of tasks, jobs and incidents say; whoever speaks to the case as such gets all of it. */
  private partsOf(trigger: Trigger): Asked {
    const whole = this.loaded('all');
    if (!whole) return 'all';
    const element = namedBy(trigger, whole);
    if (element === undefined) return 'all';
    const part = partOf(whole, element);
    return new Set(part === null ? [] : [part]);
  }

  /** The whole case again, and every part of it where it belongs. */
  expectToHold(state: InstanceState): void {
    const whole = this.loaded('all');
    expect(whole && withoutLoops(whole), 'the parts must give the whole').to.deep.equal(withoutLoops(state));
  }
}

/** The element instance a trigger is about, as far as the index tables would tell. */
function namedBy(trigger: Trigger, state: InstanceState): string | undefined {
  if (trigger.kind === 'completeElement' || trigger.kind === 'throwError') return trigger.element;
  if (trigger.kind === 'fireTimer') return state.timers[trigger.timer]?.element;
  if (trigger.kind === 'completeEffect' || trigger.kind === 'failEffect') return state.effects[trigger.effect]?.element;
  if (trigger.kind === 'retryIncident') return state.incidents[trigger.incident]?.element;
  return undefined;
}

/** As stored, without what a loop keeps elsewhere when it is kept in parts. */
function withoutLoops({ split: _split, items: _items, ...state }: InstanceState): unknown {
  const elements = Object.entries(state.elements).map(([id, element]) => {
    const { collection: _collection, outputs: _outputs, split: _isSplit, ...loop } = element.loop ?? {};
    return [id, { ...element, ...(element.loop && { loop }) }];
  });
  return JSON.parse(JSON.stringify({ ...state, elements: Object.fromEntries(elements) }));
}
