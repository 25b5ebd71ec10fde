/** One way through the diagram: its flows coloured, and at each of its steps what the limits add up to so far. */
export interface LimitMark {
  readonly elementId: string;
  /** By which the way goes on. */
  readonly flow: string | null;
  /** What is written at the element; null where nothing is. */
  readonly text: string | null;
  /** More than is promised or the law allows. */
  readonly over: boolean;
}

interface Overlays {
  add(id: string, type: string, overlay: { position: object; scale: boolean; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}

interface Markers {
  readonly overlays: Overlays;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  drawnId(id: string): string | null;
}

const TYPE = 'limits';
const ON_WAY = 'limit-way';

/** Shows a way until the returned function is called. */
export function markWay(
  marks: readonly LimitMark[],
  { overlays, addMarker, removeMarker, drawnId }: Markers,
): () => void {
  const ids = marks.flatMap(({ elementId, flow }) => [elementId, flow ?? '']).flatMap((id) => drawnId(id) ?? []);
  for (const id of ids) addMarker(id, ON_WAY);
  for (const { elementId, text, over } of marks) {
    const at = drawnId(elementId);
    if (at !== null && text !== null)
      overlays.add(at, TYPE, { position: { bottom: 6, left: 0 }, scale: false, html: sumOf(text, over) });
  }
  return () => {
    overlays.remove({ type: TYPE });
    for (const id of ids) removeMarker(id, ON_WAY);
  };
}

function sumOf(text: string, over: boolean): HTMLElement {
  const mark = document.createElement('span');
  mark.className = over ? 'limit-sum over' : 'limit-sum';
  mark.dataset.test = 'limit-sum';
  mark.textContent = text;
  return mark;
}
