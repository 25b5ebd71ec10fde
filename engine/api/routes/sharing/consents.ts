/** What people let be read about them. */
import { type Language, refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { consentHash } from '../../../runtime/sharing/sharing.ts';
import { masked } from '../../../sharing/answer.ts';
import { CONSENT_TEXT, personAt } from '../../../sharing/consent.ts';
import type { DataEntry } from '../../../sharing/entry.ts';
import type { InstanceRow } from '../../../store/read/instances.ts';
import {
  type ConsentRow,
  insertConsent,
  type ListedConsent,
  listConsents,
  showConsent,
  withdrawConsent,
} from '../../../store/sharing/consents.ts';
import { findEntry } from '../../../store/sharing/entries.ts';
import { consentsAskedBy, consentUntil, signatureOf } from '../../asked-consents.ts';
import type { Consent } from '../../contract/consents.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireDefinition } from '../../views/definition.ts';
import { requireInstance } from '../../views/instance.ts';
import { nameOfAll } from '../../views/people.ts';
import { entryName, entryNames } from '../../views/sharing.ts';

interface Viewer {
  readonly principal: Principal;
  readonly language: Language;
}

async function consentViews(
  services: Services,
  rows: readonly ListedConsent[],
  { principal, language }: Viewer,
): Promise<Consent[]> {
  const names = await entryNames(services, language);
  const people = await nameOfAll(services, language, [...new Set(rows.map(({ recordedBy }) => recordedBy))]);
  const now = services.runtime.clock.now();
  return rows.map(
    ({
      subjectHash: _hash,
      subjectShown,
      withdrawnBy: _by,
      applicant,
      refused,
      withApplication: _with,
      signed,
      ...row
    }) => ({
      ...row,
      subject: subjectShown,
      signed: signed && {
        ...signed,
        by: isOwn(principal, { ...row, applicant }) ? signed.by : masked('name', signed.by),
      },
      codes: [...row.codes],
      data: row.codes.map((code) => ({
        ...{ code, name: names.name(code) },
        providerName: names.provider(names.entry(code)?.provider ?? code),
      })),
      recordedByName: people(row.recordedBy)?.name ?? row.recordedBy,
      givenAt: timeText(row.givenAt),
      until: timeText(row.until),
      withdrawnAt: timeTextOrNull(row.withdrawnAt),
      state: stateOf({ ...row, refused }, now),
      withdrawable:
        stateOf({ ...row, refused }, now) === 'valid' && mayWithdraw(services, principal, { ...row, applicant }),
    }),
  );
}

const stateOf = (
  { refused, withdrawnAt, until }: Pick<ConsentRow, 'refused' | 'withdrawnAt' | 'until'>,
  now: number,
): Consent['state'] => (refused ? 'refused' : withdrawnAt !== null ? 'withdrawn' : now < until ? 'valid' : 'ended');

/** Whoever wrote it down, and whose case it is. */
const isOwn = (
  { id }: Principal,
  { recordedBy, applicant }: Pick<ListedConsent, 'recordedBy' | 'applicant'>,
): boolean => recordedBy === id || applicant === id;

/** A consent is taken back by whom it is about: in person, by who wrote it down for them, or by the data bureau. */
const mayWithdraw = (
  { runtime }: Services,
  principal: Principal,
  consent: Pick<ListedConsent, 'recordedBy' | 'applicant'>,
): boolean => isOwn(principal, consent) || scopeOf(runtime, principal, 'sharing.decide') === 'all';

const seesAll = ({ runtime }: Services, principal: Principal): boolean =>
  (['audit.read', 'sharing.decide'] as const).some((right) => scopeOf(runtime, principal, right) === 'all');

async function show(services: Services, id: string, viewer: Viewer): Promise<Consent> {
  const row = await showConsent(services.database, id);
  const [view] = row ? await consentViews(services, [row], viewer) : [];
  return view ?? refuse('not-found', { kind: 'data-consent', id });
}

export const listDataConsents: Handler<'listDataConsents'> = async ({ query, principal, language }, services) => {
  const { instanceId, state } = query;
  if (instanceId !== undefined) await requireInstance(services, principal, instanceId);
  const of = instanceId !== undefined || seesAll(services, principal) ? null : principal.id;
  const now = services.runtime.clock.now();
  const page = await listConsents(services.database, { of, instanceId, state, now }, pagingOf(query));
  const items = await consentViews(services, page.items, { principal, language });
  return { ...pageOf(page, () => undefined), items };
};

export const createDataConsent: Handler<'createDataConsent'> = async ({ body, principal, language }, services) => {
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const until = Date.parse(body.until);
  if (until <= now) refuse('period-invalid', { since: timeText(now), until: timeText(until) });
  const { codes, purpose, purposeEn = null, textVersion, instanceId = null, given = true } = body;
  const ofCase = instanceId === null ? null : await requireInstance(services, principal, instanceId);
  for (const code of codes)
    if (!(await findEntry(database, code))) refuse('not-found', { kind: 'data-entry', id: code });
  const subject = body.subject?.trim() || (ofCase && (await subjectIn(services, ofCase, codes)));
  if (!subject) refuse('data-subject-missing');
  const id = uuidv7(now);
  const consent: ConsentRow = {
    ...{ id, codes, textVersion, instanceId, until },
    purpose: purpose.trim(),
    purposeEn: purposeEn?.trim() || null,
    subjectHash: consentHash(id, subject),
    subjectShown: masked('idNumber', subject),
    givenAt: now,
    recordedBy: principal.id,
    ...{ refused: !given, withApplication: false },
    signed: signatureOf(principal, codes.join(', '), body.signed),
    withdrawnAt: null,
    withdrawnBy: null,
  };
  await insertConsent(database, consent);
  return show(services, id, { principal, language });
};

/** Whom the data of a case says one of these is about; whoever applied where it does not say. */
async function subjectIn(services: Services, row: InstanceRow, codes: readonly string[]): Promise<string | null> {
  const asked = (await consentsAskedBy(services, row.definitionId)).filter(({ entry }) => codes.includes(entry.code));
  const [person] = asked.flatMap(({ subjectPath }) => personAt(subjectPath, row.variables) ?? []);
  return person ?? row.initiator;
}

/** By the latest model, and what it calls; whoever may see the process sees what applying for it asks. */
export const listAskedConsents: Handler<'listAskedConsents'> = async (call, services) => {
  const { params, principal, language } = call;
  await requireDefinition(services, principal, params.id);
  const asked = await consentsAskedBy(services, params.id);
  const until = timeText(consentUntil(services.runtime.clock.now()));
  return {
    items: asked.map(({ entry, purpose, purposeEn }) => ({
      ...{ code: entry.code, topic: entry.topic ?? '', name: entryName(language, entry), provider: entry.provider },
      providerName: language === 'zh' ? entry.providerZh : entry.providerEn,
      items: entry.items.map((item) => (language === 'zh' ? item.nameZh : item.nameEn)).filter(isWorded(entry)),
      ...{ purpose, purposeEn, basis: entry.basis, basisEn: entry.basisEn, until, textVersion: CONSENT_TEXT },
    })),
  };
};

/** Items that nobody has given words to are called by their technical names, which tell people nothing. */
const isWorded =
  ({ items }: DataEntry) =>
  (word: string): boolean =>
    items.every(({ name }) => name !== word);

/** That of another is not told that it is there. */
export const withdrawDataConsent: Handler<'withdrawDataConsent'> = async (call, services) => {
  const { params, principal, language } = call;
  const { database, runtime } = services;
  const { id } = params;
  const found = await showConsent(database, id);
  if (!found || !mayWithdraw(services, principal, found)) refuse('not-found', { kind: 'data-consent', id });
  await withdrawConsent(database, { id, by: principal.id, at: runtime.clock.now() });
  return show(services, id, { principal, language });
};
