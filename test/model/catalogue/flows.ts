import { flowIf, flows } from '../../support/bpmn.ts';
import { END, type Fixtures, PLAIN, ROOTS, START, TIMER, through } from './fixture.ts';

/** A choice at `x`: what else leaves it, and the condition of the flow to `a`. */
const choice = (source: string, other = flows('x b')): string =>
  `${START}${source}<task id="a"/><task id="b"/>${END}${flows('s x', 'a e', 'b e')}${other}${flowIf('x', 'a', 'y')}`;

const SUB = `${START}<subProcess id="sub"><startEvent id="s2"/><task id="in"/><endEvent id="e2"/>${flows('s2 in e2')}</subProcess>
  <task id="a"/>${END}${flows('s sub a e')}`;

const OTHER = `<process id="other" isExecutable="true">${through('b', '<task id="b"/>').replaceAll('"s', '"s2').replaceAll('"e', '"e2')}</process>`;

const wait = (id: string): string => `<intermediateCatchEvent id="${id}">${TIMER}</intermediateCatchEvent>`;

const events = (flow: string): string =>
  `${START}<eventBasedGateway id="x"/>${wait('a')}${wait('b')}${END}${flows('s x b e', 'a e')}${flow}`;

const SERVICE = (inside: string, attributes = 'name="I"'): string =>
  `${ROOTS}<interface id="if" ${attributes}>${inside}</interface>`;

const operation = (inside: string): string => SERVICE(`<operation id="op" name="O">${inside}</operation>`);

export const FLOWS: Fixtures = {
  'flow-ends': {
    valid: {},
    invalid: { body: `${PLAIN}<sequenceFlow id="f" sourceRef="a"/>`, at: ['f'] },
  },
  'flow-ends-nodes': {
    valid: {},
    invalid: {
      body: `${PLAIN}<sequenceFlow id="f" sourceRef="a" targetRef="lane"/><laneSet id="ls"><lane id="lane"/></laneSet>`,
      at: ['f'],
    },
  },
  'flow-in-scope': { valid: { body: SUB }, invalid: { body: `${SUB}${flows('a e2')}`, at: ['a_e2'] } },
  'flow-in-pool': {
    valid: { definitions: OTHER },
    invalid: { definitions: OTHER, body: `${PLAIN}${flows('a b')}`, at: ['a_b'] },
  },
  'flow-immediate': {
    valid: { body: PLAIN.replace('id="s_a"', 'id="s_a" isImmediate="true"') },
    invalid: { body: PLAIN.replace('id="s_a"', 'id="s_a" isImmediate="false"'), at: ['s_a'] },
  },
  'condition-source-event': {
    valid: { body: `${START}<task id="a"/>${END}${flows('s a e')}` },
    invalid: { body: `${START}<task id="a"/>${END}${flows('a e')}${flowIf('s', 'a', 'y')}`, at: ['s_a'] },
  },
  'condition-source-gateway': {
    valid: { body: choice('<inclusiveGateway id="x" default="x_b"/>') },
    invalid: { body: choice('<parallelGateway id="x"/>'), at: ['x_a'] },
  },
  'condition-source-event-gateway': {
    valid: { body: events(flows('x a')) },
    invalid: { body: events(flowIf('x', 'a', 'y')), at: ['x_a'] },
  },
  'condition-not-alone': {
    valid: { body: choice('<task id="x"/>') },
    invalid: { body: `${START}<task id="x"/>${END}${flows('s x')}${flowIf('x', 'e', 'y')}`, at: ['x_e'] },
  },
  'default-own': {
    valid: { body: choice('<exclusiveGateway id="x" default="x_b"/>') },
    invalid: { body: choice('<exclusiveGateway id="x" default="s_x"/>', flowIf('x', 'b', 'z')), at: ['x'] },
  },
  'default-own-kind': {
    valid: { body: choice('<exclusiveGateway id="x" default="x_b"/>') },
    invalid: { body: choice('<exclusiveGateway id="x" default="b"/>', flowIf('x', 'b', 'z')), at: ['x'] },
  },
  'default-without-condition': {
    valid: { body: choice('<task id="x" default="x_b"/>') },
    invalid: { body: choice('<task id="x" default="x_a"/>'), at: ['x_a'] },
  },
  'default-source': {
    valid: { body: choice('<inclusiveGateway id="x" default="x_b"/>') },
    invalid: {
      body: choice('<parallelGateway id="x" default="x_b"/>').replace(
        /<conditionExpression.*<\/conditionExpression>/,
        '',
      ),
      at: ['x'],
    },
  },
  'flow-list': {
    valid: { body: through('a', '<task id="a"><incoming>s_a</incoming><outgoing>a_e</outgoing></task>') },
    invalid: { body: through('a', '<task id="a"><incoming>a_e</incoming></task>'), at: ['a'] },
  },
  'interface-complete': {
    valid: { definitions: operation('<inMessageRef>m</inMessageRef>') },
    invalid: { definitions: SERVICE(''), at: ['if'] },
  },
  'operation-complete': {
    valid: { definitions: operation('<inMessageRef>m</inMessageRef>') },
    invalid: { definitions: operation(''), at: ['op'] },
  },
  'operation-out-message': {
    valid: { definitions: operation('<inMessageRef>m</inMessageRef><outMessageRef>m</outMessageRef>') },
    invalid: {
      definitions: operation(
        '<inMessageRef>m</inMessageRef><outMessageRef>m</outMessageRef><outMessageRef>m</outMessageRef>',
      ),
      at: ['op'],
    },
  },
  'operation-error': {
    valid: { definitions: operation('<inMessageRef>m</inMessageRef><errorRef>r</errorRef>') },
    invalid: { definitions: operation('<inMessageRef>m</inMessageRef><errorRef>m</errorRef>'), at: ['op'] },
  },
};
