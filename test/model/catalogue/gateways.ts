import { flowIf, flows } from '../../support/bpmn.ts';
import { END, type Fixtures, PLAIN, ROOTS, START, TIMER, through } from './fixture.ts';

const JOIN = (tag: string, inside = '', attributes = ''): string =>
  `${START}<task id="a"/><task id="b"/><${tag} id="x" ${attributes}>${inside}</${tag}>${END}${flows('s a x e', 's b x')}`;

const split = (tag: string, flow: string): string =>
  `${START}<${tag} id="x" default="x_b"/><task id="a"/><task id="b"/><task id="c"/>${END}${flows('s x b e', 'a e', 'c e')}${flowIf('x', 'a', 'y')}${flow}`;

const activated = '<activationCondition xsi:type="tFormalExpression">activationCount &gt;= 1</activationCondition>';

const timer = (id: string): string => `<intermediateCatchEvent id="${id}">${TIMER}</intermediateCatchEvent>`;
const catches = (id: string, kind: string, attributes: string): string =>
  `<intermediateCatchEvent id="${id}"><${kind}EventDefinition ${attributes}/></intermediateCatchEvent>`;
const receive = '<receiveTask id="b" messageRef="m"/>';

/** An event-based gateway `x` with `a` and `b` behind it. */
const race = (targets: string, more = ''): string =>
  `${START}<eventBasedGateway id="x"/>${targets}${END}${flows('s x a e', 'x b e')}${more}`;

const opening = (attributes: string, targets: string, more = ''): string =>
  `<eventBasedGateway id="x" instantiate="true" ${attributes}/>${targets}${END}${flows('x a e', 'x b e')}${more}`;

const MESSAGES = catches('a', 'message', 'messageRef="m"') + catches('b', 'message', 'messageRef="m2"');
const KEYED = '<message id="m" name="M" tb:correlationKey="=k"/><message id="m2" name="M2" tb:correlationKey="=k"/>';
const TIMERS = { body: race(timer('a') + timer('b')) };

export const GATEWAYS: Fixtures = {
  'gateway-flows': {
    valid: { body: JOIN('exclusiveGateway') },
    invalid: { body: through('x', '<exclusiveGateway id="x"/>'), at: ['x'] },
  },
  'gateway-outgoing': {
    valid: { body: JOIN('exclusiveGateway') },
    invalid: { body: `${PLAIN}<exclusiveGateway id="x"/>${flows('s x', 'a x')}`, at: ['x'] },
  },
  'gateway-direction-values': {
    valid: { body: JOIN('exclusiveGateway', '', 'gatewayDirection="Converging"') },
    invalid: { body: JOIN('exclusiveGateway', '', 'gatewayDirection="Foo"'), at: ['x'] },
  },
  'exclusive-condition': {
    valid: { body: split('exclusiveGateway', flowIf('x', 'c', 'z')) },
    invalid: { body: split('exclusiveGateway', flows('x c')), at: ['x_c'] },
  },
  'inclusive-condition': {
    valid: { body: split('inclusiveGateway', flowIf('x', 'c', 'z')) },
    invalid: { body: split('inclusiveGateway', flows('x c')), at: ['x_c'] },
  },
  'parallel-fires': {
    valid: { body: JOIN('parallelGateway') },
    invalid: {
      body: `${START}<parallelGateway id="x"/><parallelGateway id="y"/><task id="a"/>${END}${flows('s x y a x', 'y e')}`,
      at: ['x'],
    },
  },
  'complex-activation': {
    valid: {
      body:
        JOIN('complexGateway', activated).replace(/<sequenceFlow id="x_e".*?\/>/, '') +
        flowIf('x', 'e', 'waitingForStart'),
    },
    invalid: { body: JOIN('complexGateway'), at: ['x'] },
  },
  'event-gateway-two': {
    valid: TIMERS,
    invalid: {
      body: `${START}<task id="t1"/><task id="t2"/><eventBasedGateway id="x"/>${timer('a')}${END}${flows('s t1 x a e', 's t2 x')}`,
      at: ['x'],
    },
  },
  'event-gateway-target': { valid: TIMERS, invalid: { body: race(`${timer('a')}<task id="b"/>`), at: ['b'] } },
  'event-gateway-target-alone': {
    valid: TIMERS,
    invalid: { body: race(timer('a') + timer('b'), flows('s b')), at: ['b'] },
  },
  'event-gateway-boundary': {
    valid: { body: race(timer('a') + receive), definitions: ROOTS },
    invalid: {
      body: race(
        timer('a') + receive,
        `<boundaryEvent id="on" attachedToRef="b">${TIMER}</boundaryEvent>${flows('on e')}`,
      ),
      definitions: ROOTS,
      at: ['b'],
    },
  },
  'event-gateway-mixed': {
    valid: { body: race(timer('a') + receive), definitions: ROOTS },
    invalid: { body: race(catches('a', 'message', 'messageRef="m"') + receive), definitions: ROOTS, at: ['x'] },
  },
  'event-gateway-trigger': {
    valid: TIMERS,
    invalid: { body: race(`${timer('a')}<intermediateThrowEvent id="b"/>`), at: ['b'] },
  },
  'event-gateway-start': {
    valid: { body: opening('', MESSAGES), definitions: KEYED },
    invalid: { body: opening('', MESSAGES, `${START}${flows('s x')}`), definitions: KEYED, at: ['x'] },
  },
  'event-gateway-start-events': {
    valid: { body: opening('', MESSAGES), definitions: KEYED },
    invalid: { body: opening('', timer('a') + timer('b')), at: ['x'] },
  },
  'event-gateway-parallel': {
    valid: { body: opening('eventGatewayType="Parallel"', MESSAGES), definitions: KEYED },
    invalid: {
      body: race(MESSAGES).replace('id="x"', 'id="x" eventGatewayType="Parallel"'),
      definitions: KEYED,
      at: ['x'],
    },
  },
  'event-gateway-type': {
    valid: { body: TIMERS.body.replace('id="x"', 'id="x" eventGatewayType="Exclusive"') },
    invalid: { body: TIMERS.body.replace('id="x"', 'id="x" eventGatewayType="Both"'), at: ['x'] },
  },
};
