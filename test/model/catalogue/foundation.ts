import { bpmn, flows } from '../../support/bpmn.ts';
import { END, type Fixtures, PLAIN, START, through } from './fixture.ts';

const file = (from: string | RegExp, to: string, body = PLAIN): string => bpmn(body).replace(from, to);

const conditional = (type: string): string =>
  `${START}<exclusiveGateway id="x" default="x_b"/><task id="a"/><task id="b"/>${END}${flows('s x b e', 'a e')}
   <sequenceFlow id="f" sourceRef="x" targetRef="a"><conditionExpression xsi:type="${type}">y</conditionExpression></sequenceFlow>`;

export const FOUNDATION: Fixtures = {
  'bpmn-file': { valid: {}, invalid: { xml: '<definitions id="d"/>', at: ['d'] } },
  'target-namespace': {
    valid: {},
    invalid: { xml: file('targetNamespace="urn:test"', ''), at: ['definitions'] },
  },
  'expression-language': {
    valid: {
      xml: file('<definitions ', '<definitions expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/" '),
    },
    invalid: {
      xml: file('<definitions ', '<definitions expressionLanguage="http://www.w3.org/1999/XPath" '),
      at: ['definitions'],
    },
  },
  'executable-process': { valid: {}, invalid: { xml: file('isExecutable="true"', ''), at: ['process'] } },
  'import-complete': {
    valid: {
      definitions: '<import namespace="urn:x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>',
    },
    invalid: { definitions: '<import namespace="urn:x" location="x.xsd"/>', at: ['definitions'] },
  },
  'known-elements': { valid: {}, invalid: { body: `${PLAIN}<magic id="m"/>`, at: ['m'] } },
  'known-attributes': { valid: {}, invalid: { body: through('a', '<task id="a" magic="1"/>'), at: ['a'] } },
  'enumerated-values': {
    valid: {
      body: PLAIN,
      definitions: '<relationship id="r" type="t" direction="Both"><source>a</source><target>e</target></relationship>',
    },
    invalid: {
      definitions: '<relationship id="r" type="t" direction="Up"><source>a</source><target>e</target></relationship>',
      at: ['r'],
    },
  },
  'boolean-values': {
    valid: { body: `<startEvent id="s" isInterrupting="true"/>${END}${flows('s e')}` },
    invalid: { body: `<startEvent id="s" isInterrupting="yes"/>${END}${flows('s e')}`, at: ['s'] },
  },
  'integer-values': {
    valid: { body: through('a', '<task id="a" startQuantity="1"/>') },
    invalid: { body: through('a', '<task id="a" startQuantity="1.5"/>'), at: ['a'] },
  },
  'declared-type': {
    valid: { body: conditional('tFormalExpression') },
    invalid: { body: conditional('tUserTask'), at: ['f'] },
  },
  'single-elements': {
    valid: { body: through('a', '<task id="a"><standardLoopCharacteristics loopMaximum="2"/></task>') },
    invalid: {
      body: through(
        'a',
        '<task id="a"><standardLoopCharacteristics loopMaximum="2"/><standardLoopCharacteristics loopMaximum="3"/></task>',
      ),
      at: ['a'],
    },
  },
  'text-content': {
    valid: { body: through('a', '<task id="a"><documentation>text</documentation></task>') },
    invalid: { body: through('a', '<task id="a">text</task>'), at: ['a'] },
  },
  'id-unique': {
    valid: { definitions: '<message id="m" name="M"/>' },
    invalid: { definitions: '<message id="m" name="M"/><message id="m" name="N"/>', at: ['m'] },
  },
  'id-process-unique': {
    valid: { definitions: `<process id="p" isExecutable="true"><task id="t"/></process>` },
    invalid: { definitions: `<process id="process" isExecutable="true"><task id="t"/></process>`, at: ['process'] },
  },
  'id-name': {
    valid: { body: through('a-1.b_c', '<task id="a-1.b_c"/>') },
    invalid: { definitions: '<message id="1 m" name="M"/>', at: ['1 m'] },
  },
  'id-not-empty': { valid: {}, invalid: { definitions: '<message id="" name="M"/>', at: [''] } },
  'id-present': {
    valid: {},
    invalid: { xml: file('id="s_a" ', ''), at: ['process'] },
  },
  'extension-in-place': {
    valid: { body: through('a', '<task id="a"><extensionElements/></task>') },
    invalid: {
      body: through('a', '<task id="a"><x:y xmlns:x="http://bpmn.io/schema/bpmn/biocolor/1.0"/></task>'),
      at: ['a'],
    },
  },
  'extension-must-understand': {
    valid: { definitions: '<extension mustUnderstand="false"/>' },
    invalid: { definitions: '<extension mustUnderstand="true"/>', at: ['definitions'] },
  },
  'relationship-complete': {
    valid: { definitions: '<relationship id="r" type="t"><source>a</source><target>e</target></relationship>' },
    invalid: { definitions: '<relationship id="r" type="t"><source>a</source></relationship>', at: ['r'] },
  },
  'reference-resolves': {
    valid: {},
    invalid: { body: PLAIN.replace('targetRef="a"', 'targetRef="nobody"'), at: ['s_a'] },
  },
  'reference-prefix': {
    valid: {
      xml: bpmn(through('a', '<receiveTask id="a" messageRef="own:m"/>'), {
        definitions: '<message id="m" name="M"/>',
      }).replace('<definitions ', '<definitions xmlns:own="urn:test" '),
    },
    invalid: {
      body: through('a', '<receiveTask id="a" messageRef="own:m"/>'),
      definitions: '<message id="m" name="M"/>',
      at: ['a'],
    },
  },
};
