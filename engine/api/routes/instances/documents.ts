/** Documents issued in a case: whoever may see the case may see them. */
import { proceedingsOf } from '../../../commands/proceedings.ts';
import type { IssuedDocument as Document } from '../../../core/proceedings.ts';
import type { InstanceState } from '../../../core/state.ts';
import { renderDocument } from '../../../documents/render.ts';
import { TEMPLATES } from '../../../documents/templates.ts';
import { refuse } from '../../../errors.ts';
import { findDepartment } from '../../../store/people/departments.ts';
import { type Print, readPrints, recordPrint } from '../../../store/prints.ts';
import type { InstanceRow } from '../../../store/read/instances.ts';
import type { IssuedDocument } from '../../contract/proceedings.ts';
import { timeText } from '../../formats.ts';
import { isOfficial, type Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { spokenDocument } from '../../views/document-words.ts';
import { requireInstance, stateOf } from '../../views/instance.ts';
import { nameOfAll } from '../../views/people.ts';
import { caseShield } from '../../views/shield.ts';
import type { Viewer } from '../../views/viewer.ts';

/** With what a reopening of the case has made of it. */
type Issued = Document & Pick<IssuedDocument, 'standing'>;

export const listDocuments: Handler<'listDocuments'> = async (call, services) => ({
  items: await documentViews(services, call, {
    id: call.params.id,
    documents: await documentsOf(services, call.principal, call.params.id),
  }),
});

export const getDocument: Handler<'getDocument'> = async ({ params, principal, language, ctx }, services) => {
  const { database, runtime } = services;
  const issued = await requireDocument(services, principal, params);
  const row = await requireInstance(services, principal, params.id);
  const state = await stateOf(services, row);
  const shown = await shownDocument(services, principal, { row, state, document: issued });
  const document = await spokenDocument(runtime, { state, document: shown, language });
  const department = document.department === null ? undefined : await findDepartment(database, document.department);
  const organ = (language === 'en' ? department?.nameEn : department?.nameZh) ?? document.organ ?? '';
  const nameOf = await nameOfAll(services, language, [applicantOf(document)]);
  const named = { ...document, params: { ...document.params, applicant: nameOf(applicantOf(document)).name } };
  ctx.body = renderDocument(named, { language, zone: runtime.clock.zone, organ });
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
  return undefined;
};

/**
 * Personal data are masked, as in the case, but for the applicant, for who issued it, and for who has a task of the case in hand: they have to
 * deliver it. Its hash is always that of the whole text.
 */
async function shownDocument(
  services: Services,
  principal: Principal,
  { row, state, document }: { readonly row: InstanceRow; readonly state: InstanceState; readonly document: Issued },
): Promise<Issued> {
  const delivers = Object.values(state.tasks).some(({ assignee }) => assignee === principal.id);
  if (document.by === principal.id || delivers) return document;
  const shield = await caseShield(services, principal, { row, state, variables: row.variables });
  return { ...document, params: shield.anything(document.params) };
}

/** The document names the account; people read the name. */
const applicantOf = ({ params: { applicant } }: Issued): string => (typeof applicant === 'string' ? applicant : '');

export const printDocument: Handler<'printDocument'> = async (call, services) => {
  const { params, principal } = call;
  const document = await requireDocument(services, principal, params);
  const print: Print = { documentId: document.id, at: services.runtime.clock.now(), by: principal.id };
  await recordPrint(services.database, params.id, print);
  const [view] = await documentViews(services, call, { id: params.id, documents: [document] });
  return view ?? refuse('not-found', { kind: 'document', id: document.id });
};

async function documentsOf(services: Services, principal: Principal, id: string): Promise<readonly Issued[]> {
  const row = await requireInstance(services, principal, id);
  const { documents, reopenings = [] } = proceedingsOf(await stateOf(services, row));
  return documents.map((document) => ({
    ...document,
    standing: reopenings.find((reopening) => reopening.documents.includes(document.id))?.mark ?? 'valid',
  }));
}

async function requireDocument(
  services: Services,
  principal: Principal,
  { id, documentId }: { readonly id: string; readonly documentId: string },
): Promise<Issued> {
  const documents = await documentsOf(services, principal, id);
  return documents.find((one) => one.id === documentId) ?? refuse('not-found', { kind: 'document', id: documentId });
}

async function documentViews(
  services: Services,
  { principal, language }: Viewer,
  { id, documents }: { readonly id: string; readonly documents: readonly Issued[] },
): Promise<IssuedDocument[]> {
  const prints = isOfficial(principal) && documents.length > 0 ? await readPrints(services.database, id) : [];
  const people = [...documents, ...prints].map(({ by }) => by);
  const nameOf = await nameOfAll(services, language, people);
  return documents.map((document) => ({
    id: document.id,
    kind: document.kind,
    title: TEMPLATES[document.kind].title[language],
    number: document.number,
    at: timeText(document.at),
    by: nameOf(document.by),
    hash: document.hash,
    standing: document.standing,
    prints: prints
      .filter(({ documentId }) => documentId === document.id)
      .map(({ at, by }) => ({ at: timeText(at), by: nameOf(by) })),
  }));
}
