/** One step of a run on the diagram: what was passed is coloured, and where tokens wait there is a token with their number. */
import type { RunStep } from '../../engine/model/problem.ts';

interface Overlays {
  add(id: string, type: string, overlay: { position: object; scale: boolean; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}

interface Markers {
  readonly overlays: Overlays;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  /** The drawn element that stands for an id; null where nothing does. */
  drawnId(id: string): string | null;
}

const TYPE = 'run';
const PASSED = 'run-passed';
const CAUSE = 'run-cause';

/** Shows a step until the returned function is called. */
export function markStep({ elementId, passed, tokens }: RunStep, markers: Markers): () => void {
  const { overlays, addMarker, removeMarker, drawnId } = markers;
  const drawn = (ids: readonly string[]) => ids.flatMap((id) => drawnId(id) ?? []);
  const ways = drawn(passed.flatMap(({ elementId: id, flows }) => [id, ...(flows ?? [])]));
  const causes = drawn([elementId]);
  for (const id of ways) addMarker(id, PASSED);
  for (const id of causes) addMarker(id, CAUSE);
  for (const { elementId: id, count } of tokens) {
    const at = drawnId(id);
    if (at !== null) overlays.add(at, TYPE, { position: { top: -14, right: 14 }, scale: false, html: tokenOf(count) });
  }
  return () => {
    overlays.remove({ type: TYPE });
    for (const id of ways) removeMarker(id, PASSED);
    for (const id of causes) removeMarker(id, CAUSE);
  };
}

function tokenOf(count: number): HTMLElement {
  const token = document.createElement('span');
  token.className = 'run-token';
  token.dataset.test = 'run-token';
  token.textContent = count > 1 ? String(count) : '';
  return token;
}
