/** What an applicant is asked about shared data, and what follows from a refusal. */
import type { api as Api } from '@shared/api/client.ts';
import type { Answer } from '@shared/api/types.ts';
import { type Signature, signedBy } from '../shared/consents/signature.ts';
import type { GuidedMaterial } from './items.ts';

export type AskedConsent = Answer<'get', '/process-definitions/{id}/data-consents'>['items'][number];
/** By code; what is not there was not answered. */
export type SaidConsents = Readonly<Record<string, boolean>>;

export async function loadAsked(api: typeof Api, id: string, signal: AbortSignal): Promise<AskedConsent[]> {
  return (await api.get('/process-definitions/{id}/data-consents', { path: { id }, signal })).items;
}

/** Codes of what has not been agreed to or refused yet. */
export const unanswered = (asked: readonly AskedConsent[], said: SaidConsents): string[] =>
  asked.filter(({ code }) => said[code] === undefined).map(({ code }) => code);

/** What was said about these, as the API takes it. */
export const saidOf = (codes: readonly string[], said: SaidConsents, signature?: Signature): SaidConsent[] =>
  codes.flatMap((code) => {
    const given = said[code];
    return given === undefined ? [] : [{ code, given, ...(signature && { signed: signedBy(signature) }) }];
  });

interface SaidConsent {
  readonly code: string;
  readonly given: boolean;
  readonly signed?: ReturnType<typeof signedBy>;
}

/** What a department would have said has to be handed in where it must not be asked. */
export function afterRefusals(
  materials: readonly GuidedMaterial[],
  asked: readonly Pick<AskedConsent, 'code' | 'topic'>[],
  said: SaidConsents,
): GuidedMaterial[] {
  const refused = new Set(asked.flatMap(({ code, topic }) => (said[code] === false ? [topic] : [])));
  return materials.map((one) => {
    const topic = one.material.waiver?.topic;
    return one.how === 'held' && topic !== undefined && refused.has(topic) ? { ...one, how: 'bring' as const } : one;
  });
}
