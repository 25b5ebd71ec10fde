/** Reads shared data for people, and says whether the call of a process may go out. Every read is written down before anything is asked. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { describe, type Failure, fail, ok, type Result } from '../../errors.ts';
import type { AdapterAnswer } from '../../port.ts';
import { masked, needsConsent, plainItems, tell } from '../../sharing/answer.ts';
import { isAskedFirst, permits } from '../../sharing/consent.ts';
import type { DataEntry } from '../../sharing/entry.ts';
import { judgeCall, judgeRead, type Permit, type Reader } from '../../sharing/judge-read.ts';
import { effectHash } from '../../store/effects/effect-hash.ts';
import { recordChange } from '../../store/people/organisation-changes.ts';
import { allBlocks } from '../../store/sharing/blocks.ts';
import { findConsent, lastSaid } from '../../store/sharing/consents.ts';
import { findEntry } from '../../store/sharing/entries.ts';
import { changeGrant, grantsOf } from '../../store/sharing/grants.ts';
import { countReads, insertRead, type ReadRow, settleRead } from '../../store/sharing/reads.ts';
import type { Clock } from '../clock.ts';
import { type AskDeps, callAdapter } from '../departments/ask-adapter.ts';
import type { Departments } from '../departments/departments.ts';
import { noteQuality } from '../departments/note-quality.ts';
import { uuidv7 } from '../ids.ts';
import { KnownLists } from './lists.ts';

export interface SharingDeps extends AskDeps {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly departments: Departments;
}

export interface ReadWish {
  readonly code: string;
  readonly purpose: string;
  /** Empty: all that may be told. */
  readonly items: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly consentId: string | null;
  readonly instanceId: string | null;
  readonly actor: string;
  /** The departments the actor works in, with those above. */
  readonly departments: readonly string[];
}

export interface ReadAnswer {
  readonly readId: string;
  readonly at: number;
  readonly entry: DataEntry;
  readonly values: Readonly<Record<string, unknown>>;
  /** Items that are told masked. */
  readonly masked: readonly string[];
  readonly grantId: string | null;
}

/** Who asks in a process, and what for. */
export interface Asking {
  readonly process: string | null;
  readonly purpose: string | null;
  readonly instanceId: string | null;
}

const HOUR_MS = 3_600_000;
/** Reads of one person in an hour where no grant says another number. */
const PER_HOUR = 600;

export class Sharing {
  readonly #deps: SharingDeps;
  readonly #lists: KnownLists;

  constructor(deps: SharingDeps) {
    this.#deps = deps;
    this.#lists = new KnownLists(deps.pool);
  }

  /** After a change of the catalogue, a grant or the negative list. */
  changed(): void {
    this.#lists.forget();
  }

  /** Whether a department may be asked with this topic in this process of the installation, and nothing is changed by asking. */
  isQuery(topic: string): boolean {
    return this.#deps.departments.gateOf(topic)?.adapter.readTopics?.includes(topic) === true;
  }

  /** Why a call of a process must not go out; null where it may, or where the catalogue says nothing of the topic. */
  async refusalOf(topic: string, { process, purpose, instanceId }: Asking): Promise<Failure | null> {
    const { byTopic, blocks, grants } = await this.#lists.now();
    const entry = byTopic.get(topic);
    if (!entry) return null;
    const wish = { entry, purpose: purpose ?? '', items: [], now: this.#deps.clock.now() };
    const judged = judgeCall(wish, { departments: [], process }, { blocks, grants: grants.get(entry.code) ?? [] });
    return judged.ok ? this.#refusedBy(entry, instanceId) : judged.failure;
  }

  /** Why the person the data is about does not let it be read in this case; null where they do, or were not asked. */
  async #refusedBy(entry: DataEntry, instanceId: string | null): Promise<Failure | null> {
    if (instanceId === null || !isAskedFirst(entry)) return null;
    const said = await lastSaid(this.#deps.pool, instanceId, entry.code);
    return permits(said, this.#deps.clock.now())
      ? null
      : { code: 'data-consent-refused', params: { code: entry.code } };
  }

  async read(wish: ReadWish): Promise<Result<ReadAnswer>> {
    const { pool, clock } = this.#deps;
    const entry = await findEntry(pool, wish.code);
    if (!entry) return fail('not-found', { kind: 'data-entry', id: wish.code });
    const now = clock.now();
    const reader: Reader = { departments: wish.departments, process: null };
    const lists = { blocks: await allBlocks(pool), grants: await grantsOf(pool, entry.code) };
    const judged = judgeRead({ entry, purpose: wish.purpose, items: wish.items, now }, reader, lists);
    const refusal = judged.ok ? await this.#refusedBy(entry, wish.instanceId) : null;
    const allowed: Result<Permit> = refusal ? { ok: false, failure: refusal } : judged;
    const permitted = allowed.ok ? await this.#withConsent(entry, allowed.value, wish) : allowed;
    const row = rowOf(wish, { entry, permit: permitted.ok ? permitted.value : null, now });
    if (!permitted.ok) {
      await insertRead(pool, { ...row, outcome: 'refused', problem: permitted.failure.code });
      return permitted;
    }
    await insertRead(pool, row);
    const asked = await this.#ask(entry, permitted.value, { wish, row });
    const answerHash = asked.ok ? effectHash(asked.value) : null;
    await settleRead(pool, {
      id: row.id,
      outcome: asked.ok ? 'answered' : 'failed',
      answerHash,
      problem: asked.ok ? null : asked.failure.code,
      at: clock.now(),
    });
    if (!asked.ok) return asked;
    return ok(answerOf(entry, permitted.value, { row, values: asked.value }));
  }

  async #withConsent(entry: DataEntry, permit: Permit, wish: ReadWish): Promise<Result<Permit>> {
    if (!needsConsent(entry, permit)) return ok(permit);
    const subject = subjectOf(entry, wish);
    const consent = wish.consentId === null ? undefined : await findConsent(this.#deps.pool, wish.consentId);
    const isGood =
      consent !== undefined &&
      subject !== null &&
      !consent.refused &&
      consent.withdrawnAt === null &&
      this.#deps.clock.now() < consent.until &&
      consent.codes.includes(entry.code) &&
      consent.purpose === wish.purpose &&
      consent.subjectHash === consentHash(consent.id, subject);
    return isGood ? ok(permit) : fail('data-consent-missing', { code: entry.code });
  }

  async #ask(
    entry: DataEntry,
    permit: Permit,
    { wish, row }: { readonly wish: ReadWish; readonly row: ReadRow },
  ): Promise<Result<Readonly<Record<string, unknown>>>> {
    const limit = permit.grant?.perHour ?? PER_HOUR;
    const since = row.at - HOUR_MS;
    // The read itself is counted, so of several at once none slips through.
    if ((await countReads(this.#deps.pool, { actor: wish.actor, code: entry.code, since })) > limit) {
      if (permit.grant) await this.#suspend(permit.grant, `${wish.actor}: > ${limit}/h`);
      return fail('data-rate-exceeded', { code: entry.code, limit });
    }
    const gate = entry.topic === null ? undefined : this.#deps.departments.gateOf(entry.topic);
    const { code } = entry;
    if (!gate || entry.topic === null || !this.isQuery(entry.topic))
      return fail('data-source-silent', { code, reason: 'not connected' });
    if (this.#deps.departments.isBlocked(gate) || gate.room === 0)
      return fail('data-source-silent', { code, reason: gate.lastFailure ?? 'out of order' });
    const answer = await gate.pass<AdapterAnswer>(() => callAdapter(this.#deps, gate.adapter, requestFor(wish, row)));
    if (answer?.kind === 'completed') await noteQuality(this.#deps, row.id, answer.quality);
    return readAnswer(code, answer);
  }

  /** A breach ends the use at once; the department or the data bureau resumes it. */
  async #suspend({ id, until }: NonNullable<Permit['grant']>, reason: string): Promise<void> {
    const { pool, clock } = this.#deps;
    const at = clock.now();
    await changeGrant(pool, { id, suspendedAt: at, suspendedBy: 'system', reason, until });
    await recordChange(pool, {
      at,
      actor: 'system',
      operation: 'changeDataGrant',
      subject: id,
      details: { action: 'suspend', reason },
    });
    this.changed();
  }
}

function readAnswer(code: string, answer: AdapterAnswer | null): Result<Readonly<Record<string, unknown>>> {
  if (answer === null) return fail('data-source-silent', { code, reason: 'out of order' });
  if (answer.kind === 'completed') return ok(answer.variables);
  if (answer.kind === 'error') return fail('data-source-refused', { code, reason: answer.message ?? answer.code });
  return fail('data-source-silent', { code, reason: answer.message });
}

const requestFor = (wish: ReadWish, row: ReadRow) => ({
  topic: row.topic ?? '',
  idempotencyKey: row.id,
  instanceId: wish.instanceId ?? '',
  businessKey: null,
  elementId: '',
  attempt: 1,
  requestedBy: wish.actor,
  purpose: wish.purpose,
  variables: wish.values,
});

function rowOf(
  wish: ReadWish,
  { entry, permit, now }: { readonly entry: DataEntry; readonly permit: Permit | null; readonly now: number },
): ReadRow {
  const subject = subjectOf(entry, wish);
  return {
    id: uuidv7(now),
    at: now,
    actor: wish.actor,
    department: wish.departments[0] ?? null,
    code: entry.code,
    topic: entry.topic,
    purpose: wish.purpose,
    items: permit?.items ?? wish.items,
    plain: permit ? plainItems(entry, permit) : [],
    grantId: permit?.grant?.id ?? null,
    consentId: wish.consentId,
    instanceId: wish.instanceId,
    subjectShown: subject === null ? null : masked(entry.subject ?? '', subject),
    requestHash: effectHash({ variables: wish.values }),
    answerHash: null,
    outcome: 'asked',
    problem: null,
  };
}

function answerOf(
  entry: DataEntry,
  permit: Permit,
  { row, values }: { readonly row: ReadRow; readonly values: Readonly<Record<string, unknown>> },
): ReadAnswer {
  const told = tell(entry, permit, values);
  const hidden = Object.keys(told).filter((name) => told[name] !== values[name]);
  return { readId: row.id, at: row.at, entry, values: told, masked: hidden, grantId: row.grantId };
}

function subjectOf({ subject }: DataEntry, { values }: ReadWish): string | null {
  const value = subject !== null && Object.hasOwn(values, subject) ? values[subject] : null;
  return typeof value === 'string' ? value : null;
}

/** Of one consent only: the same person cannot be found again by it. */
export const consentHash = (consentId: string, subject: string): string =>
  createHash('sha256')
    .update(`${consentId}:${subject.normalize('NFKC').trim().toUpperCase()}`)
    .digest('hex');

/** For the message of an effect that must not go out. */
export const inWords = (failure: Failure): string => describe(failure, 'en');
