import { flows } from '../../support/bpmn.ts';
import { END, event, type Fixtures, PLAIN, ROOTS, START, TIMER, through } from './fixture.ts';

/** A process that begins with the given start event, beside a none start event. */
const startWith = (kind: string, attributes = '', inside = ''): string =>
  `${PLAIN}${event('startEvent id="s1"', kind, attributes, inside)}${flows('s1 a')}`;

const endWith = (kind: string, attributes = '', inside = ''): string =>
  `${START}${event('endEvent id="e"', kind, attributes, inside)}${flows('s e')}`;

const between = (head: string, inside: string): string => {
  const [, tag = '', id = ''] = /^(\w+) id="(\w+)"/.exec(head) ?? [];
  return through(id, `<${head}>${inside}</${tag}>`);
};

const boundary = (attributes: string, inside: string, leads = flows('b e')): string =>
  `${PLAIN}<boundaryEvent id="b" attachedToRef="a" ${attributes}>${inside}</boundaryEvent>${leads}`;

const handler = (start: string): string =>
  `<subProcess id="on" triggeredByEvent="true">${start}<endEvent id="e2"/>${flows('s2 e2')}</subProcess>`;

const start2 = (kind: string, attributes: string, interrupting: string): string =>
  event(`startEvent id="s2" isInterrupting="${interrupting}"`, kind, attributes);

const inSub = (inside: string): string =>
  through(
    'sub',
    `<subProcess id="sub"><startEvent id="s1"/><endEvent id="e1"/>${flows('s1 e1')}${inside}</subProcess>`,
  );

const CANCEL = '<cancelEventDefinition/>';
const transaction = (boundaryAttributes: string): string =>
  `${through('t', `<transaction id="t"><startEvent id="s1"/><endEvent id="e1">${CANCEL}</endEvent>${flows('s1 e1')}</transaction>`)}
   <boundaryEvent id="b" attachedToRef="t" ${boundaryAttributes}>${CANCEL}</boundaryEvent>${flows('b e')}`;

const SIGNAL = '<signalEventDefinition signalRef="g"/>';
const valid = { body: PLAIN };
const signalled = { body: startWith('signal', 'signalRef="g"'), definitions: ROOTS };

export const EVENTS: Fixtures = {
  'start-no-incoming': { valid, invalid: { body: `${PLAIN}${flows('a s')}`, at: ['s'] } },
  'start-outgoing': {
    valid: signalled,
    invalid: {
      body: `${PLAIN}${event('startEvent id="s1"', 'signal', 'signalRef="g"')}`,
      definitions: ROOTS,
      at: ['s1'],
    },
  },
  'start-with-end': { valid, invalid: { body: `<task id="a"/>${END}${flows('a e')}`, at: ['process'] } },
  'start-reaches': { valid, invalid: { body: `${PLAIN}<task id="b"/>${flows('b e')}`, at: ['b'] } },
  'start-something': { valid, invalid: { body: '', at: ['process'] } },
  'start-interrupting': {
    valid: { body: `${PLAIN}${handler(start2('signal', 'signalRef="g"', 'false'))}`, definitions: ROOTS },
    invalid: { body: PLAIN.replace('id="s"', 'id="s" isInterrupting="false"'), at: ['s'] },
  },
  'start-error': {
    valid: signalled,
    invalid: { body: startWith('error', 'errorRef="r"'), definitions: ROOTS, at: ['s1'] },
  },
  'start-escalation': {
    valid: signalled,
    invalid: { body: startWith('escalation', 'escalationRef="l"'), definitions: ROOTS, at: ['s1'] },
  },
  'start-compensation': { valid: signalled, invalid: { body: startWith('compensate'), at: ['s1'] } },
  'start-link': { valid: signalled, invalid: { body: startWith('link', 'name="L"'), at: ['s1'] } },
  'start-event-error-interrupts': {
    valid: { body: `${PLAIN}${handler(start2('error', 'errorRef="r"', 'true'))}`, definitions: ROOTS },
    invalid: { body: `${PLAIN}${handler(start2('error', 'errorRef="r"', 'false'))}`, definitions: ROOTS, at: ['s2'] },
  },
  'start-event-compensation-interrupts': {
    valid: { body: inSub(handler(start2('compensate', '', 'true'))) },
    invalid: { body: inSub(handler(start2('compensate', '', 'false'))), at: ['s2'] },
  },
  'end-no-outgoing': { valid, invalid: { body: `${PLAIN}<endEvent id="e2"/>${flows('e e2')}`, at: ['e'] } },
  'end-incoming': { valid, invalid: { body: `${PLAIN}<endEvent id="e2"/>`, at: ['e2'] } },
  'end-with-start': { valid, invalid: { body: `${START}<task id="a"/>${flows('s a')}`, at: ['process'] } },
  'end-somewhere': {
    valid,
    invalid: { body: `${START}<exclusiveGateway id="x"/><task id="a"/>${flows('s x a x')}`, at: ['process'] },
  },
  'end-timer': {
    valid: { body: endWith('terminate') },
    invalid: { body: endWith('timer', '', '<timeDuration>PT1H</timeDuration>'), at: ['e'] },
  },
  'end-conditional': {
    valid: { body: endWith('signal', 'signalRef="g"'), definitions: ROOTS },
    invalid: { body: endWith('conditional', '', '<condition xsi:type="tFormalExpression">x</condition>'), at: ['e'] },
  },
  'end-cancel': { valid: { body: transaction('') }, invalid: { body: endWith('cancel'), at: ['e'] } },
  'intermediate-outgoing': {
    valid: { body: between('intermediateThrowEvent id="t"', '') },
    invalid: { body: `${PLAIN}<intermediateThrowEvent id="t"/>${flows('s t')}`, at: ['t'] },
  },
  'intermediate-incoming': {
    valid: { body: between('intermediateThrowEvent id="t"', '') },
    invalid: { body: `<intermediateThrowEvent id="t"/><task id="a"/>${flows('t a')}`, at: ['t'] },
  },
  'intermediate-catch-trigger': {
    valid: { body: between('intermediateCatchEvent id="c"', TIMER) },
    invalid: { body: between('intermediateCatchEvent id="c"', ''), at: ['c'] },
  },
  'intermediate-throw-timer': {
    valid: { body: between('intermediateThrowEvent id="t"', SIGNAL), definitions: ROOTS },
    invalid: { body: between('intermediateThrowEvent id="t"', TIMER), at: ['t'] },
  },
  'intermediate-error': {
    valid: { body: between('intermediateThrowEvent id="t"', SIGNAL), definitions: ROOTS },
    invalid: {
      body: between('intermediateThrowEvent id="t"', '<errorEventDefinition errorRef="r"/>'),
      definitions: ROOTS,
      at: ['t'],
    },
  },
  'intermediate-terminate': {
    valid: { body: endWith('terminate') },
    invalid: { body: between('intermediateThrowEvent id="t"', '<terminateEventDefinition/>'), at: ['t'] },
  },
  'boundary-activity': {
    valid: { body: boundary('', TIMER) },
    invalid: { body: boundary('', TIMER).replace('attachedToRef="a"', 'attachedToRef="s"'), at: ['b'] },
  },
  'boundary-no-incoming': {
    valid: { body: boundary('', TIMER) },
    invalid: { body: boundary('', TIMER, flows('b e', 'a b')), at: ['b'] },
  },
  'boundary-outgoing': {
    valid: { body: boundary('', TIMER) },
    invalid: { body: boundary('', TIMER, ''), at: ['b'] },
  },
  'boundary-trigger': { valid: { body: boundary('', TIMER) }, invalid: { body: boundary('', ''), at: ['b'] } },
  'boundary-error-cancels': {
    valid: { body: boundary('', '<errorEventDefinition errorRef="r"/>'), definitions: ROOTS },
    invalid: {
      body: boundary('cancelActivity="false"', '<errorEventDefinition errorRef="r"/>'),
      definitions: ROOTS,
      at: ['b'],
    },
  },
  'boundary-cancel-cancels': {
    valid: { body: transaction('') },
    invalid: { body: transaction('cancelActivity="false"'), at: ['b'] },
  },
  'boundary-cancel-transaction': {
    valid: { body: transaction('') },
    invalid: { body: boundary('', CANCEL), at: ['b'] },
  },
  'boundary-link': {
    valid: { body: boundary('', TIMER) },
    invalid: { body: boundary('', '<linkEventDefinition name="L"/>'), at: ['b'] },
  },
};
