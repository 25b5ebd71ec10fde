/**
 * 抽取: who has the seats of a round is drawn by lot from a pool without those who are too near to the case. The seed comes from the `Env` and is kept
 * with the pool in the event that opens the round: in the order of SHA-256 of the seed, a space and the person, the first are drawn. So anybody can
 * draw again and gets the same, and whoever takes the place of one who declares a conflict was next from the beginning.
 */
import type { Draw, Excluded } from '../core/draw.ts';
import type { InstanceState } from '../core/state.ts';
import { sha256 } from '../documents/sha256.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { FindingSpec } from '../model/graph.ts';
import { excludedFrom, numberOf, poolOf } from '../people/approvers/draw.ts';
import { evaluateList } from '../people/evaluate.ts';
import { barsAt } from './bars.ts';
import { caseFacts } from './case-facts.ts';
import type { DecideContext } from './command.ts';
import type { Place } from './place.ts';
import { userTaskAt } from './resolve-people.ts';

export interface Drawn {
  readonly draw: Draw;
  /** In the order in which they were drawn. */
  readonly people: readonly string[];
}

/** Undefined where the model does not draw. Refuses with 'draw-too-few' where fewer are left than are to be drawn. */
export function drawPeople(state: InstanceState, place: Place, context: DecideContext): Result<Drawn> | undefined {
  const { finding } = userTaskAt(place).assignment;
  if (finding?.rule !== 'draw') return undefined;
  const facts = caseFacts(state, place, context);
  const number = numberOf(finding, facts);
  if (!number.ok) return number;
  const near = nearNow(state, { place, finding }, context);
  if (!near.ok) return near;
  const draw: Draw = { seed: seedOf(state, place, context), number: number.value, ...near.value };
  const people = inOrder(draw).slice(0, draw.number);
  if (people.length === draw.number) return ok({ draw, people });
  const elementId = place.node.id;
  const out = draw.excluded.map(({ person, why, of }) => `${person} (${of ?? why})`).join(', ') || '-';
  const params = { elementId, number: draw.number, left: people.length, pool: draw.pool.length, excluded: out };
  return fail('draw-too-few', params, { elementId });
}

/** Nobody can foresee it, unless the engine was told to draw the same each time. */
function seedOf(
  { businessKey }: InstanceState,
  { node }: Place,
  { env: { now, newId, seedFor } }: DecideContext,
): string {
  return seedFor ? seedFor(`${businessKey ?? ''} ${node.id} ${now}`) : newId();
}

/** Who is next, as the pool and the conflicts are now; null where nobody is left. `seated`: those who have or had a seat. */
export function drawNext(
  state: InstanceState,
  { place, draw, seated }: { readonly place: Place; readonly draw: Draw; readonly seated: readonly string[] },
  context: DecideContext,
): Result<string | null> {
  const { finding } = userTaskAt(place).assignment;
  if (!finding) return ok(null);
  const near = nearNow(state, { place, finding }, context);
  if (!near.ok) return near;
  const now: Draw = { ...draw, pool: near.value.pool, excluded: [...draw.excluded, ...near.value.excluded] };
  return ok(inOrder(now).find((person) => !seated.includes(person)) ?? null);
}

function nearNow(
  state: InstanceState,
  { place, finding }: { readonly place: Place; readonly finding: FindingSpec },
  context: DecideContext,
): Result<Pick<Draw, 'pool'> & { readonly excluded: readonly Excluded[] }> {
  const facts = caseFacts(state, place, context);
  const pool = poolOf(userTaskAt(place).assignment, finding, facts);
  if (!pool.ok) return pool;
  const conflicts = evaluateList(finding.conflicts, facts.surroundings);
  if (!conflicts.ok) return conflicts;
  const known = new Set(place.element.round?.draw?.excluded.map(({ person }) => person));
  const bars = barsAt(state, place, context.definitions).filter(({ person }) => !known.has(person));
  const excluded = excludedFrom(pool.value, { bars, conflicts: conflicts.value }, facts.chart);
  return ok({ pool: pool.value, excluded });
}

/** Everybody who may be drawn, the first to be drawn first. */
function inOrder({ seed, pool, excluded }: Pick<Draw, 'seed' | 'pool' | 'excluded'>): string[] {
  const out = new Set(excluded.map(({ person }) => person));
  const lots = new Map(
    pool.filter((person) => !out.has(person)).map((person) => [person, sha256(`${seed} ${person}`)]),
  );
  return [...lots].sort(([, one], [, other]) => (one < other ? -1 : 1)).map(([person]) => person);
}
