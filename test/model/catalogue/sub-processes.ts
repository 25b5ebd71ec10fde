import { flows } from '../../support/bpmn.ts';
import { event, type Fixtures, PLAIN, ROOTS, TIMER, through } from './fixture.ts';

const sub = (inside: string): string => through('sub', `<subProcess id="sub">${inside}</subProcess>`);

const INNER = `<startEvent id="s2"/><endEvent id="e2"/>${flows('s2 e2')}`;

const SIGNALLED = `${event('startEvent id="s2"', 'signal', 'signalRef="g"')}<endEvent id="e2"/>${flows('s2 e2')}`;

const handler = (inside: string, attributes = ''): string =>
  `<subProcess id="on" triggeredByEvent="true" ${attributes}>${inside}</subProcess>`;

const beside = (eventSubProcess: string): string => `${PLAIN}${eventSubProcess}`;

const attached = (host: string): string =>
  `<boundaryEvent id="b" attachedToRef="${host}">${TIMER}</boundaryEvent><endEvent id="e3"/>${flows('b e3')}`;

const adHoc = (inside: string, attributes = '', condition = '<completionCondition>done</completionCondition>') =>
  through('sub', `<adHocSubProcess id="sub" ${attributes}>${inside}${condition}</adHocSubProcess>`);

export const SUB_PROCESSES: Fixtures = {
  'sub-process-start-none': {
    valid: { body: sub(INNER) },
    invalid: { body: sub(SIGNALLED), definitions: ROOTS, at: ['s2'] },
  },
  'sub-process-one-start': {
    valid: { body: sub(INNER) },
    invalid: { body: sub(`${INNER}<startEvent id="s3"/>${flows('s3 e2')}`), at: ['sub'] },
  },
  'sub-process-boundary-scope': {
    valid: { body: `${sub(INNER)}${attached('sub')}` },
    invalid: { body: sub(`${INNER}${attached('sub')}`), at: ['b'] },
  },
  'event-sub-process-one-start': {
    valid: { body: beside(handler(SIGNALLED)), definitions: ROOTS },
    invalid: {
      body: beside(handler(`${SIGNALLED}<startEvent id="s3">${TIMER}</startEvent>${flows('s3 e2')}`)),
      definitions: ROOTS,
      at: ['on'],
    },
  },
  'event-sub-process-some-start': {
    valid: { body: beside(handler(SIGNALLED)), definitions: ROOTS },
    invalid: { body: beside(handler('<task id="lonely"/>')), at: ['on'] },
  },
  'event-sub-process-trigger': {
    valid: { body: beside(handler(SIGNALLED)), definitions: ROOTS },
    invalid: { body: beside(handler(INNER)), at: ['s2'] },
  },
  'event-sub-process-incoming': {
    valid: { body: beside(handler(SIGNALLED)), definitions: ROOTS },
    invalid: { body: beside(`${handler(SIGNALLED)}${flows('a on')}`), definitions: ROOTS, at: ['on'] },
  },
  'event-sub-process-outgoing': {
    valid: { body: beside(handler(SIGNALLED)), definitions: ROOTS },
    invalid: { body: beside(`${handler(SIGNALLED)}${flows('on e')}`), definitions: ROOTS, at: ['on'] },
  },
  'event-sub-process-boundary': {
    valid: { body: `${beside(handler(SIGNALLED))}${attached('a')}`, definitions: ROOTS },
    invalid: { body: `${beside(handler(SIGNALLED))}${attached('on')}`, definitions: ROOTS, at: ['b'] },
  },
  'event-sub-process-loop': {
    valid: { body: beside(handler(SIGNALLED)), definitions: ROOTS },
    invalid: {
      body: beside(handler(`${SIGNALLED}<standardLoopCharacteristics loopMaximum="2"/>`)),
      definitions: ROOTS,
      at: ['on'],
    },
  },
  'event-sub-process-compensation': {
    valid: { body: beside(handler(SIGNALLED)), definitions: ROOTS },
    invalid: { body: beside(handler(SIGNALLED, 'isForCompensation="true"')), definitions: ROOTS, at: ['on'] },
  },
  'event-sub-process-kind': {
    valid: { body: through('sub', `<transaction id="sub" triggeredByEvent="false">${INNER}</transaction>`) },
    invalid: {
      body: through('sub', `<transaction id="sub" triggeredByEvent="true">${INNER}</transaction>`),
      at: ['sub'],
    },
  },
  'transaction-method': {
    valid: { body: through('sub', `<transaction id="sub" method="##Compensate">${INNER}</transaction>`) },
    invalid: { body: through('sub', `<transaction id="sub" method="##Image">${INNER}</transaction>`), at: ['sub'] },
  },
  'ad-hoc-start': {
    valid: { body: adHoc('<task id="in"/>') },
    invalid: { body: adHoc(`<startEvent id="s2"/><task id="in"/>`), at: ['s2'] },
  },
  'ad-hoc-end': {
    valid: { body: adHoc('<task id="in"/>') },
    invalid: { body: adHoc(`<task id="in"/><endEvent id="e2"/>${flows('in e2')}`), at: ['e2'] },
  },
  'ad-hoc-activity': { valid: { body: adHoc('<task id="in"/>') }, invalid: { body: adHoc(''), at: ['sub'] } },
  'ad-hoc-completion': {
    valid: { body: adHoc('<task id="in"/>') },
    invalid: { body: adHoc('<task id="in"/>', '', ''), at: ['sub'] },
  },
  'ad-hoc-ordering': {
    valid: { body: adHoc('<task id="in"/>', 'ordering="Sequential"') },
    invalid: { body: adHoc('<task id="in"/>', 'ordering="Random"'), at: ['sub'] },
  },
};
