import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { withDrawing } from '../../engine/layout/layout.ts';
import { readBpmn } from '../../engine/model/read-bpmn.ts';
import { XML_LIMITS } from '../../engine/model/xml/limits.ts';
import { scanXml } from '../../engine/model/xml/scan.ts';
import { attributeOf, withDescendants, type XmlElement } from '../../engine/model/xml/xml-element.ts';
import { notDrawable } from '../../modeler/files/drawable.ts';
import { bpmn } from '../support/bpmn.ts';

interface Box {
  readonly id: string;
  readonly tag: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawing(xml: string) {
  const text = withDrawing(xml);
  if (text === null) throw new Error('Expected a drawing, but there is none.');
  const scanned = scanXml(text, XML_LIMITS);
  if (!scanned.ok) throw new Error(scanned.message.en);
  const all = [...withDescendants(scanned.root)];
  const tags = new Map(all.map((element) => [attributeOf(element, 'id'), element.local]));
  const number = (element: XmlElement | undefined, name: string): number =>
    Number(element && attributeOf(element, name));
  const boxes = all
    .filter(({ local }) => local === 'BPMNShape')
    .map((shape): Box => {
      const id = attributeOf(shape, 'bpmnElement') ?? '';
      const [bounds] = shape.children;
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => number(bounds, name)) as [
        number,
        number,
        number,
        number,
      ];
      return { id, tag: tags.get(id) ?? '', x, y, width, height };
    });
  const ways = all
    .filter(({ local }) => local === 'BPMNEdge')
    .map((edge) => ({
      id: attributeOf(edge, 'bpmnElement') ?? '',
      points: edge.children
        .filter(({ local }) => local === 'waypoint')
        .map((point) => ({ x: number(point, 'x'), y: number(point, 'y') })),
    }));
  return { text, boxes, ways };
}

const within = (value: number, from: number, to: number): boolean => value > from && value < to;

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const OPEN = new Set(['subProcess', 'participant', 'lane', 'boundaryEvent']);

const process = (nodes: number, links: readonly (readonly [number, number])[]): string =>
  bpmn(
    Array.from({ length: nodes }, (_, i) =>
      i % 3 === 0 ? `<task id="n${i}"/>` : `<exclusiveGateway id="n${i}"/>`,
    ).join('') +
      links
        .map(([from, to], i) => `<sequenceFlow id="f${i}" sourceRef="n${from % nodes}" targetRef="n${to % nodes}"/>`)
        .join(''),
  );

describe('layout of any flow', function () {
  this.timeout(120_000);

  it('should draw any flow without shapes on each other, with right angles, and no flow through a shape', () => {
    const link = fc.tuple(fc.nat(11), fc.nat(11));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(link, { maxLength: 24 }), (nodes, links) => {
        const { boxes, ways } = drawing(process(nodes, links));

        expect(boxes).to.have.length(nodes);
        expect(ways).to.have.length(links.length);
        for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).to.equal(false);
        for (const { points } of ways) {
          for (const [i, a] of points.slice(1).entries()) {
            const b = points[i] as { x: number; y: number };
            expect(a.x === b.x || a.y === b.y).to.equal(true);
            const through = boxes.filter(
              (box) =>
                within((a.x + b.x) / 2, box.x, box.x + box.width) && within((a.y + b.y) / 2, box.y, box.y + box.height),
            );
            expect(through).to.deep.equal([]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('should draw what our own processes consist of: pools, lanes, sub-processes, boundary events, message flows', async () => {
    const file = readFileSync('processes/government-service/government-service.bpmn', 'utf8');
    const bare = file.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');
    const { text, boxes, ways } = drawing(bare);
    const drawn = new Set([...boxes, ...ways].map(({ id }) => id));
    const before = new Set(
      [...file.matchAll(/<bpmndi:BPMN(?:Shape|Edge) [^>]*bpmnElement="([^"]+)"/g)].map(([, id]) => id as string),
    );

    expect(notDrawable(bare)).to.equal('noDiagram');
    expect(notDrawable(text)).to.equal(null);
    expect([...before].filter((id) => !drawn.has(id))).to.deep.equal([]);
    const closed = boxes.filter(({ tag }) => !OPEN.has(tag));
    for (const [i, a] of closed.entries()) {
      expect(
        closed
          .slice(i + 1)
          .filter((b) => overlap(a, b))
          .map(({ id }) => `${a.id} ${id}`),
      ).to.deep.equal([]);
    }
    expect((await readBpmn(text)).problems.map(({ rule }) => rule)).to.deep.equal(
      (await readBpmn(bare)).problems.map(({ rule }) => rule),
    );
  });

  it('should draw nothing where there is nothing to draw', () => {
    expect(
      withDrawing('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><message id="m"/></definitions>'),
    ).to.equal(null);
  });
});
