/**
 * What a change says about effects, for their ledger. Made from events, because the state of a case forgets an effect when it is settled and
 * the ledger does not.
 */
import type { DomainEvent } from '../core/events.ts';
import type { Effect } from '../core/state.ts';
import { type OfElement, ofEntry, type Place } from './change-rows.ts';

/** What one command did, and when. */
interface CommandEvents {
  readonly at: number;
  readonly actor: string;
  readonly events: readonly DomainEvent[];
}

/** What the department has done, as far as it is known. `sent` is written by who calls it. */
export type EffectState = 'requested' | 'sent' | 'confirmed' | 'failed' | 'unknown';

/** How it ended for the case: answered (with a result or a business "no"), not waited for any more, or given up. */
export type EffectOutcome = 'completed' | 'error' | 'cancelled' | 'given-up';

/** What may be known of an effect at the end of a change; null: nothing new. */
interface Known {
  readonly state: Exclude<EffectState, 'sent'> | null;
  readonly outcome: EffectOutcome | null;
  readonly answerHash: string | null;
  readonly lastError: string | null;
  /** Epoch ms. */
  readonly settledAt: number | null;
}

/** An effect that was not there before. */
export interface EffectRow extends OfElement, Known {
  readonly id: string;
  readonly topic: string;
  readonly purpose: string | null;
  readonly manualPath: boolean;
  readonly requestedAt: number;
  readonly requestedBy: string;
  /** What the department is given. */
  readonly variables: Effect['variables'];
}

export interface EffectNews extends Known {
  readonly id: string;
  readonly instanceId: string;
}

const NOTHING: Known = { state: null, outcome: null, answerHash: null, lastError: null, settledAt: null };

interface Found {
  asked?: { readonly effect: Effect; readonly by: string };
  known: Known;
}

/** One row for each effect that the entries mention, in order; `before` are those the case had asked for already. */
export function effectNews(
  place: Place,
  before: Readonly<Record<string, Effect>>,
  entries: readonly CommandEvents[],
): { readonly effects: readonly EffectRow[]; readonly effectNews: readonly EffectNews[] } {
  const effects: EffectRow[] = [];
  const news: EffectNews[] = [];
  for (const [id, { asked, known }] of gather(entries)) {
    if (asked && !(id in before)) effects.push(rowOf(place, asked, known));
    else if (known !== NOTHING) news.push({ id, instanceId: place.state.id, ...known });
  }
  return { effects, effectNews: news };
}

function gather(entries: readonly CommandEvents[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const { at, actor, events } of entries) {
    for (const event of events) {
      const id = effectOf(event);
      if (id === null) continue;
      const entry = found.get(id) ?? { known: NOTHING };
      found.set(id, entry);
      if (event.type === 'effectRequested') entry.asked ??= { effect: event.effect, by: actor };
      else entry.known = learn(entry.known, event, at);
    }
  }
  return found;
}

const effectOf = (event: DomainEvent): string | null => {
  if (event.type === 'effectSettled') return event.id;
  return event.type === 'effectRequested' || event.type === 'effectFailed' ? event.effect.id : null;
};

function learn(known: Known, event: DomainEvent, at: number): Known {
  if (event.type === 'effectFailed') {
    return { ...known, state: event.unknown ? 'unknown' : 'failed', lastError: event.effect.lastError ?? null };
  }
  if (event.type !== 'effectSettled') return known;
  const { outcome, answerHash = null } = event;
  const isAnswer = outcome === 'completed' || outcome === 'error';
  return {
    ...known,
    ...(isAnswer && { state: 'confirmed' as const, lastError: null }),
    outcome,
    answerHash,
    settledAt: at,
  };
}

function rowOf(place: Place, { effect, by }: NonNullable<Found['asked']>, known: Known): EffectRow {
  const { id, topic, purpose, manual, requestedAt, variables } = effect;
  return {
    ...ofEntry(place, effect),
    ...known,
    state: known.state ?? 'requested',
    id,
    topic,
    purpose: purpose ?? null,
    manualPath: manual ?? false,
    requestedAt,
    requestedBy: by,
    variables,
  };
}
