/** The only door of the apps to the diagram viewer of bpmn.io; loaded when the first diagram is shown. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { around, type Box, wholeIn } from './around.ts';

type DiagramMark = 'active' | 'incident' | 'done' | 'heat-1' | 'heat-2' | 'heat-3' | 'heat-4';
/** Marks by element id. */
export type DiagramMarks = Readonly<Record<string, DiagramMark>>;

export interface DiagramBadge {
  readonly elementId: string;
  readonly text: string;
  readonly kind: 'info' | 'warn' | 'bad' | 'idle';
  readonly title?: string;
  /** Two badges of one element sit in different corners. */
  readonly corner?: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
}

export interface DiagramView {
  /** Replaces all marks and badges; ids that are not in the diagram are left out. */
  decorate(marks: DiagramMarks, badges: readonly DiagramBadge[]): void;
  zoomBy(steps: number): void;
  fit(): void;
  /** Whether names can be read at the size it is shown. */
  isReadable(): boolean;
  /** Brings these elements into the middle at a size one can read. */
  locate(ids: readonly string[]): void;
  destroy(): void;
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  viewbox(
    box?: Box,
  ): Box & { readonly inner: Box; readonly outer: { readonly width: number; readonly height: number } };
  getSize(): { width: number; height: number };
}

interface DiagramOverlay {
  readonly position: object;
  readonly html: HTMLElement;
  readonly scale: { readonly min: number; readonly max: number };
}

interface Overlays {
  add(id: string, type: string, overlay: DiagramOverlay): string;
  remove(filter: { type: string }): void;
}

interface ElementRegistry {
  get(id: string): Partial<Box> | undefined;
}

const CORNERS = {
  'top-left': { top: -12, left: -12 },
  'top-right': { top: -12, right: 18 },
  'bottom-left': { bottom: 12, left: -12 },
  'bottom-right': { bottom: 12, right: 24 },
};
const BADGES = 'badge';
/** Names are drawn at 12 pixels. */
const READABLE = 0.6;
/** Of a large diagram that is shown as a whole, the figures must still be readable. */
const SCALE = { min: 0.85, max: 1.25 };

/** Draws the model; throws where it has no diagram or cannot be read. */
export async function openDiagram(
  container: HTMLElement,
  xml: string,
  onChoose: (elementId: string) => void,
): Promise<DiagramView> {
  const viewer = new NavigatedViewer({ container });
  try {
    await viewer.importXML(xml);
  } catch (error) {
    viewer.destroy();
    throw error;
  }
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const elements = viewer.get<ElementRegistry>('elementRegistry');
  let shown: [string, string][] = [];
  viewer.on('element.click', ({ element }: { element: { id: string } }) => onChoose(element.id));
  const fit = (): void => {
    const { inner, outer } = canvas.viewbox();
    const box = wholeIn(outer, inner);
    if (box) canvas.viewbox(box);
  };
  fit();
  return {
    decorate(marks, badges) {
      for (const [id, marker] of shown) canvas.removeMarker(id, marker);
      overlays.remove({ type: BADGES });
      shown = Object.entries(marks)
        .filter(([id]) => elements.get(id))
        .map(([id, mark]) => [id, `mark-${mark}`]);
      for (const [id, marker] of shown) canvas.addMarker(id, marker);
      for (const badge of badges) {
        if (elements.get(badge.elementId)) overlays.add(badge.elementId, BADGES, overlayOf(badge));
      }
    },
    zoomBy: (steps) => viewer.get<{ stepZoom(steps: number): void }>('zoomScroll').stepZoom(steps),
    fit,
    isReadable() {
      const { width } = canvas.viewbox();
      return canvas.getSize().width / width >= READABLE;
    },
    locate(ids) {
      const box = around(
        ids.flatMap((id) => elements.get(id) ?? []),
        canvas.getSize(),
      );
      if (box) canvas.viewbox(box);
    },
    destroy: () => viewer.destroy(),
  };
}

function overlayOf({ text, kind, title, corner = 'top-right' }: DiagramBadge): DiagramOverlay {
  const html = document.createElement('div');
  html.className = `diagram-badge ${kind}`;
  html.textContent = text;
  if (title) html.title = title;
  return { position: CORNERS[corner], html, scale: SCALE };
}
