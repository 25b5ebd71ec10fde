/** What scenarios pass and what none does, by colours on the diagram. */
import type { Coverage } from '../../engine/scenario/coverage.ts';

interface Markers {
  /** Of all that is drawn and executed. */
  readonly ids: readonly string[];
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  drawnId(id: string): string | null;
}

const COVERED = 'covered';
const MISSING = 'uncovered';

/** Shows it until the returned function is called. */
export function markCoverage(
  { nodes, flows }: Coverage,
  { ids, addMarker, removeMarker, drawnId }: Markers,
): () => void {
  const missing = new Set([...nodes.missing, ...flows.missing].map((id) => drawnId(id)));
  for (const id of ids) addMarker(id, missing.has(id) ? MISSING : COVERED);
  return () => {
    for (const id of ids) for (const marker of [COVERED, MISSING]) removeMarker(id, marker);
  };
}
