/**
 * Which of the waiting commands go together. What the engine does by itself (timers, lamps, deadlines computed again) fills up what people leave
 * of a batch, and of that only a share while people are at work: they wait for the whole batch that their command is in.
 */
import type { Pending } from './pending.ts';

export interface Waiting {
  /** In order of arrival. */
  readonly queue: Pending[];
  /** Cases that another batch holds. */
  readonly held: ReadonlySet<string>;
  /** Data stores that another batch writes. */
  readonly heldStores: ReadonlySet<string>;
}

export interface Room {
  /** Commands in the batch. */
  readonly size: number;
  /** How many of them may be the engine's own. */
  readonly background: number;
  /** Whether a batch without anybody's command may go. */
  readonly alone: boolean;
}

export interface Chosen {
  readonly batch: readonly Pending[];
  readonly rest: Pending[];
}

/** Of a full batch this share is the engine's own where anything of it waits, however many people come. */
const RESERVED = 0.1;

/** The oldest commands whose case no other batch holds; for one case never a later one before an earlier one. */
export function chooseBatch(waiting: Waiting, room: Room): Chosen {
  const { queue } = waiting;
  const chooser = new Chooser(waiting, roomFor(queue, room));
  for (const pending of queue) chooser.offer(pending);
  return chooser.people === 0 && !room.alone ? { batch: [], rest: queue } : chooser;
}

/** How many of each kind; and the cases of people, for which the engine's own commands are as urgent as theirs. */
interface Shares {
  readonly size: number;
  readonly people: number;
  readonly background: number;
  readonly urgent: ReadonlySet<string>;
}

function roomFor(queue: readonly Pending[], { size, background }: Room): Shares {
  const urgent = new Set<string>();
  let own = 0;
  for (const { envelope, instanceId } of queue) {
    if (envelope.background) own += 1;
    else if (instanceId !== undefined) urgent.add(instanceId);
  }
  const people = size - Math.min(own, Math.floor(size * RESERVED));
  return { size, people, background: Math.min(background, size - Math.min(queue.length - own, people)), urgent };
}

class Chooser implements Chosen {
  readonly batch: Pending[] = [];
  readonly rest: Pending[] = [];
  people = 0;
  private readonly waiting: Waiting;
  private readonly shares: Shares;
  private readonly taken = new Map<string, Pending>();
  private readonly stores = new Set<string>();
  /** Cases of which a command stays behind. */
  private readonly behind = new Set<string>();

  constructor(waiting: Waiting, shares: Shares) {
    this.waiting = waiting;
    this.shares = shares;
  }

  offer(pending: Pending): void {
    const { instanceId } = pending;
    if (this.admits(pending)) {
      this.batch.push(pending);
      if (!this.isBackground(pending)) this.people += 1;
      for (const store of pending.stores) this.stores.add(store);
      if (instanceId !== undefined) this.taken.set(instanceId, pending);
    } else {
      this.rest.push(pending);
      if (instanceId !== undefined) this.behind.add(instanceId);
    }
  }

  private admits(pending: Pending): boolean {
    const { people, background } = this.shares;
    const hasRoom = this.isBackground(pending)
      ? this.batch.length - this.people < background && this.batch.length < this.shares.size
      : this.people < people && this.batch.length < this.shares.size;
    return hasRoom && this.isFree(pending);
  }

  private isFree({ instanceId, stores, alone }: Pending): boolean {
    const { held, heldStores } = this.waiting;
    if (stores.some((store) => heldStores.has(store) || this.stores.has(store))) return false;
    if (instanceId === undefined) return true;
    const other = this.taken.get(instanceId);
    return !held.has(instanceId) && !this.behind.has(instanceId) && !(other && (other.alone || alone));
  }

  private isBackground({ envelope, instanceId }: Pending): boolean {
    return envelope.background === true && !(instanceId !== undefined && this.shares.urgent.has(instanceId));
  }
}
