/**
 * One open event stream. It ends when the session ends, and shows what its reader may see now: at once where the change was made in this
 * process, within a heartbeat otherwise.
 */
import type { ServerResponse } from 'node:http';
import type { ChangeEvent, Changes, CommittedChange } from '../../runtime/changes.ts';
import { principalsOf } from '../../store/read/reader.ts';
import type { ChangeView } from '../contract/system.ts';
import type { Principal } from '../principal.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that far behind is cut off; it resumes when it comes back. */
const MOST_UNREAD_BYTES = 1024 * 1024;

/** For whom a stream is filtered. */
export interface Audience {
  readonly principal: Principal;
  /** Cases that they follow and may see. */
  readonly followed: ReadonlySet<string>;
}

export interface StreamOptions {
  readonly audience: Audience;
  readonly lastEventId: string;
  /** Whether somebody sees every case, at this instant. */
  readonly seesAll: (principal: Principal) => boolean;
  /** Names under which changes concern somebody as a proxy or through their departments, at this instant. */
  readonly namesOfPrincipals: (principal: Principal) => readonly string[];
  /** Who the session belongs to now; refuses where it has ended. */
  readonly renew: () => Promise<Audience>;
  readonly onClosed: () => void;
}

export class EventStream {
  readonly #response: ServerResponse;
  readonly #options: StreamOptions;
  #audience: Audience;
  #renewals = 0;
  #stop: () => void = () => undefined;
  /** Keeps the connection alive and tells how far the reader is, also where nothing was for it: so nothing is missed after a break. */
  #mark: () => void = () => undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(response: ServerResponse, options: StreamOptions) {
    this.#response = response;
    this.#options = options;
    this.#audience = options.audience;
  }

  /** Repeats what was missed, then follows. `reset` tells that it is not known what was missed. */
  open(changes: Changes): void {
    this.#response.once('close', () => this.close());
    const { lastEventId } = this.#options;
    const missed = lastEventId === '' ? [] : changes.since(lastEventId);
    this.#write('retry: 3000\n');
    if (!missed) this.#write('event: reset\ndata: {}\n');
    for (const event of missed ?? []) this.#send(event);
    this.#mark = () => this.#write(`: heartbeat\nid: ${changes.lastId}\n\n`);
    this.#mark();
    this.#stop = changes.listen((event) => this.#send(event));
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#heartbeat);
    this.#stop();
    this.#response.end();
    this.#options.onClosed();
  }

  /**
   * Asks again who this is for. Whoever cannot be shown to be signed in, for whatever reason, is cut off; coming back asks again. Of
   * renewals that overtake each other the one that was begun last counts.
   */
  async renew(): Promise<void> {
    this.#renewals += 1;
    const turn = this.#renewals;
    const audience = await this.#options.renew().catch(() => undefined);
    if (turn !== this.#renewals) return;
    if (audience) this.#audience = audience;
    else this.close();
  }

  #send({ id, change }: ChangeEvent): void {
    const { principal, followed } = this.#audience;
    if (!change) this.#write(`id: ${id}\nevent: reset\ndata: {}\n\n`);
    else if (
      this.#options.seesAll(principal) ||
      isFor(principal, change) ||
      this.#isForPrincipal(change) ||
      followed.has(change.instanceId)
    )
      this.#write(`id: ${id}\nevent: change\ndata: ${JSON.stringify(view(change))}\n\n`);
  }

  #isForPrincipal({ principals }: CommittedChange): boolean {
    return this.#options.namesOfPrincipals(this.#audience.principal).some((name) => principals.includes(name));
  }

  async #beat(): Promise<void> {
    await this.renew();
    this.#mark();
  }

  #write(text: string): void {
    if (this.#closed) return;
    if (this.#response.writableLength > MOST_UNREAD_BYTES) this.close();
    else this.#response.write(text);
  }
}

function isFor(principal: Principal, { principals }: CommittedChange): boolean {
  return principalsOf(principal).some((name) => principals.includes(name));
}

const view = ({ instanceId, definitionKey, ended, tasks, tasksRemoved, notices }: CommittedChange): ChangeView => ({
  instanceId,
  definitionKey,
  ended,
  tasks: [...tasks],
  tasksRemoved: [...tasksRemoved],
  notices: [...notices],
});
