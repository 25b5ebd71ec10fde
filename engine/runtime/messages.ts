/**
 * Messages between the outside and cases, and from case to case. A message is first put in a durable inbox and then consumed once, by the
 * commit of its receiver: the case that has waited longest, else a start event. Without a receiver it waits for its time to live; whoever
 * opens a subscription looks into the inbox after his commit, as the sender looks for subscriptions after his: one of them sees the other.
 */
import type pg from 'pg';
import type { CaseChange, Claim } from '../commands/change.ts';
import type { AsyncWork, SubscriptionRow } from '../commands/change-rows.ts';
import { type Actor, SYSTEM } from '../commands/command.ts';
import type { InputOf } from '../commands/index.ts';
import { readKeys } from '../core/correlation-recipes.ts';
import { dueAfter } from '../core/schedule.ts';
import { ERRORS, type ErrorCode, ok, Refusal, type Result } from '../errors.ts';
import type { Job } from '../store/jobs/job.ts';
import { findBuffered, findReceivers, findStranded, type Receiver } from '../store/messages/find-receiver.ts';
import { type Inserted, insertMessages, moveToInbox, type NewMessage } from '../store/messages/insert-message.ts';
import type { Message } from '../store/messages/message.ts';
import { findUnread, setKeys } from '../store/messages/message-keys.ts';
import { findMessages, ignoreMessages, sweepMessages } from '../store/messages/settle-message.ts';
import { openGate, sweepGates } from '../store/messages/start-gate.ts';
import type { Clock } from './clock.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Envelope, Submitter } from './envelope.ts';
import { uuidv7 } from './ids.ts';
import type { Logger } from './logger.ts';
import type { SubscriptionBook } from './subscription-book.ts';
import { Together } from './together.ts';

export interface PublishInput {
  readonly name: string;
  readonly correlationKey?: string | null;
  readonly businessKey?: string | null;
  readonly instanceId?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The sender's own id: a repeat is answered, not repeated. */
  readonly messageId?: string | null;
  /** ISO 8601 duration; without one the message does not wait. */
  readonly timeToLive?: string | null;
}

export interface PublishAnswer {
  readonly outcome: Message['outcome'];
  readonly instanceIds: readonly string[];
}

export interface MessagesDeps {
  readonly pool: pg.Pool;
  readonly dispatcher: Submitter & Pick<Dispatcher, 'flush'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of a process that has the database to itself. */
  readonly book?: SubscriptionBook | undefined;
}

/** Subscriptions close and messages go while we look: so often it is tried to find another pair. */
const MAX_TRIES = 20;
const SWEEP_SIZE = 100;

export class Messages {
  readonly #deps: MessagesDeps;
  readonly #meeting = new Set<Promise<void>>();
  /** What is still to be said of messages that nobody looks for: those of a job take its place. */
  #later: Record<'published' | 'sent', NewMessage[]> = { published: [], sent: [] };
  readonly #insert: Together<NewMessage, Inserted>;
  readonly #move: Together<NewMessage, Inserted | undefined>;
  readonly #receiver: Together<string, Receiver | undefined>;
  readonly #ignore: Together<string, Message | undefined>;
  readonly #find: Together<string, Message | undefined>;

  constructor(deps: MessagesDeps) {
    const { pool } = deps;
    this.#deps = deps;
    this.#insert = new Together((messages) => insertMessages(pool, messages));
    this.#move = new Together((messages) => moveToInbox(pool, messages));
    this.#receiver = new Together((ids) => findReceivers(pool, ids));
    this.#ignore = new Together((ids) => ignoreMessages(pool, ids));
    this.#find = new Together((ids) => findMessages(pool, ids));
  }

  /** Answers when the receiver has committed, or when it is known that there is none. */
  async publish(input: PublishInput, actor: Actor): Promise<Result<PublishAnswer>> {
    const now = this.#deps.clock.now();
    const expiresAt = input.timeToLive ? dueAfter(input.timeToLive, now, this.#deps.clock.zone) : ok(now);
    if (!expiresAt.ok) return expiresAt;
    const published: NewMessage = {
      id: uuidv7(now),
      messageId: input.messageId ?? null,
      name: input.name,
      key: input.correlationKey ?? null,
      businessKey: input.businessKey ?? null,
      instanceId: input.instanceId ?? null,
      variables: input.variables ?? {},
      publishedAt: now,
      expiresAt: expiresAt.value,
      outcome: 'buffered',
    };
    if (await this.#isUnheard(published)) {
      this.#later.published.push({ ...published, outcome: 'ignored' });
      return ok({ outcome: 'ignored', instanceIds: [] });
    }
    const known = published.messageId === null ? await this.#deliverKnown(published, actor) : undefined;
    if (known) return ok(answerOf(known));
    // A repeat is answered by what is written of the first.
    if (this.#deps.book && published.messageId !== null) await this.#deps.dispatcher.flush();
    const inserted = await this.#insert.ask(published);
    const { repeated } = inserted;
    const message = await this.#read(inserted, input.businessKey ?? null);
    if (repeated && (message.outcome !== 'buffered' || message.expiresAt > now)) return ok(answerOf(message));
    const delivered = await this.#deliver(message, actor);
    return delivered.ok ? ok(answerOf(delivered.value)) : delivered;
  }

  /** A message that a case has sent; its job becomes an entry of the inbox. */
  async deliverSent(job: Job, work: Extract<AsyncWork, { work: 'publish' }>): Promise<void> {
    const now = this.#deps.clock.now();
    const expiresAt = work.timeToLive ? dueAfter(work.timeToLive, job.dueAt, this.#deps.clock.zone) : ok(job.dueAt);
    if (!expiresAt.ok) throw new Refusal(expiresAt.failure);
    const sent: NewMessage = {
      id: job.id,
      messageId: null,
      name: work.name,
      key: work.key,
      businessKey: work.key === null ? work.businessKey : null,
      instanceId: null,
      variables: work.variables,
      publishedAt: Math.min(job.dueAt, now),
      expiresAt: expiresAt.value,
      outcome: 'buffered',
    };
    if (await this.#isUnheard(sent)) {
      this.#later.sent.push({ ...sent, outcome: 'ignored' });
      return;
    }
    if (await this.#deliverKnown(sent, SYSTEM)) {
      this.#later.sent.push(sent);
      return;
    }
    // Its row is among what its sender has to write.
    if (job.instanceId !== null) await this.#deps.dispatcher.flush([job.instanceId]);
    const inserted = await this.#move.ask(sent);
    if (inserted) await this.#deliverOwn(await this.#read(inserted, null));
  }

  /** Whether it is known that nobody waits for it, nor will: what is left of it need not be written at once. */
  async #isUnheard(message: NewMessage): Promise<boolean> {
    const { book, clock } = this.#deps;
    const { messageId, expiresAt } = message;
    return book !== undefined && messageId === null && expiresAt <= clock.now() && !(await book.isAwaited(message));
  }

  /** Resolves when everything that was said is written. */
  async flush(): Promise<void> {
    const { published, sent } = this.#later;
    this.#later = { published: [], sent: [] };
    for (const some of inParts(published)) await insertMessages(this.#deps.pool, some);
    for (const some of inParts(sent)) await moveToInbox(this.#deps.pool, some);
  }

  /** Models have come that can read the keys of these messages: of those that lie in the inbox too. */
  async readAgain(names: readonly string[]): Promise<void> {
    for (const { message, recipes } of await findUnread(this.#deps.pool, names))
      await this.#read({ message, recipes }, message.businessKey);
  }

  /** What the message says itself; `businessKey` is the one it keeps where it says something. */
  async #read(
    { message, recipes }: Pick<Inserted, 'message' | 'recipes'>,
    businessKey: string | null,
  ): Promise<Message> {
    const keys = readKeys(recipes, { variables: message.variables, now: message.publishedAt });
    if (keys.length === 0) return message;
    await setKeys(this.#deps.pool, message.id, { keys, businessKey });
    return { ...message, keys, businessKey };
  }

  /** After a commit: whether what it opened has already been waited for. `idle` tells when this is done. */
  meet(changes: readonly CaseChange[]): void {
    const opened = changes.flatMap(({ index }) =>
      index.subscriptions.filter(({ kind, suspended }) => kind === 'message' && !suspended),
    );
    if (opened.length === 0) return;
    const work = this.#meet(opened)
      .catch((error: unknown) =>
        this.#deps.logger.error({ err: error }, 'could not look for buffered messages; the sweep will'),
      )
      .finally(() => this.#meeting.delete(work));
    this.#meeting.add(work);
  }

  /** Resolves when no commit is being followed up; whether there was anything to wait for. */
  async idle(): Promise<boolean> {
    if (this.#meeting.size === 0) return false;
    while (this.#meeting.size > 0) await Promise.all(this.#meeting);
    return true;
  }

  /** Delivers what a killed process left, and removes what has run out. */
  async sweep(): Promise<void> {
    const now = this.#deps.clock.now();
    for (const message of await findStranded(this.#deps.pool, now, SWEEP_SIZE)) await this.#deliverOwn(message);
    await sweepMessages(this.#deps.pool, now);
    await sweepGates(this.#deps.pool);
  }

  async #meet(opened: readonly SubscriptionRow[]): Promise<void> {
    const { pool, clock, book, dispatcher } = this.#deps;
    const wanted: SubscriptionRow[] = [];
    for (const each of opened) if (!book || (await book.mayLie(each.name))) wanted.push(each);
    if (wanted.length === 0) return;
    // What others have taken out of the inbox has to be out of it.
    if (book) await dispatcher.flush();
    const ids = wanted.map(({ id }) => id);
    for (const message of await findBuffered(pool, ids, clock.now())) await this.#deliverOwn(message);
  }

  /** Nobody waits for the answer: a message that is refused is noted and gone, one that could not be tried is met by the sweep. */
  async #deliverOwn(message: Message): Promise<void> {
    const delivered = await this.#deliver(message, SYSTEM);
    if (!delivered.ok)
      this.#deps.logger.warn(
        { message: message.id, name: message.name, failure: delivered.failure },
        'a message was refused',
      );
  }

  async #receiverOf(message: Message): Promise<Receiver | undefined> {
    const { book, dispatcher } = this.#deps;
    if (book && !(await book.isAwaited(message))) return undefined;
    // Who waits for it has to be written.
    if (book) await dispatcher.flush(book.changed(message));
    return this.#receiver.ask(message.id);
  }

  /** Brings it to whom the book knows to wait for it; undefined where nobody is known, or it was not taken: then it goes the way of all. */
  async #deliverKnown({ messageId: _own, ...message }: NewMessage, actor: Actor): Promise<Message | undefined> {
    const { book, dispatcher } = this.#deps;
    for (let attempt = 0; book && attempt < MAX_TRIES; attempt++) {
      const receiver = await book.receiverOf(message);
      if (!receiver) return undefined;
      const known: Message = { ...message, keys: [], receiver: null };
      const { consumes, ...envelope } = envelopeFor(known, { ...receiver, gate: undefined }, actor);
      const outcome = await dispatcher.submit({ ...envelope, consumes: { ...consumes, message } });
      if (outcome.ok) return { ...known, outcome: consumes.outcome, receiver: outcome.instanceId };
      if (!RACES.has(outcome.failure.code)) return undefined;
    }
    return undefined;
  }

  async #deliver(message: Message, actor: Actor): Promise<Result<Message>> {
    const { pool, dispatcher, clock, book } = this.#deps;
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const receiver = await this.#receiverOf(message);
      if (!receiver) break;
      const gate = gateOf(message, receiver);
      if (gate !== undefined) await openGate(pool, gate);
      const envelope = envelopeFor(message, { ...receiver, gate }, actor);
      const outcome = await dispatcher.submit(envelope);
      if (outcome.ok) return ok({ ...message, outcome: envelope.consumes.outcome, receiver: outcome.instanceId });
      if (RACES.has(outcome.failure.code)) continue;
      if (!ERRORS[outcome.failure.code].retryable) await this.#ignore.ask(message.id);
      return outcome;
    }
    const waits = message.expiresAt > clock.now();
    if (waits) book?.lies(message.name);
    return ok((await (waits ? this.#find : this.#ignore).ask(message.id)) ?? message);
  }
}

/** The receiver or the message has gone in between, or its case stands still now: another pair is looked for. */
const RACES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'already-consumed',
  'case-not-active',
  'case-not-open',
  'definition-suspended',
  'message-not-expected',
  'not-found',
]);

/** A start event that asks for a key begins a conversation, and no second case begins the same. */
function gateOf({ keys }: Message, { instanceId, key, definitionKey }: Receiver): string | undefined {
  if (instanceId !== null || key === null) return undefined;
  const [exact] = keys.filter((each) => each.startsWith(`~${key}:[`));
  return exact === undefined ? undefined : `${definitionKey} ${exact}`;
}

interface GatedReceiver extends Receiver {
  readonly gate: string | undefined;
}

type Delivery = Envelope & { readonly consumes: Extract<Claim, { kind: 'message' }> };

function envelopeFor(message: Message, receiver: GatedReceiver, actor: Actor): Delivery {
  const { id, name, variables } = message;
  if (receiver.instanceId === null) {
    const input: InputOf<'start-by-message'> = {
      definitionId: receiver.definitionId,
      startEvent: receiver.elementId,
      message: name,
      businessKey: message.businessKey,
      variables,
    };
    return {
      command: 'start-by-message',
      target: 'new',
      input,
      actor,
      consumes: {
        kind: 'message',
        id,
        outcome: 'started',
        ...(receiver.gate !== undefined && { gate: receiver.gate }),
      },
    };
  }
  const input: InputOf<'correlate-message'> = {
    messageId: id,
    name,
    correlationKey: message.key,
    messageKeys: [...message.keys],
    variables,
  };
  const target = { instanceId: receiver.instanceId };
  return {
    command: 'correlate-message',
    target,
    input,
    actor,
    consumes: { kind: 'message', id, outcome: 'correlated' },
  };
}

const WRITTEN_AT_ONCE = 500;

function* inParts<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += WRITTEN_AT_ONCE) yield list.slice(from, from + WRITTEN_AT_ONCE);
}

const answerOf = (message: Message): PublishAnswer => ({
  outcome: message.outcome,
  instanceIds: message.receiver === null ? [] : [message.receiver],
});
