import { expect } from 'chai';
import { completionAt, namesAt } from '../../../modeler/feel/names-at.ts';
import { ModelEditor, model } from '../model-editor.ts';

const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;

const MODEL = model(
  `<bpmn:dataObject id="file" name="dossier"/>
   <bpmn:startEvent id="start" tb:form="apply"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
   <bpmn:serviceTask id="ask" tb:topic="x"><bpmn:extensionElements><tb:output target="licence" source="= r"/></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
   <bpmn:userTask id="check"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
   <bpmn:businessRuleTask id="rate" tb:decision="d" tb:resultVariable="rating"><bpmn:incoming>f3</bpmn:incoming></bpmn:businessRuleTask>
   ${flow('f1', 'start', 'ask')}${flow('f2', 'ask', 'check')}${flow('f3', 'check', 'rate')}`,
);
const fieldsOf = (key: string) => (key === 'apply' ? ['name', 'address'] : []);

describe('names in expressions', () => {
  for (const [id, names] of [
    ['ask', ['address', 'dossier', 'licence', 'name']],
    ['f1', ['address', 'dossier', 'name']],
    ['f3', ['address', 'dossier', 'licence', 'name', 'outcome', 'outcomes']],
    ['rate', ['address', 'dossier', 'licence', 'name', 'outcome', 'outcomes', 'rating']],
  ] as const) {
    it(`should be those that are written before it is reached: ${id}`, async () => {
      const editor = await ModelEditor.open(MODEL);

      expect(namesAt(editor.element(id), fieldsOf)).to.deep.equal(names);
    });
  }

  it('should know the item of a loop inside it, and nothing of the inside outside', async () => {
    const editor = await ModelEditor.open(
      model(
        `<bpmn:subProcess id="each"><bpmn:multiInstanceLoopCharacteristics tb:collection="= all" tb:elementVariable="one"/>
          <bpmn:property id="p" name="inner"/><bpmn:userTask id="in"/></bpmn:subProcess><bpmn:userTask id="out"/>`,
      ),
    );

    expect(namesAt(editor.element('in'), fieldsOf)).to.include.members(['one', 'loopCounter', 'inner']);
    expect(namesAt(editor.element('out'), fieldsOf)).to.not.include('inner');
  });

  it('should complete the word before the caret, not inside a text, nor after a dot', () => {
    const names = ['rating', 'rate', 'other'];

    expect(completionAt('= ra', 4, names)).to.deep.equal({ from: 2, names: ['rating', 'rate'] });
    expect(completionAt('= ra > 3', 4, names)).to.deep.equal({ from: 2, names: ['rating', 'rate'] });
    expect(completionAt('= "ra', 5, names)).to.equal(null);
    expect(completionAt('= x.ra', 6, names)).to.equal(null);
    expect(completionAt('= ', 2, names)).to.equal(null);
  });
});
