/**
 * What an engine that has the database to itself knows of messages without asking: names that somebody may wait for, and names of messages that may
 * lie in the inbox. It may take somebody for waiting who does not, never the other way round.
 */
import type pg from 'pg';
import type { CaseChange } from '../commands/change.ts';
import { awaitedNames, lyingNames } from '../store/messages/names.ts';

export class MessageBook {
  readonly #pool: pg.Pool;
  /** Subscriptions that this process has opened. */
  readonly #open = new Map<string, Awaited>();
  /** How many of them there are, by name and business key. */
  readonly #counts = new Map<string, Map<string | null, number>>();
  /** Cases with their business keys, by name. */
  readonly #changed = new Map<string, Map<string, string | null>>();
  readonly #lying = new Set<string>();
  #before: Promise<Before> | undefined;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  note(changes: readonly CaseChange[]): void {
    for (const { instanceId, index } of changes) {
      for (const id of index.subscriptionsRemoved) this.#close(id, instanceId);
      for (const { id, name, businessKey } of index.subscriptions) {
        this.#close(id, instanceId);
        this.#put(id, { name, businessKey }, instanceId);
      }
    }
  }

  /** Where the message names no business key, any will do. */
  async isAwaited({ name, businessKey }: Awaited): Promise<boolean> {
    const counts = this.#counts.get(name);
    if (counts && (businessKey === null || counts.has(businessKey))) return true;
    return (await this.#readBefore()).awaited.has(name);
  }

  /** A message of that name is left in the inbox. */
  lies(name: string): void {
    this.#lying.add(name);
  }

  async mayLie(name: string): Promise<boolean> {
    return this.#lying.has(name) || (await this.#readBefore()).lying.has(name);
  }

  /** Cases that may have begun or ceased to wait for it without that being written, each told once. */
  changed({ name, businessKey }: Awaited): readonly string[] {
    const changed = this.#changed.get(name);
    if (!changed) return [];
    const ids = [...changed].flatMap(([id, key]) => (businessKey === null || key === businessKey ? [id] : []));
    for (const id of ids) changed.delete(id);
    return ids;
  }

  #change({ name, businessKey }: Awaited, instanceId: string): void {
    const changed = this.#changed.get(name) ?? new Map<string, string | null>();
    this.#changed.set(name, changed.set(instanceId, businessKey));
  }

  #put(id: string, awaited: Awaited, instanceId: string): void {
    this.#open.set(id, awaited);
    this.#change(awaited, instanceId);
    const { name, businessKey } = awaited;
    const counts = this.#counts.get(name) ?? new Map<string | null, number>();
    this.#counts.set(name, counts.set(businessKey, (counts.get(businessKey) ?? 0) + 1));
  }

  #close(id: string, instanceId: string): void {
    const awaited = this.#open.get(id);
    const counts = awaited && this.#counts.get(awaited.name);
    if (!awaited || !counts) return;
    const { name, businessKey } = awaited;
    this.#open.delete(id);
    this.#change(awaited, instanceId);
    const left = (counts.get(businessKey) ?? 1) - 1;
    if (left > 0) counts.set(businessKey, left);
    else counts.delete(businessKey);
    if (counts.size === 0) this.#counts.delete(name);
  }

  /** As it was when this process began to write; start events are among them. */
  #readBefore(): Promise<Before> {
    this.#before ??= readBefore(this.#pool);
    return this.#before;
  }
}

interface Awaited {
  readonly name: string;
  readonly businessKey: string | null;
}

interface Before {
  readonly awaited: ReadonlySet<string>;
  readonly lying: ReadonlySet<string>;
}

const readBefore = async (pool: pg.Pool): Promise<Before> => ({
  awaited: new Set(await awaitedNames(pool)),
  lying: new Set(await lyingNames(pool)),
});
