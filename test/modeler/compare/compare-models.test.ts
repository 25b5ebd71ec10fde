import { BpmnModdle } from 'bpmn-moddle';
import { expect } from 'chai';
import tongban from '../../../engine/model/tongban.moddle.json' with { type: 'json' };
import { compareModels, type Difference } from '../../../modeler/compare/compare-models.ts';
import { around, model } from '../model-editor.ts';

async function compare(before: string, after: string): Promise<Difference[]> {
  const [old, now] = await Promise.all([before, after].map((xml) => new BpmnModdle({ tb: tongban }).fromXML(xml)));
  if (!old || !now) throw new Error('Expected two models.');
  return compareModels(old.rootElement, now.rootElement);
}

const TASK = '<bpmn:userTask id="it" name="Old" />';

describe('modeler/compare', () => {
  it('should find nothing where nothing changed', async () => {
    expect(await compare(around(TASK), around(TASK))).to.deep.equal([]);
  });

  it('should tell old and new values the right way round', async () => {
    const differences = await compare(around(TASK), around(TASK.replace('Old', 'New')));

    expect(differences).to.deep.equal([
      {
        elementId: 'it',
        type: 'userTask',
        name: 'New',
        nameEn: 'New',
        kind: 'changed',
        properties: [{ property: 'name', before: 'Old', after: 'New' }],
      },
    ]);
  });

  it('should tell what was added and what was removed', async () => {
    const differences = await compare(
      model('<bpmn:task id="a" /><bpmn:task id="gone" name="Gone" />'),
      model('<bpmn:task id="a" /><bpmn:task id="fresh" />'),
    );

    expect(differences.map(({ elementId, kind }) => [elementId, kind])).to.deep.equal([
      ['fresh', 'added'],
      ['gone', 'removed'],
    ]);
  });

  const inside: [what: string, before: string, after: string, property: string, old?: string, now?: string][] = [
    [
      'assignment',
      '<bpmn:userTask id="it" />',
      '<bpmn:userTask id="it"><bpmn:extensionElements><tb:assignment groups="window" /></bpmn:extensionElements></bpmn:userTask>',
      'assignment.groups',
      undefined,
      'window',
    ],
    [
      'topic',
      '<bpmn:serviceTask id="it" tb:topic="a" />',
      '<bpmn:serviceTask id="it" tb:topic="b" />',
      'topic',
      'a',
      'b',
    ],
    [
      'mapping',
      '<bpmn:task id="it"><bpmn:extensionElements><tb:output target="x" source="=1" /></bpmn:extensionElements></bpmn:task>',
      '<bpmn:task id="it"><bpmn:extensionElements><tb:output target="x" source="=2" /></bpmn:extensionElements></bpmn:task>',
      'output.x',
      '=1',
      '=2',
    ],
    [
      'completion condition',
      '<bpmn:task id="it"><bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition>a</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:task>',
      '<bpmn:task id="it"><bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition>b</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:task>',
      'multiInstance.completionCondition',
      'a',
      'b',
    ],
    [
      'timer',
      '<bpmn:intermediateCatchEvent id="it"><bpmn:timerEventDefinition id="d"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
      '<bpmn:intermediateCatchEvent id="it"><bpmn:timerEventDefinition id="d"><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
      'timer.timeDuration',
      'P1D',
      'P2D',
    ],
    [
      'documentation',
      '<bpmn:task id="it"><bpmn:documentation>a</bpmn:documentation></bpmn:task>',
      '<bpmn:task id="it" />',
      'documentation',
      'a',
      undefined,
    ],
    ['type', '<bpmn:task id="it" />', '<bpmn:userTask id="it" />', 'type', 'task', 'userTask'],
  ];
  for (const [what, before, after, property, old, now] of inside) {
    it(`should compare the ${what}`, async () => {
      const [difference, ...others] = await compare(around(before), around(after));

      expect(others).to.deep.equal([]);
      expect(difference?.properties).to.deep.include({ property, before: old, after: now });
    });
  }

  it('should compare conditions, and where flows lead', async () => {
    const flow = (condition: string, target: string) =>
      model(`<bpmn:exclusiveGateway id="x" /><bpmn:endEvent id="a" /><bpmn:endEvent id="b" />
        <bpmn:sequenceFlow id="f" sourceRef="x" targetRef="${target}"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`);

    const differences = await compare(flow('n > 1', 'a'), flow('n > 2', 'b'));

    expect(differences.map(({ elementId }) => elementId)).to.deep.equal(['f']);
    expect(differences[0]?.properties).to.deep.equal([
      { property: 'conditionExpression', before: 'n > 1', after: 'n > 2' },
      { property: 'targetRef', before: 'a', after: 'b' },
    ]);
  });

  it('should name the message an event refers to, not its id', async () => {
    const xml = (id: string, name: string) =>
      around(`<bpmn:receiveTask id="it" messageRef="${id}" />`, `<bpmn:message id="${id}" name="${name}" />`);

    const [difference] = await compare(xml('m1', 'A'), xml('m2', 'B'));

    expect(difference?.properties).to.deep.equal([{ property: 'messageRef', before: 'A', after: 'B' }]);
  });

  it('should tell apart what only moved', async () => {
    const drawn = (x: number) =>
      model(
        '<bpmn:task id="a" />',
        `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d"><bpmndi:BPMNPlane id="p" bpmnElement="main"><bpmndi:BPMNShape id="s" bpmnElement="a"><dc:Bounds xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" x="${x}" y="0" width="100" height="80" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
      );

    expect((await compare(drawn(0), drawn(50))).map(({ elementId, kind }) => [elementId, kind])).to.deep.equal([
      ['a', 'moved'],
    ]);
  });

  it('should say what the rungs of a ladder do, not that there are some', async () => {
    const ladder =
      '<tb:ladder><tb:rung used="80%" action="raise"/><tb:rung after="0" unit="workingDay" action="remind"/></tb:ladder>';
    const task = `<bpmn:userTask id="it" name="Old"><bpmn:extensionElements>${ladder}</bpmn:extensionElements></bpmn:userTask>`;

    const [difference] = await compare(around(TASK), around(task));

    expect(difference?.properties.map(({ property, after }) => `${property}: ${after}`)).to.deep.equal([
      'rung(1).used: 80%',
      'rung(1).action: raise',
      'rung(2).after: 0',
      'rung(2).unit: workingDay',
      'rung(2).action: remind',
    ]);
  });
});
