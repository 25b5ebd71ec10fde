import { flows } from '../../support/bpmn.ts';
import { END, event, type Fixtures, PLAIN, ROOTS, START, through } from './fixture.ts';

const NOTE = '<textAnnotation id="n"><text>note</text></textAnnotation>';

const condition = (expression: string): string =>
  `${START}<exclusiveGateway id="x" default="x_b"/><task id="a"/><task id="b"/>${END}${flows('s x b e', 'a e')}
   <sequenceFlow id="f" sourceRef="x" targetRef="a">${expression}</sequenceFlow>`;

const formal = (attributes: string, text = 'y'): string =>
  condition(`<conditionExpression xsi:type="tFormalExpression" ${attributes}>${text}</conditionExpression>`);

const split = (attributes: string): string =>
  `${START}<parallelGateway id="x" ${attributes}/><task id="a"/><task id="b"/>${END}${flows('s x a e', 'x b e')}`;

const join = (attributes: string): string =>
  `${START}<exclusiveGateway id="x" ${attributes}/><task id="a"/><task id="b"/>${END}${flows('s a x e', 's b x')}`;

const cross = (attributes: string, direction = ''): string =>
  `${START}<task id="a"/><task id="b"/><parallelGateway id="x" ${attributes}/><task id="c"/><task id="d"/>${END}
   ${flows('s a x c e', direction || 's b x d e')}`;

const throws = (kind: string, reference: string): string =>
  `${START}${event('endEvent id="e"', kind, reference)}${flows('s e')}`;

const receive = (attributes: string): string => through('a', `<receiveTask id="a" ${attributes}/>`);

export const COMMON: Fixtures = {
  'association-ends': {
    valid: { body: `${PLAIN}${NOTE}<association id="as" sourceRef="a" targetRef="n"/>` },
    invalid: { body: `${PLAIN}${NOTE}<association id="as" sourceRef="a"/>`, at: ['as'] },
  },
  'group-category': {
    valid: {
      body: `${PLAIN}<group id="gr" categoryValueRef="v"/>`,
      definitions: '<category id="c"><categoryValue id="v"/></category>',
    },
    invalid: { body: `${PLAIN}<group id="gr" categoryValueRef="c"/>`, definitions: '<category id="c"/>', at: ['gr'] },
  },
  'annotation-no-flow': {
    valid: { body: `${PLAIN}${NOTE}` },
    invalid: { body: `${PLAIN}${NOTE}${flows('a n')}`, at: ['a_n'] },
  },
  'error-code': {
    valid: { body: throws('error', 'errorRef="r"'), definitions: ROOTS },
    invalid: { body: throws('error', 'errorRef="r"'), definitions: '<error id="r" name="R"/>', at: ['e'] },
  },
  'error-structure': {
    valid: { definitions: '<itemDefinition id="i"/><error id="r" structureRef="i"/>' },
    invalid: { definitions: '<message id="m" name="M"/><error id="r" structureRef="m"/>', at: ['r'] },
  },
  'escalation-code': {
    valid: { body: throws('escalation', 'escalationRef="l"'), definitions: ROOTS },
    invalid: { body: throws('escalation', ''), at: ['e'] },
  },
  'expression-present': {
    valid: { body: formal('') },
    invalid: { body: formal('', ' '), at: ['f'] },
  },
  'expression-readable': { valid: { body: formal('') }, invalid: { body: formal('', 'y &gt;'), at: ['f'] } },
  'expression-own-language': {
    valid: { body: formal('language="feel"') },
    invalid: { body: formal('language="http://www.w3.org/1999/XPath"'), at: ['f'] },
  },
  'expression-type': {
    valid: { body: formal('evaluatesToTypeRef="i"'), definitions: ROOTS },
    invalid: { body: formal('evaluatesToTypeRef="m"'), definitions: ROOTS, at: ['f'] },
  },
  'gateway-direction-converging': {
    valid: { body: join('gatewayDirection="Converging"') },
    invalid: { body: split('gatewayDirection="Converging"'), at: ['x'] },
  },
  'gateway-direction-diverging': {
    valid: { body: split('gatewayDirection="Diverging"') },
    invalid: { body: join('gatewayDirection="Diverging"'), at: ['x'] },
  },
  'gateway-direction-mixed': {
    valid: { body: cross('gatewayDirection="Mixed"') },
    invalid: { body: split('gatewayDirection="Mixed"'), at: ['x'] },
  },
  'item-kind': {
    valid: { definitions: '<itemDefinition id="i" itemKind="Physical"/>' },
    invalid: { definitions: '<itemDefinition id="i" itemKind="Ghost"/>', at: ['i'] },
  },
  'item-subject': {
    valid: { body: `${PLAIN}<dataObject id="d" itemSubjectRef="i"/>`, definitions: ROOTS },
    invalid: { body: `${PLAIN}<dataObject id="d" itemSubjectRef="m"/>`, definitions: ROOTS, at: ['d'] },
  },
  'message-name': {
    valid: { body: receive('messageRef="m"'), definitions: ROOTS },
    invalid: { body: receive('messageRef="m"'), definitions: '<message id="m"/>', at: ['a'] },
  },
  'message-item': {
    valid: { definitions: '<itemDefinition id="i"/><message id="m" name="M" itemRef="i"/>' },
    invalid: { definitions: '<error id="r"/><message id="m" name="M" itemRef="r"/>', at: ['m'] },
  },
  'resource-name': {
    valid: { definitions: '<resource id="o" name="Office"/>' },
    invalid: { definitions: '<resource id="o"/>', at: ['o'] },
  },
  'resource-parameter-type': {
    valid: {
      definitions:
        '<itemDefinition id="i"/><resource id="o" name="O"><resourceParameter id="rp" name="p" type="i"/></resource>',
    },
    invalid: {
      definitions:
        '<message id="m" name="M"/><resource id="o" name="O"><resourceParameter id="rp" name="p" type="m"/></resource>',
      at: ['rp'],
    },
  },
};
