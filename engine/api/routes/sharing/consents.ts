/** What people let be read about them. */
import { refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { consentHash } from '../../../runtime/sharing/sharing.ts';
import { masked } from '../../../sharing/answer.ts';
import {
  type ConsentRow,
  findConsent,
  insertConsent,
  listConsents,
  withdrawConsent,
} from '../../../store/sharing/consents.ts';
import { findEntry } from '../../../store/sharing/entries.ts';
import type { Consent } from '../../contract/data-use.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import { requireInstance } from '../../views/instance.ts';

const view = ({ subjectHash: _hash, subjectShown, withdrawnBy: _by, ...row }: ConsentRow): Consent => ({
  ...row,
  subject: subjectShown,
  codes: [...row.codes],
  givenAt: timeText(row.givenAt),
  until: timeText(row.until),
  withdrawnAt: timeTextOrNull(row.withdrawnAt),
});

export const listDataConsents: Handler<'listDataConsents'> = async ({ query, principal }, { database, runtime }) => {
  const seesAll = scopeOf(runtime, principal, 'audit.read') === 'all';
  const filter = { recordedBy: seesAll ? null : principal.id, instanceId: query.instanceId };
  return pageOf(await listConsents(database, filter, pagingOf(query)), view);
};

export const createDataConsent: Handler<'createDataConsent'> = async ({ body, principal }, services) => {
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const until = Date.parse(body.until);
  if (until <= now) refuse('period-invalid', { since: timeText(now), until: timeText(until) });
  const { subject, codes, purpose, textVersion, instanceId = null } = body;
  if (instanceId !== null) await requireInstance(services, principal, instanceId);
  for (const code of codes)
    if (!(await findEntry(database, code))) refuse('not-found', { kind: 'data-entry', id: code });
  const id = uuidv7(now);
  const consent: ConsentRow = {
    ...{ id, codes, textVersion, instanceId, until },
    purpose: purpose.trim(),
    subjectHash: consentHash(id, subject),
    subjectShown: masked('idNumber', subject),
    givenAt: now,
    recordedBy: principal.id,
    withdrawnAt: null,
    withdrawnBy: null,
  };
  await insertConsent(database, consent);
  return view(consent);
};

/** Whoever recorded it; that of another is not told that it is there. */
export const withdrawDataConsent: Handler<'withdrawDataConsent'> = async ({ params: { id }, principal }, services) => {
  const { database, runtime } = services;
  const found = await findConsent(database, id);
  const isOwn = found?.recordedBy === principal.id || scopeOf(runtime, principal, 'audit.read') === 'all';
  if (!found || !isOwn) refuse('not-found', { kind: 'data-consent', id });
  const done = await withdrawConsent(database, { id, by: principal.id, at: runtime.clock.now() });
  return view(done ?? refuse('not-found', { kind: 'data-consent', id }));
};
