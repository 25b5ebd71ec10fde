import { expect } from 'chai';
import { XML_LIMITS } from '../../engine/model/xml/limits.ts';
import { scanXml } from '../../engine/model/xml/scan.ts';
import { readDrawing } from '../../engine/picture/drawing.ts';
import { wrap } from '../../engine/picture/label.ts';
import { svgOf } from '../../engine/picture/svg.ts';
import { bpmn } from '../support/bpmn.ts';

const shape = (id: string, x: number, width = 100, more = '') =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${more}><dc:Bounds x="${x}" y="0" width="${width}" height="${width === 100 ? 80 : width}"/></bpmndi:BPMNShape>`;

const drawn = (body: string, di: string) =>
  bpmn(body)
    .replace(
      '<definitions ',
      '<definitions xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" ',
    )
    .replace(
      '</definitions>',
      `<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="p">${di}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`,
    );

const SMALL = drawn(
  `<startEvent id="s"/><userTask id="a" name="收件 &lt;b&gt;"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="f" sourceRef="s" targetRef="a"/>`,
  `${shape('b', 180, 36)}${shape('s', 0, 36)}${shape('a', 100)}<bpmndi:BPMNEdge id="f_di" bpmnElement="f"><di:waypoint x="36" y="18"/><di:waypoint x="100" y="18"/></bpmndi:BPMNEdge>`,
);

describe('picture of a diagram', () => {
  it('should tell what each shape draws', () => {
    const { shapes, edges } = readDrawing(SMALL);

    expect(shapes.map(({ id, type }) => [id, type])).to.deep.equal([
      ['b', 'boundaryEvent'],
      ['s', 'startEvent'],
      ['a', 'userTask'],
    ]);
    expect(shapes[0]).to.include({ event: 'timer', isNonInterrupting: true, x: 180, width: 36 });
    expect(edges).to.have.length(1);
    expect(edges[0]?.points).to.deep.equal([
      { x: 36, y: 18 },
      { x: 100, y: 18 },
    ]);
  });

  it('should be well-formed, whatever the names are, with all shapes and flows', () => {
    const svg = svgOf(readDrawing(SMALL), { title: '流程 & "A" <script>' });

    expect(scanXml(svg, XML_LIMITS).ok).to.equal(true);
    expect(svg).to.include('收件').and.not.include('<script>').and.not.include('<b>');
    for (const id of ['s', 'a', 'b', 'f']) expect(svg).to.include(`data-element-id="${id}"`);
  });

  it('should draw an event on a border after what it sits on', () => {
    const svg = svgOf(readDrawing(SMALL), { title: '' });

    expect(svg.indexOf('data-element-id="b"')).to.be.greaterThan(svg.indexOf('data-element-id="a"'));
  });

  it('should mark what was passed and what was missed', () => {
    const marks = new Map([
      ['a', 'passed'],
      ['f', 'missed'],
    ] as const);

    const svg = svgOf(readDrawing(SMALL), { title: '', marks });

    expect(svg).to.include('class="passed" data-element-id="a"').and.include('class="missed" data-element-id="f"');
    expect(svg).to.include('class="plain" data-element-id="s"');
  });

  it('should hold everything inside its frame', () => {
    const [x = 0, y = 0, width = 0, height = 0] =
      svgOf(readDrawing(SMALL), { title: '' })
        .match(/viewBox="([^"]+)"/)?.[1]
        ?.split(' ')
        .map(Number) ?? [];

    expect(x).to.be.below(0);
    expect(y).to.be.below(0);
    expect(x + width).to.be.above(216);
    expect(y + height).to.be.above(80);
  });

  it('should refuse a file without a drawing', () => {
    expect(() => readDrawing(bpmn('<startEvent id="s"/>'))).to.throw('Expected a file with a drawing');
  });

  it('should break Chinese anywhere and English between words', () => {
    expect(wrap('一二三四五六', 36)).to.deep.equal(['一二三', '四五六']);
    expect(wrap('check the papers', 70)).to.deep.equal(['check the', 'papers']);
    expect(wrap('', 60)).to.deep.equal([]);
  });
});
