import { flows, undone } from '../../support/bpmn.ts';
import { END, event, type Fixtures, PLAIN, ROOTS, START, through } from './fixture.ts';

const caught = (kind: string, attributes = '', inside = ''): string =>
  through('c', event('intermediateCatchEvent id="c"', kind, attributes, inside));

const thrown = (kind: string, attributes = ''): string =>
  `${START}${event('endEvent id="e"', kind, attributes)}${flows('s e')}`;

const timer = (inside: string): string => caught('timer', '', inside);

const DURATION = '<timeDuration>PT1H</timeDuration>';

const CONDITION = '<condition xsi:type="tFormalExpression">x</condition>';

const link = (id: string, tag: string, name = 'L'): string =>
  event(`${tag} id="${id}"`, 'link', name && `name="${name}"`);

const THROW = 'intermediateThrowEvent';
const CATCH = 'intermediateCatchEvent';

const links = (throws: string, catches: string): string => `${START}${throws}${catches}${END}${flows('s t', 'c e')}`;

const LINKS = links(link('t', THROW), link('c', CATCH));

const compensate = (attributes: string): string =>
  `${START}${undone('a')}${event('endEvent id="e"', 'compensate', attributes)}${flows('s a e')}`.replaceAll(
    '<userTask',
    '<userTask tb:department="office"',
  );

const several = (attributes: string, inside: string): string =>
  `${START}<intermediateCatchEvent id="c" ${attributes}>${inside}</intermediateCatchEvent>${END}${flows('s c e')}`;

const MESSAGE = '<messageEventDefinition messageRef="m"/>';
const SIGNAL = '<signalEventDefinition signalRef="g"/>';

const shared = (reference: string): string =>
  through(
    'c',
    `<intermediateCatchEvent id="c"><eventDefinitionRef>${reference}</eventDefinitionRef></intermediateCatchEvent>`,
  );

export const EVENT_DEFINITIONS: Fixtures = {
  'message-reference': {
    valid: { body: caught('message', 'messageRef="m"'), definitions: ROOTS },
    invalid: { body: caught('message'), at: ['c'] },
  },
  'message-reference-kind': {
    valid: { body: caught('message', 'messageRef="m"'), definitions: ROOTS },
    invalid: { body: caught('message', 'messageRef="r"'), definitions: ROOTS, at: ['c'] },
  },
  'signal-reference': {
    valid: { body: caught('signal', 'signalRef="g"'), definitions: ROOTS },
    invalid: { body: caught('signal'), at: ['c'] },
  },
  'signal-reference-kind': {
    valid: { body: caught('signal', 'signalRef="g"'), definitions: ROOTS },
    invalid: { body: caught('signal', 'signalRef="m"'), definitions: ROOTS, at: ['c'] },
  },
  'error-reference-kind': {
    valid: { body: thrown('error', 'errorRef="r"'), definitions: ROOTS },
    invalid: { body: thrown('error', 'errorRef="l"'), definitions: ROOTS, at: ['e'] },
  },
  'escalation-reference-kind': {
    valid: { body: thrown('escalation', 'escalationRef="l"'), definitions: ROOTS },
    invalid: { body: thrown('escalation', 'escalationRef="r"'), definitions: ROOTS, at: ['e'] },
  },
  'timer-one': { valid: { body: timer(DURATION) }, invalid: { body: timer(''), at: ['c'] } },
  'timer-only-one': {
    valid: { body: timer(DURATION) },
    invalid: { body: timer(`<timeDate>2030-01-01T00:00:00Z</timeDate>${DURATION}`), at: ['c'] },
  },
  'timer-iso': {
    valid: { body: timer(DURATION) },
    invalid: { body: timer('<timeDuration>an hour</timeDuration>'), at: ['c'] },
  },
  'conditional-condition': {
    valid: { body: caught('conditional', '', CONDITION) },
    invalid: { body: caught('conditional'), at: ['c'] },
  },
  'link-name': {
    valid: { body: LINKS },
    invalid: { body: `${PLAIN}${link('t', THROW, '')}<endEvent id="e2"/>${flows('s t e2')}`, at: ['t'] },
  },
  'link-target': {
    valid: { body: LINKS },
    invalid: { body: `${LINKS}${link('c2', CATCH)}${flows('c2 e')}`, at: ['t'] },
  },
  'link-source': {
    valid: { body: LINKS },
    invalid: { body: `${PLAIN}${link('c', CATCH)}${flows('c e')}`, at: ['c'] },
  },
  'link-scope': {
    valid: { body: LINKS },
    invalid: {
      body: `${START}${link('t', THROW)}<subProcess id="sub"><startEvent id="s2"/><task id="in"/><endEvent id="e2"/>${flows('s2 in e2')}${link('c', CATCH)}${flows('c e2')}</subProcess>${END}${flows('s sub e', 's t')}`,
      at: ['t', 'c'],
    },
  },
  'link-no-incoming': { valid: { body: LINKS }, invalid: { body: `${LINKS}${flows('s c')}`, at: ['c'] } },
  'link-no-outgoing': { valid: { body: LINKS }, invalid: { body: `${LINKS}${flows('t e')}`, at: ['t'] } },
  'compensate-visible': {
    valid: { body: compensate('activityRef="a"') },
    invalid: { body: compensate('activityRef="s"'), at: ['e'] },
  },
  'compensate-undoable': {
    valid: { body: compensate('activityRef="a"') },
    invalid: {
      body: `${START}<task id="a"/>${event('endEvent id="e"', 'compensate', 'activityRef="a"')}${flows('s a e')}`,
      at: ['e'],
    },
  },
  'compensate-catch-ref': {
    valid: { body: compensate('') },
    invalid: {
      body: compensate('').replace(/(on_a".*?<compensateEventDefinition)/s, '$1 activityRef="a"'),
      at: ['on_a'],
    },
  },
  'parallel-multiple-several': {
    valid: { body: several('parallelMultiple="true"', `${MESSAGE}${SIGNAL}`), definitions: ROOTS },
    invalid: { body: several('parallelMultiple="true"', MESSAGE), definitions: ROOTS, at: ['c'] },
  },
  'parallel-multiple-waits': {
    valid: { body: several('parallelMultiple="true"', `${MESSAGE}${SIGNAL}`), definitions: ROOTS },
    invalid: {
      body: `${PLAIN}<boundaryEvent id="b" attachedToRef="a" parallelMultiple="true"><errorEventDefinition errorRef="r"/>${SIGNAL}</boundaryEvent>${flows('b e')}`,
      definitions: ROOTS,
      at: ['b'],
    },
  },
  'event-definition-reference': {
    valid: { body: shared('sd'), definitions: `${ROOTS}<signalEventDefinition id="sd" signalRef="g"/>` },
    invalid: { body: shared('g'), definitions: ROOTS, at: ['c'] },
  },
};
