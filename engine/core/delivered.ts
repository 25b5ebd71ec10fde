/** 送达: when what was decided has been handed over. */
import type { DocumentKind, IssuedDocument } from './proceedings.ts';

const OUTCOMES: ReadonlySet<DocumentKind> = new Set(['grant', 'refusal', 'nonAcceptance', 'revocation']);

/** Whether the document of that number is what the case was about, and not a notice on the way. */
export const isOutcome = (documents: readonly IssuedDocument[], number: unknown): boolean =>
  documents.some((document) => document.number === number && OUTCOMES.has(document.kind));

/** The first receipt for an outcome, epoch ms; null while there is none. */
export function deliveredAt(documents: readonly IssuedDocument[]): number | null {
  const receipt = documents.find(
    ({ kind, params }) => kind === 'delivery' && isOutcome(documents, String(params.delivered ?? '').trim()),
  );
  return receipt?.at ?? null;
}
