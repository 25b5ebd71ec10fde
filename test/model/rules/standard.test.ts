import { bpmn, flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

verify('unsupported-element', {
  valid: [
    {
      name: 'descriptions',
      body: `<documentation>d</documentation><laneSet id="l"><lane id="lane"><flowNodeRef>a</flowNodeRef></lane></laneSet>
        <dataObject id="d"/><dataObjectReference id="dr" dataObjectRef="d"/><dataStoreReference id="ds"/><task id="a"/>
        <textAnnotation id="t"><text>note</text></textAnnotation><association id="as" sourceRef="a" targetRef="t"/><group id="g"/>`,
      definitions: '<category id="c"><categoryValue id="cv" value="x"/></category><itemDefinition id="i"/>',
    },
  ],
  invalid: [
    {
      name: 'a potential owner of a service task',
      body: '<serviceTask id="a" tb:topic="t"><potentialOwner id="o"/></serviceTask>',
      at: ['o'],
    },
    {
      name: 'a performer of a script',
      body: '<scriptTask id="a" scriptFormat="feel"><performer id="o"/><script>1</script></scriptTask>',
      at: ['o'],
    },
    { name: 'a choreography', body: '<task id="a"/>', definitions: '<choreography id="c"/>', at: ['c'] },
  ],
});

const loop = (attributes: string, inside = '<loopCardinality>2</loopCardinality>') =>
  `<task id="a"><multiInstanceLoopCharacteristics ${attributes}>${inside}</multiInstanceLoopCharacteristics></task>`;

verify('unsupported-attribute', {
  valid: [
    {
      name: 'values the standard defaults to',
      body: '<task id="a" isForCompensation="false" startQuantity="1" completionQuantity="1"/>',
    },
    { name: 'MI behavior All', body: loop('behavior="All"') },
    { name: 'a usual implementation', body: '<userTask id="a" implementation="##unspecified"/>' },
  ],
  invalid: [
    {
      name: 'a transaction kept elsewhere',
      body: '<transaction id="a" method="##Store" protocol="urn:ws"/>',
      at: ['a', 'a'],
    },
    {
      name: 'a flow that is not immediate',
      body: '<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b" isImmediate="false"/>',
      at: ['f'],
    },
    { name: 'a closed process', body: '<task id="a"/>', attributes: 'isClosed="true"', at: ['process'] },
    { name: 'a technology', body: '<serviceTask id="a" tb:topic="t" implementation="urn:soap"/>', at: ['a'] },
    {
      name: 'an operation',
      body: '<serviceTask id="a" tb:topic="t" operationRef="op"/>',
      definitions:
        '<interface id="if" name="i"><operation id="op" name="o"><inMessageRef>m</inMessageRef></operation></interface><message id="m" name="M"/>',
      at: ['a'],
    },
    {
      name: 'an extension that must be understood',
      body: '<task id="a"/>',
      definitions: '<extension mustUnderstand="true"/>',
      at: ['definitions'],
    },
  ],
});

verify('unknown-element', {
  valid: [{ name: 'elements of BPMN', body: '<task id="a"/>' }],
  invalid: [
    { name: 'an element that is none', body: '<magicTask id="a"/>', at: ['a'] },
    { name: 'an element at the wrong place', body: '<task id="a"><userTask id="b"/></task>', at: ['b'] },
    {
      name: 'a foreign element outside extensionElements',
      body: '<task id="a"><x:y xmlns:x="urn:x"/></task>',
      at: ['a'],
    },
    {
      name: 'an element where a text belongs, over which the parser breaks',
      body: '<scriptTask id="a"><script>1<script>2</script></script></scriptTask>',
      at: ['a'],
    },
    {
      name: 'a task in a lane',
      body: '<task id="a"/><laneSet id="ls"><lane id="l"><task id="b"/></lane></laneSet>',
      at: ['b'],
    },
    {
      name: 'an expression nobody has named',
      body: '<task id="a"><standardLoopCharacteristics loopMaximum="2"><formalExpression>x</formalExpression></standardLoopCharacteristics></task>',
      at: ['a'],
    },
    {
      name: 'an element inside a reference',
      body: '<task id="a"><incoming><task id="b"/></incoming></task>',
      at: ['b'],
    },
    {
      name: 'BPMN inside extensionElements',
      body: '<task id="a"><extensionElements><task id="b"/></extensionElements></task>',
      at: ['b'],
    },
  ],
});

verify('unknown-attribute', {
  valid: [{ name: 'attributes of BPMN', body: '<task id="a" name="A"/>' }],
  invalid: [
    { name: 'an attribute that is none', body: '<task id="a" priority="1"/>', at: ['a'] },
    { name: 'an attribute of another element', body: '<task id="a" calledElement="x"/>', at: ['a'] },
    { name: '__proto__', body: '<task id="a" __proto__="x"/>', at: ['a'] },
  ],
});

verify('invalid-value', {
  valid: [{ name: 'true and false', body: '<subProcess id="a" triggeredByEvent="false"/>' }],
  invalid: [
    { name: 'a truth that is none', body: '<subProcess id="a" triggeredByEvent="yes"/>', at: ['a'] },
    { name: 'a number that is none', body: '<task id="a" startQuantity="two"/>', at: ['a'] },
    { name: 'an unknown literal', body: loop('behavior="Some"'), at: ['a'] },
    {
      name: 'a type that does not fit',
      body: '<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression xsi:type="tTask">true</conditionExpression></sequenceFlow>',
      at: ['f'],
    },
  ],
});

verify('repeated-element', {
  valid: [{ name: 'several flows', body: `<task id="a"/><task id="b"/>${flows('a b')}` }],
  invalid: [
    {
      name: 'two conditions, of which the parser would keep one',
      body: `<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression>true</conditionExpression>
        <conditionExpression>false</conditionExpression></sequenceFlow>`,
      at: ['f'],
    },
    {
      name: 'two kinds of loop',
      body: '<task id="a"><standardLoopCharacteristics loopMaximum="1"/><multiInstanceLoopCharacteristics/></task>',
      at: ['a'],
    },
  ],
});

verify('unknown-content', {
  valid: [{ name: 'text in documentation', body: '<task id="a"><documentation>text</documentation></task>' }],
  invalid: [{ name: 'stray text', body: '<task id="a">text</task>', at: ['a'] }],
});

verify('expression-language', {
  valid: [
    {
      name: 'FEEL by its address',
      body: '<scriptTask id="a"><script>1</script></scriptTask>',
      xml: bpmn('<task id="a"/>').replace(
        '<definitions ',
        '<definitions expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/" ',
      ),
    },
  ],
  invalid: [
    {
      name: 'a condition in another language',
      body: '<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression xsi:type="tFormalExpression" language="groovy">x</conditionExpression></sequenceFlow>',
      at: ['f'],
    },
    {
      name: 'another default language',
      xml: bpmn('<task id="a"/>').replace(
        '<definitions ',
        '<definitions expressionLanguage="http://www.w3.org/1999/XPath" ',
      ),
      at: ['definitions'],
      severity: 'warning',
    },
  ],
});

const POOLS = (flow: string) => `<collaboration id="c"><participant id="p1" processRef="process"/><participant id="p2"/>
  <messageFlow id="mf" ${flow}/></collaboration>`;

verify('message-flow-ends', {
  valid: [
    { name: 'a task to another pool', body: '<task id="a"/>', definitions: POOLS('sourceRef="a" targetRef="p2"') },
  ],
  invalid: [
    {
      name: 'a flow inside one pool',
      body: '<task id="a"/><task id="b"/>',
      definitions: POOLS('sourceRef="a" targetRef="b"'),
      at: ['mf'],
    },
    {
      name: 'a start event that sends',
      body: '<startEvent id="s"/>',
      definitions: POOLS('sourceRef="s" targetRef="p2"'),
      at: ['mf'],
    },
    {
      name: 'an end event that receives',
      body: '<endEvent id="e"/>',
      definitions: POOLS('sourceRef="p2" targetRef="e"'),
      at: ['mf'],
    },
    {
      name: 'a gateway that receives',
      body: '<exclusiveGateway id="g"/>',
      definitions: POOLS('sourceRef="p2" targetRef="g"'),
      at: ['mf'],
    },
  ],
});
