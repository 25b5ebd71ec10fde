/** Gives a file without a drawing one: good enough to read and to go on from. */
import {
  attributeValue,
  elementsIn,
  everyElement,
  type SourceDocument,
  type SourceElement,
  sourceTree,
} from '../../engine/model/interchange/source-tree.ts';
import { type Arrangement, arrange, type Box, type Point } from './arrange.ts';
import { idOf, linksIn } from './shapes.ts';

const DI = {
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
};

const HEADER = 30;
const BETWEEN = 60;
const LEFT = 160;
const TOP = 80;

/** The text with a diagram added; null where it has nothing to draw. Pools stand below each other, shapes never on each other. */
export function withDrawing(text: string): string | null {
  const document = sourceTree(text);
  const drawing = new Drawing(document);
  const plane = drawing.run();
  if (plane === null) return null;
  const { root } = document;
  const diagram = diagramText(plane, drawing.parts, drawing.newId);
  return root.close === root.end ? null : `${text.slice(0, root.close)}${diagram}\n${text.slice(root.close)}`;
}

/** How wide the names of a pool and of its lanes are together. */
const headersOf = (inside: Arrangement | undefined): number =>
  HEADER * (2 + Math.max(0, ...[...(inside?.lanes.values() ?? [])].map(({ level }) => level)));

class Drawing {
  readonly parts: string[] = [];
  private readonly document: SourceDocument;
  private readonly ids: Set<string>;
  private readonly boxes = new Map<string, Box>();

  constructor(document: SourceDocument) {
    this.document = document;
    this.ids = new Set([...everyElement(document.root)].flatMap((element) => attributeValue(element, 'id') ?? []));
  }

  /** The id of what the diagram shows. */
  run(): string | null {
    const roots = elementsIn(this.document.root);
    const processes = new Map(roots.filter(({ local }) => local === 'process').map((each) => [idOf(each), each]));
    const collaboration = roots.find(({ local }) => local === 'collaboration');
    const pools = collaboration ? elementsIn(collaboration).filter(({ local }) => local === 'participant') : [];
    if (collaboration && pools.length > 0) {
      this.pools(pools, processes);
      for (const link of linksIn(collaboration)) this.message(link);
      return idOf(collaboration);
    }
    const [process] = processes.values();
    if (!process) return null;
    this.shapes(arrange(process), { x: LEFT, y: TOP });
    return idOf(process);
  }

  private pools(pools: readonly SourceElement[], processes: ReadonlyMap<string, SourceElement>): void {
    const arranged = pools.map((pool) => {
      const process = processes.get((attributeValue(pool, 'processRef') ?? '').replace(/^.*:/, ''));
      return { id: idOf(pool), inside: process && arrange(process) };
    });
    const width = Math.max(600, ...arranged.map(({ inside }) => (inside?.width ?? 0) + headersOf(inside)));
    let y = TOP;
    for (const { id, inside } of arranged) {
      const height = inside?.height ?? 60;
      this.shape(id, { x: LEFT, y, width, height }, ' isHorizontal="true"');
      for (const [lane, band] of inside?.lanes ?? []) {
        const left = HEADER * (1 + band.level);
        const box = { x: LEFT + left, y: y + band.y, width: width - left, height: band.height };
        this.shape(lane, box, ' isHorizontal="true"');
      }
      if (inside) this.shapes(inside, { x: LEFT + headersOf(inside), y });
      y += height + BETWEEN;
    }
  }

  private shapes({ boxes, ways, expanded }: Arrangement, { x, y }: Point): void {
    const move = (point: Point): Point => ({ x: point.x + x, y: point.y + y });
    for (const [id, box] of boxes) {
      this.shape(id, { ...box, ...move(box) }, expanded.has(id) ? ' isExpanded="true"' : '');
    }
    for (const [id, way] of ways) this.edge(id, way.map(move));
  }

  /** Straight down or up from the source, and across between the two. */
  private message({ id, source, target }: { id: string; source: string; target: string }): void {
    const from = this.boxes.get(source);
    const to = this.boxes.get(target);
    if (!from || !to) return;
    const down = from.y < to.y;
    const out = { x: from.x + from.width / 2, y: down ? from.y + from.height : from.y };
    const into = { x: to.x + to.width / 2, y: down ? to.y : to.y + to.height };
    const across = down ? into.y - 25 : into.y + 25;
    this.edge(id, out.x === into.x ? [out, into] : [out, { x: out.x, y: across }, { x: into.x, y: across }, into]);
  }

  private shape(id: string, box: Box, attributes: string): void {
    this.boxes.set(id, box);
    const { x, y, width, height } = box;
    this.parts.push(
      `<bpmndi:BPMNShape id="${this.newId(`${id}_di`)}" bpmnElement="${id}"${attributes}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`,
    );
  }

  private edge(id: string, way: readonly Point[]): void {
    const points = way.map(({ x, y }) => `<di:waypoint x="${x}" y="${y}" />`).join('');
    this.parts.push(`<bpmndi:BPMNEdge id="${this.newId(`${id}_di`)}" bpmnElement="${id}">${points}</bpmndi:BPMNEdge>`);
  }

  readonly newId = (wished: string): string => {
    let id = wished;
    for (let number = 2; this.ids.has(id); number++) id = `${wished}_${number}`;
    this.ids.add(id);
    return id;
  };
}

function diagramText(plane: string, parts: readonly string[], newId: (wished: string) => string): string {
  const declared = Object.entries(DI).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const inside = parts.map((part) => `\n      ${part}`).join('');
  return `  <bpmndi:BPMNDiagram${declared.join('')} id="${newId('Diagram')}">\n    <bpmndi:BPMNPlane id="${newId('Plane')}" bpmnElement="${plane}">${inside}\n    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>`;
}
