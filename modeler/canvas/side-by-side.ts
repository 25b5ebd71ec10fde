/** Two diagrams next to each other, marked with what differs, moved and zoomed together. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { ModdleElement } from '../../engine/model/moddle.ts';
import tongban from '../../engine/model/tongban.moddle.json' with { type: 'json' };
import { compareModels, type Difference } from '../compare/compare-models.ts';
import { type FittedCanvas, fit } from './fit.ts';
import { type ShownNames, shownNamesModule } from './shown-names.ts';
import { translateModule } from './translate.ts';

export interface SideBySide {
  readonly differences: readonly Difference[];
  choose(elementId: string): void;
  /** What is seen of names. */
  showNames(english: boolean): void;
  destroy(): void;
}

interface Side {
  readonly container: HTMLElement;
  readonly xml: string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Canvas {
  viewbox(box?: Box): Box;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
}

const MARGIN = 36;

const SIGNS: Readonly<Record<Difference['kind'], string>> = { added: '+', removed: '−', changed: '≠', moved: '↔' };

/** Throws where one of them cannot be drawn. */
export async function showSideBySide(before: Side, after: Side): Promise<SideBySide> {
  const viewers = [before, after].map(
    ({ container }) =>
      new NavigatedViewer({
        container,
        moddleExtensions: { tb: tongban },
        additionalModules: [translateModule, shownNamesModule],
      }),
  );
  const destroy = (): void => {
    for (const viewer of viewers) viewer.destroy();
  };
  const [old, now] = viewers as [NavigatedViewer, NavigatedViewer];
  try {
    await Promise.all([old.importXML(before.xml), now.importXML(after.xml)]);
  } catch (error) {
    destroy();
    throw error;
  }
  const differences = compareModels(
    old.getDefinitions() as unknown as ModdleElement,
    now.getDefinitions() as unknown as ModdleElement,
  );
  for (const difference of differences) {
    if (difference.kind !== 'added') mark(old, difference);
    if (difference.kind !== 'removed') mark(now, difference);
  }
  for (const viewer of viewers) fit(viewer.get<FittedCanvas>('canvas'), { left: MARGIN, other: MARGIN });
  together(old, now);
  const showNames = (english: boolean): void => {
    for (const viewer of viewers) viewer.get<ShownNames>('shownNames').show(english);
  };
  return { differences, choose: chooser(viewers), showNames, destroy };
}

const isDrawn = (viewer: NavigatedViewer, id: string): boolean =>
  Boolean(viewer.get<{ get(id: string): { parent?: object } | undefined }>('elementRegistry').get(id)?.parent);

function mark(viewer: NavigatedViewer, { elementId, kind }: Difference): void {
  if (!isDrawn(viewer, elementId)) return;
  viewer.get<Canvas>('canvas').addMarker(elementId, `diff-${kind}`);
  const html = document.createElement('div');
  html.className = `diff-sign ${kind}`;
  html.textContent = SIGNS[kind];
  viewer
    .get<{ add(id: string, type: string, overlay: object): string }>('overlays')
    .add(elementId, 'difference', { position: { top: -10, right: 12 }, scale: false, html });
}

/** What one shows the other shows. */
function together(...viewers: [NavigatedViewer, NavigatedViewer]): void {
  let following = false;
  for (const viewer of viewers) {
    const other = viewer === viewers[0] ? viewers[1] : viewers[0];
    viewer.on('canvas.viewbox.changed', ({ viewbox: { x, y, width, height } }: { viewbox: Box }) => {
      if (following) return;
      following = true;
      other.get<Canvas>('canvas').viewbox({ x, y, width, height });
      following = false;
    });
  }
}

function chooser(viewers: readonly NavigatedViewer[]): (elementId: string) => void {
  let chosen: string | undefined;
  return (elementId) => {
    for (const viewer of viewers) {
      const canvas = viewer.get<Canvas>('canvas');
      if (chosen !== undefined && isDrawn(viewer, chosen)) canvas.removeMarker(chosen, 'diff-chosen');
      if (!isDrawn(viewer, elementId)) continue;
      canvas.addMarker(elementId, 'diff-chosen');
      lookAt(viewer, elementId);
    }
    chosen = elementId;
  };
}

/** Small enough to see around it, large enough to read. */
const READABLE = 0.75;

function lookAt(viewer: NavigatedViewer, elementId: string): void {
  const canvas = viewer.get<FittedCanvas & { getAbsoluteBBox(element: object): Box; zoom(): number }>('canvas');
  const element = viewer.get<{ get(id: string): object | undefined }>('elementRegistry').get(elementId);
  if (!element) return;
  const scale = Math.max(canvas.zoom(), READABLE);
  const { x, y, outer, width: seen } = canvas.viewbox();
  const box = canvas.getAbsoluteBBox(element);
  const middle = {
    x: x + ((box.x + box.width / 2) * seen) / outer.width,
    y: y + ((box.y + box.height / 2) * seen) / outer.width,
  };
  const size = { width: outer.width / scale, height: outer.height / scale };
  canvas.viewbox({ x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size });
}
