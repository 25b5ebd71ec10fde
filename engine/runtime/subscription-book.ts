/**
 * What an engine that has the database to itself knows of messages and signals without asking: who waits for them, and which may lie in the inbox. A message whose
 * receiver it knows goes there at once, and is put in the inbox by the commit that takes it.
 */
import type pg from 'pg';
import type { CaseChange } from '../commands/change.ts';
import type { SubscriptionRow } from '../commands/change-rows.ts';
import type { Receiver } from '../store/messages/find-receiver.ts';
import type { NewMessage } from '../store/messages/insert-message.ts';
import { awaitedNames, keyedNames, lyingNames, type StartWaiting, waitingStarts } from '../store/messages/standing.ts';

export class SubscriptionBook {
  readonly #pool: pg.Pool;
  readonly #deploymentSequence: () => number;
  /** Subscriptions that this process has opened, by id and by name and business key. */
  readonly #open = new Map<string, SubscriptionRow>();
  readonly #byName = new Map<string, Map<string | null, Set<SubscriptionRow>>>();
  /** Cases with their business keys, by name. */
  readonly #changed = new Map<string, Map<string, string | null>>();
  readonly #lying = new Set<string>();
  #before: Promise<Before> | undefined;
  #deployed: { readonly sequence: number; readonly read: Promise<Deployed> } | undefined;

  /** `deploymentSequence` tells whether something was deployed, or suspended, since. */
  constructor(pool: pg.Pool, deploymentSequence: () => number) {
    this.#pool = pool;
    this.#deploymentSequence = deploymentSequence;
  }

  note(changes: readonly CaseChange[]): void {
    for (const { instanceId, index } of changes) {
      for (const id of index.subscriptionsRemoved) this.#close(id, instanceId);
      for (const row of index.subscriptions) {
        this.#close(row.id, instanceId);
        this.#put(row, instanceId);
      }
    }
  }

  /** Whether there may be somebody who waits; where the message names no business key, any will do. */
  async isAwaited({ name, businessKey }: Named): Promise<boolean> {
    const keys = this.#byName.get(name);
    if (keys && (businessKey === null || keys.has(businessKey))) return true;
    const [before, { starts }] = await Promise.all([this.#readBefore(), this.#readDeployed()]);
    return before.awaited.has(name) || starts.some((start) => start.name === name);
  }

  /**
   * Who gets the message, as `findReceivers` would say if everything were written; undefined where that has to be asked, because nobody is known, or
   * because others may be that are not in the book.
   */
  async receiverOf(message: Addressed): Promise<Receiver | undefined> {
    const { name } = message;
    const [before, { starts, keyed }] = await Promise.all([this.#readBefore(), this.#readDeployed()]);
    if (before.awaited.has(name) || keyed.has(name)) return undefined;
    const waiting = this.#waitingFor(message);
    if (waiting) return receiverIn(waiting);
    if (message.instanceId !== null) return undefined;
    return starts.find(
      (start) => start.kind === 'message' && start.name === name && start.key === null && !start.suspended,
    );
  }

  /** A message of that name is left in the inbox. */
  lies(name: string): void {
    this.#lying.add(name);
  }

  async mayLie(name: string): Promise<boolean> {
    return this.#lying.has(name) || (await this.#readBefore()).lying.has(name);
  }

  /** Cases that may have begun or ceased to wait for it without that being written, each told once. */
  changed({ name, businessKey }: Named): readonly string[] {
    const changed = this.#changed.get(name);
    if (!changed) return [];
    const ids = [...changed].flatMap(([id, key]) => (businessKey === null || key === businessKey ? [id] : []));
    for (const id of ids) changed.delete(id);
    return ids;
  }

  /** By its key, or without one by its business key or case; never by its name alone. */
  #waitingFor({ name, key, businessKey, instanceId }: Addressed): SubscriptionRow | undefined {
    if (key === null && businessKey === null && instanceId === null) return undefined;
    const keys = this.#byName.get(name);
    const rows = businessKey === null ? [...(keys?.values() ?? [])].flatMap((set) => [...set]) : keys?.get(businessKey);
    let longest: SubscriptionRow | undefined;
    for (const row of rows ?? []) {
      const isKey = key === null ? row.key === null || instanceId !== null : row.key === key;
      const isIt = isKey && !row.suspended && row.kind === 'message' && [null, row.instanceId].includes(instanceId);
      if (isIt && (!longest || isBefore(row, longest))) longest = row;
    }
    return longest;
  }

  #change({ name, businessKey }: Named, instanceId: string): void {
    const changed = this.#changed.get(name) ?? new Map<string, string | null>();
    this.#changed.set(name, changed.set(instanceId, businessKey));
  }

  #put(row: SubscriptionRow, instanceId: string): void {
    this.#open.set(row.id, row);
    this.#change(row, instanceId);
    const { name, businessKey } = row;
    const keys = this.#byName.get(name) ?? new Map<string | null, Set<SubscriptionRow>>();
    this.#byName.set(name, keys.set(businessKey, (keys.get(businessKey) ?? new Set()).add(row)));
  }

  #close(id: string, instanceId: string): void {
    const row = this.#open.get(id);
    const keys = row && this.#byName.get(row.name);
    const rows = keys?.get(row?.businessKey ?? null);
    if (!row || !keys || !rows) return;
    this.#open.delete(id);
    this.#change(row, instanceId);
    rows.delete(row);
    if (rows.size === 0) keys.delete(row.businessKey);
    if (keys.size === 0) this.#byName.delete(row.name);
  }

  /** As it was when this process began to write. */
  #readBefore(): Promise<Before> {
    this.#before ??= readBefore(this.#pool, [...this.#open.keys()]);
    return this.#before;
  }

  #readDeployed(): Promise<Deployed> {
    const sequence = this.#deploymentSequence();
    if (this.#deployed?.sequence !== sequence) this.#deployed = { sequence, read: readDeployed(this.#pool) };
    return this.#deployed.read;
  }
}

type Named = Pick<NewMessage, 'name' | 'businessKey'>;
type Addressed = Named & Pick<NewMessage, 'key' | 'instanceId'>;

interface Before {
  /** By cases that are not in the book. */
  readonly awaited: ReadonlySet<string>;
  readonly lying: ReadonlySet<string>;
}

interface Deployed {
  readonly starts: readonly StartWaiting[];
  readonly keyed: ReadonlySet<string>;
}

const readBefore = async (pool: pg.Pool, known: readonly string[]): Promise<Before> => ({
  awaited: new Set(await awaitedNames(pool, known)),
  lying: new Set(await lyingNames(pool)),
});

const readDeployed = async (pool: pg.Pool): Promise<Deployed> => ({
  starts: await waitingStarts(pool),
  keyed: new Set(await keyedNames(pool)),
});

const isBefore = (one: SubscriptionRow, other: SubscriptionRow): boolean =>
  one.createdAt === other.createdAt ? one.id < other.id : one.createdAt < other.createdAt;

const receiverIn = ({ id, ...row }: SubscriptionRow): Receiver => ({
  subscriptionId: id,
  instanceId: row.instanceId,
  definitionId: row.definitionId,
  elementId: row.elementId,
  definitionKey: row.definitionKey,
  key: row.key,
});
