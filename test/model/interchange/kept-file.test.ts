import { expect } from 'chai';
import type { ModdleElement } from '../../../engine/model/moddle.ts';
import { rewrite, saysTheSame } from './rewriting.ts';

const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:v="urn:vendor"',
  'xmlns:tns="urn:test"',
].join(' ');

const file = (body: string, roots = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- by hand -->\n<definitions ${NAMESPACES} id="defs" targetNamespace="urn:test">${roots}
  <process id="p" isExecutable="true">
    <task id="it" name="Before"/>${body}
  </process>
</definitions>\n<?after it?>\n`;

/** What bpmn-moddle by itself loses or changes, each as somebody may have written it. */
const HOLES: Readonly<Record<string, string>> = {
  'comments and processing instructions': file('<!-- why --><task id="x"><?note a?></task>'),
  'defaults that are written out': file('<subProcess id="x" triggeredByEvent="false" isForCompensation="false"/>'),
  'elements of others outside extensionElements': file('<task id="x"><v:note at="1">text</v:note></task>'),
  'unknown elements next to the processes': file('', '<v:root v:a="1"/><fancyRoot id="f"/>'),
  'references to nothing': file(
    '<task id="x"><incoming>gone</incoming></task><sequenceFlow id="f" sourceRef="x" targetRef="gone"/>',
  ),
  'elements inside documentation': file(
    '<task id="x"><documentation textFormat="text/html">a <v:b>bold</v:b> word</documentation></task>',
  ),
  'attributes of others that are called like their own': file(
    '<task id="x"><extensionElements><v:a b="1" v:b="2"/></extensionElements></task>',
  ),
  'text around elements of others': file(
    '<task id="x"><extensionElements><v:a>one<v:b/>two</v:a></extensionElements></task>',
  ),
  'white space that is all there is': file(
    '<task id="x"><extensionElements><v:a xml:space="preserve">  </v:a></extensionElements></task>',
  ),
  'tabs in attributes': file('<task id="x" name="a&#9;b&#13;c"/>'),
  'ids used twice': file('<task id="x" name="one"/><task id="x" name="two"/>'),
  'ids in Chinese': file('<task id="审批" name="x"/><sequenceFlow id="f" sourceRef="it" targetRef="审批"/>'),
  'more than one of what there is one of': file(
    '<task id="x"><standardLoopCharacteristics/><standardLoopCharacteristics/></task>',
  ),
  'namespaces declared deep inside': file(
    '<task id="x"><extensionElements><w:a xmlns:w="urn:w" w:b="1"><v:c xmlns:v="urn:other"/></w:a></extensionElements></task>',
  ),
  'prefixes used twice': file(
    '<task id="x"><extensionElements><a xmlns="urn:a"><b xmlns="urn:b"/></a></extensionElements></task>',
  ),
  'imports without what they need': file('', '<import namespace="urn:i"/>'),
  relationships: file(
    '',
    '<relationship type="t" direction="Both"><source>tns:p</source><target>tns:it</target></relationship>',
  ),
  'expressions under the name of their type': file(
    '<userTask id="x"><potentialOwner><resourceAssignmentExpression><formalExpression>a</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>',
  ),
};

const flowElements = <T>(element: ModdleElement | undefined): T[] =>
  (element as ModdleElement).get('flowElements') as T[];

describe('model/interchange: a file that is edited', () => {
  const rename = { name: 'Before', now: 'After & <before>' };

  for (const [what, xml] of Object.entries(HOLES)) {
    it(`should keep ${what}`, async () => {
      const untouched = await rewrite(xml);
      const { alone, kept } = await rewrite(xml, ({ byId }) => byId.it?.set('name', rename.now));
      const expected = xml.replace('"Before"', '"After &amp; &lt;before&gt;"');

      expect(untouched.kept).to.equal(xml);
      expect(kept).to.equal(expected);
      expect(alone).not.to.equal(expected);
    });
  }

  it('should read qualified names, numbers for truth, and references with spaces around', async () => {
    const xml = file(
      '<task id="x"><incoming> tns:f </incoming></task><sequenceFlow id="f" sourceRef="tns:it" targetRef="tns:x" isImmediate="0"/>',
    );
    let flow: unknown[] = [];
    await rewrite(xml, ({ byId }) => {
      flow = [byId.f?.get('sourceRef') === byId.it, byId.f?.get('targetRef') === byId.x, byId.f?.get('isImmediate')];
    });

    expect(flow).to.deep.equal([true, true, false]);
  });

  it('should write a new element in the words and layout of the file', async () => {
    const xml = file(
      '\r\n    <semantic:endEvent xmlns:semantic="http://www.omg.org/spec/BPMN/20100524/MODEL" id="end"/>',
    );
    const { kept } = await rewrite(xml, ({ byId, tool }) => {
      const task = tool.create('bpmn:UserTask', { id: 'new', name: '新', 'tb:form': 'f' });
      flowElements<unknown>(byId.p).splice(1, 0, task);
    });

    expect(kept).to.contain('<task id="it" name="Before"/>\n    <userTask id="new" name="新" tb:form="f" />');
    expect(kept).to.contain('<definitions xmlns:tb="urn:tongban:bpmn:1" xmlns="');
  });

  it('should take a removed element out with the line it stood on', async () => {
    const xml = file('\n    <task id="gone"/>\n    <task id="stays"/>');
    const { kept } = await rewrite(xml, ({ byId }) => {
      const elements = flowElements<{ id: string }>(byId.p);
      elements.splice(
        elements.findIndex(({ id }) => id === 'gone'),
        1,
      );
    });

    expect(kept).to.equal(file('\n    <task id="stays"/>'));
  });

  it('should move an element with all it has, and give an element another id', async () => {
    const xml = file('<task id="x" v:own="1"><!-- kept --><v:lost/></task><subProcess id="s"/>');
    const { kept } = await rewrite(xml, ({ byId }) => {
      const elements = flowElements<{ id: string }>(byId.p);
      const [moved] = elements.splice(
        elements.findIndex(({ id }) => id === 'x'),
        1,
      );
      flowElements<unknown>(byId.s).push(moved);
      if (moved) moved.id = 'y';
    });

    const expected = file('<subProcess id="s"><task id="y" v:own="1"><!-- kept --><v:lost/></task></subProcess>');
    expect(saysTheSame(kept, expected)).to.equal(true);
    expect(kept).to.contain('<task id="y" v:own="1"><!-- kept --><v:lost/></task>');
  });

  it('should follow what is put in another order', async () => {
    const xml = file('<task id="a"/><task id="b"><v:lost/></task>');
    const { kept } = await rewrite(xml, ({ byId }) => {
      flowElements<unknown>(byId.p).reverse();
    });

    expect(kept.match(/<task id="\w+"/g)).to.deep.equal(['<task id="b"', '<task id="a"', '<task id="it"']);
    expect(kept).to.contain('<v:lost/>');
  });
});
