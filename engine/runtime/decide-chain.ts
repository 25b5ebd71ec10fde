/** Decides the commands of one batch for one case, in order, each on the state the one before left. No waiting, no database. */
import { hasEnded } from '../commands/case.ts';
import { type CaseChange, type Claim, diff, type Receipt } from '../commands/change.ts';
import type { Command, DecideContext, Decision, OpeningCommand } from '../commands/command.ts';
import type { JournalEntry } from '../commands/journal-entry.ts';
import { nameSteps } from '../commands/name-steps.ts';
import { wouldDo } from '../commands/would-do.ts';
import { withWrites } from '../core/data-stores.ts';
import type { DomainEvent } from '../core/events.ts';
import { changedParts, PartsNeeded, requireWhole } from '../core/parts.ts';
import type { InstanceState } from '../core/state.ts';
import { StoreNotLoaded } from '../env.ts';
import { type Failure, fail, Refusal, type Result } from '../errors.ts';
import { DefinitionNotLoaded } from '../model/graph.ts';
import type { LoadedCase } from '../store/load.ts';
import type { CalendarRegistry } from './calendars.ts';
import type { Clock } from './clock.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { Outcome } from './envelope.ts';
import { uuidv7 } from './ids.ts';
import type { OrganisationRegistry } from './organisation.ts';
import type { Pending } from './pending.ts';
import type { StoreSnapshot } from './store-snapshot.ts';

// biome-ignore format: one line per kind of command
type AnyCommand = Command<never, unknown> | OpeningCommand<never, unknown>;

export type CommandTable = Readonly<Record<string, AnyCommand>>;

export interface Decider {
  readonly commands: CommandTable;
  readonly definitions: DefinitionRegistry;
  readonly organisation: OrganisationRegistry;
  readonly calendars: CalendarRegistry;
  readonly clock: Clock;
  /** See `Env`. */
  readonly seedFor?: ((what: string) => string) | undefined;
  /** A command that threw: our bug. Returns the id the caller is told. */
  readonly onBug: (error: unknown, pending: Pending) => string;
}

export interface Chain {
  readonly pendings: readonly Pending[];
  /** In the order of `pendings`; to be given only when the change is written. */
  readonly outcomes: readonly Outcome[];
  /** Undefined where nothing is to be written. */
  readonly change: CaseChange | undefined;
}

const RECEIPT_TTL_MS = 24 * 3_600_000;

/** Throws `DefinitionNotLoaded`, `StoreNotLoaded` or `PartsNeeded`; then nothing has happened and it can be called again. */
export function decideChain(
  decider: Decider,
  pendings: readonly Pending[],
  loaded: LoadedCase | undefined,
  stores: StoreSnapshot,
): Chain {
  const instanceId = pendings[0]?.instanceId ?? '';
  const draft = {
    state: loaded?.state ?? null,
    entries: [],
    receipts: [],
    claims: [],
    stores,
  } satisfies Draft as Draft;
  const outcomes = pendings.map((pending) => decideNext(decider, draft, pending));
  const { state, entries, receipts, claims } = draft;
  if (!state || entries.length === 0) return { pendings, outcomes, change: undefined };
  const before = loaded?.state ?? null;
  // Columns that come from the case itself change in the rows of all its parts.
  if (before && before.status !== state.status) requireWhole(before);
  const index = diff(before, state, entries, decider.definitions);
  return {
    pendings,
    outcomes,
    change: {
      instanceId,
      expected: loaded?.version ?? 0,
      before,
      after: state,
      ends: hasEnded(state),
      entries,
      receipts,
      claims,
      stores: stores.changeBy(eventsOf(entries), entries.at(-1)?.at ?? 0, decider.definitions),
      index,
      parts: changedParts(before, state),
    },
  };
}

/** Not copied where one command has decided: nearly always. */
function eventsOf(entries: readonly JournalEntry[]): readonly DomainEvent[] {
  const [first] = entries;
  return first && entries.length === 1 ? first.events : entries.flatMap(({ events }) => events);
}

interface Draft {
  state: InstanceState | null;
  readonly entries: JournalEntry[];
  readonly receipts: Receipt[];
  readonly claims: Claim[];
  readonly stores: StoreSnapshot;
}

function decideNext(decider: Decider, draft: Draft, pending: Pending): Outcome {
  const { envelope } = pending;
  const instanceId = pending.instanceId ?? '';
  const earlier = draft.receipts.find((receipt) => receipt.id === envelope.receipt);
  if (earlier) return { ok: true, instanceId, answer: earlier.answer, replayed: true };
  const { consumes } = envelope;
  if (consumes && draft.claims.some((claim) => claim.kind === consumes.kind && claim.id === consumes.id))
    return fail('already-consumed', { id: consumes.id });
  const now = envelope.at ?? decider.clock.now();
  const decided = decide(decider, draft, pending, now);
  if (!decided.ok) return named(decider, draft, decided.failure);
  const { state, events, answer, foresees } = decided.value;
  if (envelope.rehearses) {
    const comparison = { before: draft.state, after: foresees?.state ?? state, confirmedBy: foresees?.confirmedBy };
    const told = wouldDo(comparison, decider.definitions);
    return { ok: true, instanceId, answer: { wouldDo: told }, replayed: false };
  }
  draft.state = state;
  if (events.length > 0 || envelope.receipt !== undefined || consumes) {
    const { actor, command, receipt: request } = envelope;
    draft.entries.push({ at: now, actor: actor.id, command, events, ...(request !== undefined && { request }) });
  }
  if (envelope.receipt !== undefined)
    draft.receipts.push({ id: envelope.receipt, answer, expiresAt: now + RECEIPT_TTL_MS });
  if (consumes) draft.claims.push(consumes);
  return { ok: true, instanceId, answer, replayed: false };
}

const named = ({ definitions }: Decider, { state }: Draft, failure: Failure): Outcome => ({
  ok: false,
  failure: state ? nameSteps(failure, state.definitions, definitions) : failure,
});

function decide(
  decider: Decider,
  { state, entries, stores: before }: Draft,
  pending: Pending,
  now: number,
): Result<Decision<unknown>> {
  const { envelope, instanceId = '' } = pending;
  const stores = entries.length === 0 ? before : withWrites(before, eventsOf(entries));
  const { definitions } = decider;
  const context: DecideContext = {
    env: { now, newId: () => uuidv7(now), seedFor: decider.seedFor, zone: decider.clock.zone, stores },
    definitions,
    forms: definitions,
    organisation: decider.organisation.current,
    calendars: decider.calendars.current,
    actor: envelope.actor,
  };
  try {
    const command = decider.commands[envelope.command];
    if (!command) throw new Error(`Expected a command "${envelope.command}", but the table has none.`);
    if ('opens' in command) {
      return state === null
        ? command.decide(instanceId, envelope.input as never, context)
        : fail('already-exists', { kind: 'instance', id: instanceId });
    }
    return state === null
      ? fail('not-found', { kind: 'instance', id: instanceId })
      : command.decide(state, envelope.input as never, context);
  } catch (error) {
    if (error instanceof DefinitionNotLoaded || error instanceof StoreNotLoaded || error instanceof PartsNeeded)
      throw error;
    if (error instanceof Refusal) return { ok: false, failure: error.failure };
    return fail('internal-error', { id: decider.onBug(error, pending) });
  }
}
