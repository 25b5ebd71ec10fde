import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import type { FlowNode, ProcessGraph } from '../../engine/model/graph.ts';
import { processFolders } from './catalogue.ts';
import { type Box, crosses, type Diagram, inside, overlap, readDiagram } from './diagram.ts';

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
    const nodeOf = (id: string): FlowNode | undefined => graph.nodes[graph.byId.get(id) ?? -1];
    const nodes = (): FlowNode[] => graph.nodes.slice(1);

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

    it('should put no label on a node or on another label', () => {
      const { labels } = diagram;
      const onNodes = labels.flatMap((label) =>
        nodes()
          .filter(({ id, type }) => id !== label.id && type !== 'subProcess')
          .filter(({ id }) => overlap(label, boxOf(id)))
          .map(({ id }) => `${label.id} on ${id}`),
      );
      const onLabels = labels.flatMap((a, i) =>
        labels.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.id} on ${b.id}`] : [])),
      );

      expect([...onNodes, ...onLabels]).to.deep.equal([]);
    });

    it('should lead no line through the label of a node', () => {
      const labels = diagram.labels.filter(({ id }) => nodeOf(id));
      const through = diagram.lines.flatMap((line) =>
        labels.filter((label) => crosses(line, label)).map(({ id }) => `${line.id} through the label of ${id}`),
      );

      expect(through).to.deep.equal([]);
    });
  });
}
