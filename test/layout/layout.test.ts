import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { withDrawing } from '../../engine/layout/layout.ts';
import { type LayoutNode, readModels, type Scope } from '../../engine/layout/model.ts';
import { readBpmn } from '../../engine/model/read-bpmn.ts';
import { type Box, crosses, type Diagram, inside, overlap, readDiagram } from '../processes/diagram.ts';
import { pieces, renderZoo } from '../property/zoo.ts';
import { bpmn, flows } from '../support/bpmn.ts';

interface PlacedNode extends LayoutNode {
  readonly within: string | null;
  /** Diagrams of one file do not lie beside each other. */
  readonly plane: string;
}

interface Drawn {
  readonly xml: string;
  readonly diagram: Diagram;
  readonly nodes: readonly PlacedNode[];
  readonly boxOf: (id: string) => Box;
}

function drawingOf(source: string): string {
  const xml = withDrawing(source);
  if (xml === null) throw new Error('Expected a drawing, but there is none.');
  return xml;
}

function draw(source: string): Drawn {
  const xml = drawingOf(source);
  const diagram = readDiagram(xml);
  const boxes = new Map(diagram.shapes.map((shape) => [shape.id, shape]));
  const boxOf = (id: string): Box => {
    const box = boxes.get(id);
    if (!box) throw new Error(`Expected ${id} to be drawn, but it is not.`);
    return box;
  };
  const models = readModels(source);
  const nodes = models.flatMap(({ pools, plane }) =>
    pools.flatMap(({ scope }) => (scope ? nodesIn(scope, { within: null, plane }) : [])),
  );
  return { xml, diagram, nodes, boxOf };
}

const nodesIn = ({ nodes }: Scope, place: Pick<PlacedNode, 'within' | 'plane'>): PlacedNode[] =>
  nodes.flatMap((node) => [
    { ...node, ...place },
    ...(node.inner ? nodesIn(node.inner, { ...place, within: node.id }) : []),
  ]);

/** What is wrong with a drawing, in words; empty where nothing is. */
function faults({ xml, diagram, nodes, boxOf }: Drawn): string[] {
  const free = nodes.filter(({ inner, attachedTo }) => inner === null && attachedTo === null);
  const planes = xml.split('<bpmndi:BPMNPlane ').slice(1);
  const besides = (id: string): PlacedNode[] => {
    const plane = planes.find((text) => text.includes(`bpmnElement="${id}"`)) ?? '';
    return free.filter((node) => plane.includes(`bpmnElement="${node.plane}"`));
  };
  const slanted = diagram.lines.filter(({ points }) =>
    points.slice(1).some(({ x, y }, i) => x !== points[i]?.x && y !== points[i]?.y),
  );
  return [
    ...slanted.map(({ id }) => `${id} is slanted`),
    ...free.flatMap((a, i) =>
      free
        .slice(i + 1)
        .flatMap((b) => (a.plane === b.plane && overlap(boxOf(a.id), boxOf(b.id)) ? [`${a.id} on ${b.id}`] : [])),
    ),
    ...nodes.flatMap(({ id, within, attachedTo }) =>
      within !== null && attachedTo === null && !inside(boxOf(id), boxOf(within)) ? [`${id} out of ${within}`] : [],
    ),
    ...diagram.lines.flatMap((line) =>
      besides(line.id).flatMap(({ id }) => (crosses(line, boxOf(id)) ? [`${line.id} through ${id}`] : [])),
    ),
    ...diagram.labels.flatMap((label) =>
      besides(label.id).flatMap(({ id }) =>
        id !== label.id && overlap(label, boxOf(id)) ? [`label of ${label.id} on ${id}`] : [],
      ),
    ),
  ];
}

const bare = (file: string): string =>
  readFileSync(file, 'utf8').replace(/\s*<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');

describe('layout of a model', function () {
  this.timeout(120_000);

  for (const name of ['government-service', 'permit-receipt']) {
    it(`should draw ${name} with its pools, lanes and messages`, async () => {
      const drawn = draw(bare(`processes/${name}/${name}.bpmn`));

      expect(faults(drawn)).to.deep.equal([]);
      const { document, problems } = await readBpmn(drawn.xml);
      expect(document).to.not.equal(null);
      expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    });
  }

  it('should put nothing over anything else, whatever the model', () => {
    fc.assert(
      fc.property(pieces, (row) => {
        expect(faults(draw(renderZoo(row)))).to.deep.equal([]);
      }),
      { numRuns: 30 },
    );
  });

  it('should draw every flow from its source to its target', () => {
    const { diagram, boxOf } = draw(
      bpmn(`<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>${flows('s a b e', 'b a')}`),
    );

    const touches = ({ x, y }: { x: number; y: number }, box: Box) =>
      x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    expect(diagram.lines).to.have.length(4);
    for (const { id, points } of diagram.lines) {
      const [source = '', target = ''] = id.split('_');
      expect(touches(points[0] ?? { x: 0, y: 0 }, boxOf(source)), id).to.equal(true);
      expect(touches(points.at(-1) ?? { x: 0, y: 0 }, boxOf(target)), id).to.equal(true);
    }
    expect(boxOf('s').x).to.be.below(boxOf('a').x);
    expect(boxOf('a').x).to.be.below(boxOf('b').x);
  });

  it('should keep every node in its lane, and lanes in their order', () => {
    const { boxOf } = draw(
      bpmn(`<laneSet id="ls"><lane id="one" name="One"><flowNodeRef>s</flowNodeRef><flowNodeRef>b</flowNodeRef></lane>
        <lane id="two" name="Two"><flowNodeRef>a</flowNodeRef></lane></laneSet>
        <startEvent id="s"/><userTask id="a"/><userTask id="b"/>${flows('s a b')}`),
    );

    for (const [id, lane] of [
      ['s', 'one'],
      ['a', 'two'],
      ['b', 'one'],
    ] as const)
      expect(inside(boxOf(id), boxOf(lane)), id).to.equal(true);
    expect(boxOf('one').y + boxOf('one').height).to.equal(boxOf('two').y);
  });

  it('should replace a drawing and leave the rest of the text alone', () => {
    const file = readFileSync('processes/permit-receipt/permit-receipt.bpmn', 'utf8');

    const once = drawingOf(file);

    expect(withDrawing(once)).to.equal(once);
    expect(once.match(/BPMNDiagram id=/g)).to.have.length(1);
    expect(once.slice(0, once.indexOf('<bpmndi:BPMNDiagram')).trimEnd()).to.equal(
      file.slice(0, file.indexOf('<bpmndi:BPMNDiagram')).trimEnd(),
    );
  });

  it('should lay out a long process without taking it badly', () => {
    const ids = Array.from({ length: 150 }, (_, i) => `t${i}`);

    const drawn = draw(
      bpmn(`${ids.map((id) => `<userTask id="${id}" name="Step ${id}"/>`).join('')}${flows(ids.join(' '), 't140 t3')}`),
    );

    expect(drawn.diagram.lines).to.have.length(150);
  });

  it('should say what is wrong with a text that is no model', () => {
    expect(() => withDrawing('<a')).to.throw();
    expect(withDrawing('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>')).to.equal(null);
  });
});
