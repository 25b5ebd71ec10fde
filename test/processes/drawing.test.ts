import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import type { FlowNode, ProcessGraph } from '../../engine/model/graph.ts';
import { processFolders } from './catalogue.ts';
import {
  type Box,
  coincide,
  crosses,
  type Diagram,
  englishLabels,
  inside,
  type Line,
  overlap,
  overlapDiamond,
  readDiagram,
} from './diagram.ts';

/** Of a Chinese character in the drawing. */
const GLYPH = 12;

for (const { name, xml } of processFolders) {
  describe(`drawing of ${name}`, () => {
    let graph: ProcessGraph;
    let diagram: Diagram;
    let boxes: ReadonlyMap<string, Box>;

    before(async () => {
      graph = (await compileModel(xml)).graphs[0] as ProcessGraph;
      diagram = readDiagram(xml);
      boxes = new Map(diagram.shapes.map((shape) => [shape.id, shape]));
    });

    const boxOf = (id: string): Box => boxes.get(id) ?? { id, x: 0, y: 0, width: 0, height: 0 };
    const nodes = (): FlowNode[] => graph.nodes.slice(1);
    const lineOf = (id: string): Line | undefined => diagram.lines.find((line) => line.id === id);

    /** The node, what it is attached to, and the scopes around them. */
    function scopesOf(index: number): number[] {
      const found: number[] = [];
      for (let at = graph.nodes[index]; at && at.parent >= 0; at = graph.nodes[at.parent]) {
        found.push(at.index);
        if (at.attachedTo !== null) found.push(at.attachedTo);
      }
      return found;
    }

    /** The scopes around a node; what it is attached to is not one of them. */
    function ownScopes(index: number): number[] {
      const node = graph.nodes[index];
      if (!node || index < 1) return [];
      return [index, ...(node.parent > 0 ? ownScopes(node.parent) : [])];
    }

    function endsOf({ id }: Line): readonly string[] {
      const [, source, target] = xml.match(new RegExp(`id="${id}"[^>]* sourceRef="([^"]+)" targetRef="([^"]+)"`)) ?? [];
      return source !== undefined && target !== undefined ? [source, target] : [];
    }

    it('should draw lines at right angles', () => {
      const slanted = diagram.lines.filter(({ points }) =>
        points.slice(1).some(({ x, y }, i) => x !== points[i]?.x && y !== points[i]?.y),
      );

      expect(slanted.map(({ id }) => id)).to.deep.equal([]);
    });

    it('should keep nodes apart', () => {
      const free = nodes().filter(({ type, attachedTo }) => type !== 'subProcess' && attachedTo === null);
      const pairs = free.flatMap((a, i) => free.slice(i + 1).map((b) => [a.id, b.id] as const));

      expect(pairs.filter(([a, b]) => overlap(boxOf(a), boxOf(b)))).to.deep.equal([]);
    });

    it('should draw the nodes of a sub-process inside it', () => {
      const inner = nodes().filter(({ parent }) => parent > 0);
      const out = inner.filter(({ id, parent }) => !inside(boxOf(id), boxOf(graph.nodes[parent]?.id ?? '')));

      expect(out.map(({ id }) => id)).to.deep.equal([]);
    });

    it('should lead no line through a node', () => {
      const through = diagram.lines.flatMap((line) =>
        nodes()
          .filter(({ type }) => type !== 'subProcess')
          .filter(({ id }) => crosses(line, boxOf(id)))
          .map(({ id }) => `${line.id} through ${id}`),
      );

      expect(through).to.deep.equal([]);
    });

    for (const language of ['Chinese', 'English'] as const) {
      const labelsIn = (): readonly Box[] => (language === 'Chinese' ? diagram.labels : englishLabels(xml, diagram));

      it(`should put no label on a node or on another label in ${language}`, () => {
        const labels = labelsIn();
        const onNodes = labels.flatMap((label) =>
          nodes()
            .filter(({ id, type }) => id !== label.id && type !== 'subProcess')
            .filter(({ id, type }) => (type.endsWith('Gateway') ? overlapDiamond : overlap)(label, boxOf(id)))
            .map(({ id }) => `${label.id} on ${id}`),
        );
        const onLabels = labels.flatMap((a, i) =>
          labels.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.id} on ${b.id}`] : [])),
        );

        expect([...onNodes, ...onLabels]).to.deep.equal([]);
      });

      it(`should lead no line through a label in ${language}`, () => {
        const through = diagram.lines.flatMap((line) =>
          labelsIn()
            .filter((label) => crosses(line, label))
            .map(({ id }) => `${line.id} through the label of ${id}`),
        );

        expect(through).to.deep.equal([]);
      });

      it(`should put no label on the border of a sub-process in ${language}`, () => {
        const scopes = nodes().filter(({ type }) => type === 'subProcess');
        const across = labelsIn().flatMap((label) =>
          scopes
            .filter(({ id }) => overlap(label, boxOf(id)) && !inside(label, boxOf(id)))
            .map(({ id }) => `${label.id} on ${id}`),
        );

        expect(across).to.deep.equal([]);
      });
    }

    it('should lead no sequence flow through a sub-process that it does not belong to', () => {
      const through = graph.flows.flatMap((flow) => {
        const line = lineOf(flow.id);
        const own = new Set([...scopesOf(flow.source), ...scopesOf(flow.target)]);
        return nodes()
          .filter(
            ({ index, type }) =>
              type === 'subProcess' && !own.has(index) && line && crosses(line, boxOf(graph.nodes[index]?.id ?? '')),
          )
          .map(({ id }) => `${flow.id} through ${id}`);
      });

      expect(through).to.deep.equal([]);
    });

    it('should lead no message through a sub-process that it neither begins nor ends in', () => {
      const indexOf = (end: string | undefined): number => graph.byId.get(end ?? '') ?? -1;
      const messages = diagram.lines.filter(({ id }) => id.startsWith('MessageFlow'));
      const through = messages.flatMap((line) => {
        const own = new Set(endsOf(line).flatMap((end) => ownScopes(indexOf(end))));
        return nodes()
          .filter(({ index, type, id }) => type === 'subProcess' && !own.has(index) && crosses(line, boxOf(id)))
          .map(({ id }) => `${line.id} through ${id}`);
      });

      expect(through).to.deep.equal([]);
    });

    it('should lead no two lines over each other, but for those with an end in common', () => {
      const over = diagram.lines.flatMap((a, i) =>
        diagram.lines
          .slice(i + 1)
          .filter((b) => !endsOf(a).some((end) => endsOf(b).includes(end)) && coincide(a, b))
          .map((b) => `${a.id} over ${b.id}`),
      );

      expect(over).to.deep.equal([]);
    });

    it('should leave room for the names of pools and lanes', () => {
      const tight = [...xml.matchAll(/<bpmn:(?:participant|lane) id="([^"]+)" name="([^"]+)"/g)].filter(
        ([, id = '', name = '']) => [...name].length * GLYPH > boxOf(id).height,
      );

      expect(tight.map(([, id, name]) => `${id}: ${name}`)).to.deep.equal([]);
    });
  });
}
