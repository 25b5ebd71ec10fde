/** Which values of a case came from which department: what its tasks fetched, and where the model puts it. */
import type { DataEntry } from './entry.ts';

/** A call of a case that was answered. */
export interface AnsweredCall {
  readonly effectId: string;
  readonly elementId: string;
  readonly topic: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface SharedField {
  readonly field: string;
  readonly code: string;
  readonly provider: string;
  readonly at: number;
}

/** `targets`: variables that the outputs of an element write; null where it has no outputs and everything it answers goes to the case. */
export function provenanceOf(
  calls: readonly AnsweredCall[],
  entries: ReadonlyMap<string, DataEntry>,
  targets: (elementId: string) => readonly string[] | null,
): SharedField[] {
  const found = new Map<string, SharedField>();
  for (const { elementId, topic, at } of [...calls].sort((one, other) => one.at - other.at)) {
    const entry = entries.get(topic);
    if (!entry) continue;
    const fields = targets(elementId) ?? entry.items.map(({ name }) => name);
    for (const field of fields) found.set(field, { field, code: entry.code, provider: entry.provider, at });
  }
  return [...found.values()].sort((one, other) => (one.field < other.field ? -1 : 1));
}
