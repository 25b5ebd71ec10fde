/** All open event streams of this process. */
import type { ServerResponse } from 'node:http';
import { refuse } from '../../errors.ts';
import type { Changes } from '../../runtime/changes.ts';
import { EventStream, type StreamOptions } from './stream.ts';

/** Browsers open one per tab. */
const MOST_STREAMS = 20;

export class EventHub {
  readonly #changes: Changes;
  readonly #streams = new Map<EventStream, { readonly userId: string; readonly token: string | null }>();

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  /** Refuses with `too-many-requests` where somebody has too many open. */
  requireRoom(userId: string): void {
    const open = [...this.#streams.values()].filter((stream) => stream.userId === userId).length;
    if (open >= MOST_STREAMS) refuse('too-many-requests', { seconds: 30 });
  }

  open(response: ServerResponse, options: Omit<StreamOptions, 'onClosed'>): void {
    const { id: userId, token } = options.audience.principal;
    const stream: EventStream = new EventStream(response, { ...options, onClosed: () => this.#streams.delete(stream) });
    this.#streams.set(stream, { userId, token });
    stream.open(this.#changes);
  }

  /** The session has ended. */
  closeSession(token: string): void {
    for (const [stream, owner] of this.#streams) if (owner.token === token) stream.close();
  }

  /** What somebody may see, or whether they may be signed in, has changed; everybody where it is not said who. Afterwards no stream tells more. */
  async renew(userId?: string): Promise<void> {
    const concerned = [...this.#streams].filter(([, owner]) => userId === undefined || owner.userId === userId);
    await Promise.all(concerned.map(([stream]) => stream.renew()));
  }

  closeAll(): void {
    for (const stream of this.#streams.keys()) stream.close();
  }

  get size(): number {
    return this.#streams.size;
  }
}
