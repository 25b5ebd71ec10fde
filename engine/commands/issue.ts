/** Issuing a document within an operation: it is written by the commit of the operation, with the next number of its kind and year. */
import { withWrites } from '../core/data-stores.ts';
import type { DocumentKind, DocumentParams, IssuedDocument } from '../core/proceedings.ts';
import { rootVariables } from '../core/query.ts';
import { dateTimeIn } from '../core/schedule/year.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import { makeDocument, sequenceStore, yearOf } from '../documents/make.ts';
import { requireComplete } from '../documents/missing.ts';
import { ok, type Result } from '../errors.ts';
import { rootDefinition } from './case.ts';
import type { DecideContext } from './command.ts';
import { conductOf } from './conduct.ts';
import { itemNameOf } from './item-materials.ts';
import { type Progress, record } from './progress.ts';

export interface Issuing {
  readonly kind: DocumentKind;
  /** What is blank is left out. */
  readonly params: Readonly<Record<string, DocumentParams[string] | null | undefined>>;
}

export interface Issued {
  readonly progress: Progress;
  readonly document: IssuedDocument;
}

/** Refuses with 'document-incomplete' where it would not say what the law asks of it. */
export function issue(progress: Progress, { kind, params }: Issuing, context: DecideContext): Result<Issued> {
  const { env, actor } = context;
  const given = withoutBlanks(params);
  const complete = requireComplete(kind, given);
  if (!complete.ok) return complete;
  const { zone, now: at } = env;
  const store = sequenceStore(kind, yearOf({ at, zone }));
  const stores = withWrites(env.stores ?? { read: () => null }, progress.events);
  const last = stores.read(store);
  const sequence = (typeof last === 'number' ? last : 0) + 1;
  const department = conductOf(progress.state, context).organ ?? actor.department;
  const all = { ...commonParams(progress, context), ...given };
  const document = makeDocument({ id: env.newId(), kind, params: all, at, zone, by: actor.id, department }, sequence);
  const next = record(
    progress,
    [
      { type: 'dataStoreWritten', element: progress.state.root, store, value: sequence },
      { type: 'documentIssued', document },
    ],
    context,
  );
  return ok({ progress: next, document });
}

/** Where the model does not say. */
const APPLICANT: readonly string[] = ['applicantName'];

/** As the model names who applies (`tb:applicant`): at the counter a clerk begins the case, and an agent begins it for somebody else. */
export function namedApplicant(
  state: InstanceState,
  variables: Variables,
  context: Pick<DecideContext, 'definitions'>,
): string | null {
  const { applicant = APPLICANT } = rootDefinition(state, context).graph;
  const named = applicant
    .map((name) => variables[name])
    .find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof named === 'string' ? named : null;
}

/** What every document says of the case. */
function commonParams({ state }: Progress, context: DecideContext): DocumentParams {
  const { name, key } = rootDefinition(state, context);
  const variables = rootVariables(state);
  return withoutBlanks({
    caseNumber: state.businessKey ?? state.id,
    item: itemNameOf(state)?.zh ?? (name || key),
    applicant: namedApplicant(state, variables, context) ?? state.initiator,
    receivedAt: dateTimeIn(state.startedAt, context.env.zone),
  });
}

function withoutBlanks(params: Issuing['params']): DocumentParams {
  const given: Record<string, DocumentParams[string]> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue;
    if (typeof value === 'string' && value.trim() === '') continue;
    given[name] = typeof value === 'string' ? value.trim() : value;
  }
  return given;
}
