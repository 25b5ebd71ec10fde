/** What an application is asked about shared data, and keeping what was said. */
import { refuse } from '../errors.ts';
import type { ProcessGraph } from '../model/graph.ts';
import { uuidv7 } from '../runtime/ids.ts';
import { consentHash } from '../runtime/sharing/sharing.ts';
import { masked } from '../sharing/answer.ts';
import {
  type AskedConsent,
  askedConsents,
  CONSENT_DAYS,
  CONSENT_TEXT,
  type ModelledCall,
  personAt,
  type Signed,
} from '../sharing/consent.ts';
import { type ConsentRow, dropConsents, insertConsent } from '../store/sharing/consents.ts';
import { sourcesByTopic } from '../store/sharing/entries.ts';
import { isOfficial, type Principal } from './principal.ts';
import type { Services } from './services.ts';
import { graphsInside } from './views/data-words.ts';

const DAY_MS = 86_400_000;

/** All that a process and what it calls would ask departments about a person. */
export async function consentsAskedBy(services: Services, definitionId: string): Promise<AskedConsent[]> {
  const graphs = await graphsInside(services, definitionId);
  const [main] = graphs;
  const entries = await sourcesByTopic(services.database);
  const now = services.runtime.clock.now();
  const zh = main?.name || main?.key || definitionId;
  return askedConsents(graphs.flatMap(callsOf), entries, { now, fallback: { zh, en: main?.nameEn || zh } });
}

const callsOf = ({ nodes }: ProcessGraph): ModelledCall[] =>
  nodes.flatMap(({ job, inputs }) =>
    job?.topic.kind === 'literal'
      ? [
          {
            topic: job.topic.text,
            purpose: job.purpose,
            ...(job.purposeEn !== undefined && { purposeEn: job.purposeEn }),
            sources: Object.fromEntries(
              inputs.map(({ target, source }) => [target, source.kind === 'feel' ? source.expression.source : '']),
            ),
          },
        ]
      : [],
  );

export const consentUntil = (now: number): number => now + CONSENT_DAYS * DAY_MS;

export interface SaidAtStart {
  readonly definitionId: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly said: readonly SaidConsent[];
}

interface SaidConsent {
  readonly code: string;
  readonly given: boolean;
  readonly signed?: SignedInput;
}

export type SignedInput = Omit<Signed, 'reference'> & { readonly reference?: string };

/** What staff write down for somebody is signed by them; people who say something themselves need not. */
export function signatureOf(principal: Principal, code: string, signed: SignedInput | undefined): Signed | null {
  if (!signed) return isOfficial(principal) ? refuse('data-consent-unsigned', { code }) : null;
  const { by, on, reference = null } = signed;
  return { by: by.trim(), on, reference };
}

/**
 * Keeps what was said before the case begins, because its first step may already ask a department; what belongs to a case that did not come to be is
 * dropped again. `open` opens the case under the id it is given and answers the id of the case that is open, which is an earlier one where the
 * request is a repeat.
 */
export async function withConsents<T extends { readonly instanceId: string }>(
  services: Services,
  principal: Principal,
  { start, open }: { readonly start: SaidAtStart; readonly open: (instanceId: string) => Promise<T> },
): Promise<T> {
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const instanceId = uuidv7(now);
  const asked = await consentsAskedBy(services, start.definitionId);
  // All of them before the first is kept: of a refused application nothing is.
  const rows = start.said.map(({ code, given, signed }): ConsentRow => {
    const found = asked.find(({ entry }) => entry.code === code);
    if (!found) refuse('not-found', { kind: 'data-entry', id: code });
    const id = uuidv7(now);
    const subject = personAt(found.subjectPath, start.variables);
    return {
      ...{ id, codes: [code], purpose: found.purpose, purposeEn: found.purposeEn },
      ...{ textVersion: CONSENT_TEXT, instanceId, givenAt: now },
      until: consentUntil(now),
      subjectHash: consentHash(id, subject ?? principal.id),
      subjectShown: subject === null ? principal.id : masked('idNumber', subject),
      ...{ refused: !given, withApplication: true },
      recordedBy: principal.id,
      signed: signatureOf(principal, code, signed),
      withdrawnAt: null,
      withdrawnBy: null,
    };
  });
  for (const row of rows) await insertConsent(database, row);
  let opened: T | undefined;
  try {
    opened = await open(instanceId);
    return opened;
  } finally {
    if (opened?.instanceId !== instanceId) await dropConsents(database, instanceId);
  }
}

/** Topics that departments must not be asked by in this application. */
export async function refusedTopics({ database }: Services, said: SaidAtStart['said']): Promise<ReadonlySet<string>> {
  const codes = new Set(said.flatMap(({ code, given }) => (given ? [] : [code])));
  if (codes.size === 0) return codes;
  const sources = await sourcesByTopic(database);
  return new Set([...sources].flatMap(([topic, { code }]) => (codes.has(code) ? [topic] : [])));
}
