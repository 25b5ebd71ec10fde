/** The adapters of the installation with what is known of their departments, and which of them may be called. */
import type pg from 'pg';
import { fail, ok, type Result } from '../../errors.ts';
import type { Adapter } from '../../port.ts';
import type { AdapterRoom } from '../../store/effects/claim-calls.ts';
import { type AdapterSwitch, readSwitches, writeSwitch } from '../../store/effects/switches.ts';
import type { Clock } from '../clock.ts';
import { AdapterGate, type BreakerState } from './gate.ts';
import type { ServiceLevel } from './recent-calls.ts';

export interface AdapterHealth {
  readonly name: string;
  readonly topics: readonly string[];
  readonly breaker: BreakerState;
  /** Of this process. */
  readonly inFlight: number;
  readonly concurrent: number;
  readonly calls: number;
  readonly failures: number;
  readonly lastFailure: string | null;
  /** How it has served the last calls of this process. */
  readonly level: ServiceLevel | null;
  /** When one call tries again, epoch ms; null while the breaker is closed. */
  readonly triesAt: number | null;
  readonly canBeAsked: boolean;
  readonly switch: AdapterSwitch | null;
}

const READ_AGAIN_MS = 500;
/** How many at once leave a department that is out of order by their manual path. */
const DIVERTED = 20;

export class Departments {
  readonly #pool: pg.Pool;
  readonly #gates: ReadonlyMap<string, AdapterGate>;
  readonly #byTopic: ReadonlyMap<string, AdapterGate>;
  #switches: ReadonlyMap<string, AdapterSwitch> = new Map();
  #full: ReadonlySet<string> = new Set();
  #readAt = 0;

  constructor(pool: pg.Pool, adapters: readonly Adapter[], clock: Clock) {
    this.#pool = pool;
    this.#gates = new Map(adapters.map((adapter) => [adapter.name, new AdapterGate(adapter, clock)]));
    this.#byTopic = new Map(
      [...this.#gates.values()].flatMap((gate) => gate.adapter.topics.map((topic) => [topic, gate] as const)),
    );
  }

  /** All topics that this process serves. */
  get topics(): readonly string[] {
    return [...this.#byTopic.keys()];
  }

  /** Those whose department may be called now: what is due on the others waits. */
  get callableTopics(): readonly string[] {
    return [...this.#byTopic].flatMap(([topic, gate]) => (this.isBlocked(gate) ? [] : [topic]));
  }

  /** Calls that may be under way at once. */
  get concurrent(): number {
    return [...this.#gates.values()].reduce((sum, gate) => sum + gate.concurrent + DIVERTED, 0);
  }

  gateOf(topic: string): AdapterGate | undefined {
    return this.#byTopic.get(topic);
  }

  isBlocked(gate: AdapterGate): boolean {
    return gate.breaker === 'open' || this.#isOff(gate);
  }

  /** What each adapter can take now. */
  async rooms(): Promise<AdapterRoom[]> {
    await this.#refresh();
    return [...this.#gates.values()].flatMap((gate) => {
      const blocked = this.isBlocked(gate);
      const room = blocked ? DIVERTED : gate.room;
      const { name, topics } = gate.adapter;
      return room === 0 || topics.length === 0 ? [] : [{ adapter: name, topics, room, blocked, leaseMs: gate.leaseMs }];
    });
  }

  /** Remembers which adapters took all they had room for: more may be waiting for them. */
  noteClaimed(rooms: readonly AdapterRoom[], claimed: readonly { readonly adapter: string }[]): void {
    const full = new Set([...this.#gates.keys()].filter((name) => !rooms.some(({ adapter }) => adapter === name)));
    for (const { adapter, room } of rooms)
      if (claimed.filter((call) => call.adapter === adapter).length >= room) full.add(adapter);
    this.#full = full;
  }

  /** Whether more may be waiting for an adapter than it had room for. */
  wasFull(adapter: string): boolean {
    return this.#full.has(adapter);
  }

  async health(): Promise<AdapterHealth[]> {
    this.#readAt = 0;
    await this.#refresh();
    return [...this.#gates.values()].map((gate) => ({
      name: gate.adapter.name,
      topics: gate.adapter.topics,
      breaker: gate.breaker,
      inFlight: gate.inFlight,
      concurrent: gate.concurrent,
      ...gate.counts,
      lastFailure: gate.lastFailure,
      level: gate.level,
      triesAt: gate.triesAt,
      canBeAsked: gate.adapter.query !== undefined,
      switch: this.#switches.get(gate.adapter.name) ?? null,
    }));
  }

  /** The kill switch: nothing new is called; calls under way end within their time limit. */
  async throwSwitch(change: AdapterSwitch): Promise<Result<void>> {
    if (!this.#gates.has(change.adapter)) return fail('not-found', { kind: 'adapter', id: change.adapter });
    await writeSwitch(this.#pool, change);
    this.#readAt = 0;
    await this.#refresh();
    return ok(undefined);
  }

  #isOff({ adapter }: AdapterGate): boolean {
    return this.#switches.get(adapter.name)?.off ?? false;
  }

  /** The claim of calls looks at the switches itself; this is for everybody who asks without claiming. */
  async #refresh(): Promise<void> {
    if (this.#gates.size === 0 || Date.now() - this.#readAt < READ_AGAIN_MS) return;
    this.#readAt = Date.now();
    const switches = await readSwitches(this.#pool);
    this.#switches = new Map(switches.map((each) => [each.adapter, each]));
  }
}
