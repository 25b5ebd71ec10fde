import { flows, undone } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const COMPENSATE = '<compensateEventDefinition/>';
const esp = (inside = COMPENSATE) =>
  `<subProcess id="esp" triggeredByEvent="true"><startEvent id="on">${inside}</startEvent></subProcess>`;

verify('compensation-handler', {
  valid: [
    { name: 'an activity with what undoes it', body: undone('a') },
    {
      name: 'a sub-process that is undone from within',
      body: `<subProcess id="sub"><task id="a"/>${esp()}</subProcess>`,
    },
  ],
  invalid: [
    {
      name: 'a compensation event without activity',
      body: `<task id="a"/><boundaryEvent id="on" attachedToRef="a">${COMPENSATE}</boundaryEvent>`,
      at: ['on'],
    },
    {
      name: 'a compensation event with a flow, to an activity that is not for compensation',
      body: `<task id="a"/><boundaryEvent id="on" attachedToRef="a">${COMPENSATE}</boundaryEvent><task id="b"/>
        <association id="as" sourceRef="on" targetRef="b"/>${flows('on b')}`,
      at: ['on', 'on'],
    },
    { name: 'a compensation activity that undoes nothing', body: '<task id="a" isForCompensation="true"/>', at: ['a'] },
    {
      name: 'a compensation activity with a flow',
      body: `${undone('a')}<task id="b"/>${flows('b undo_a')}`,
      at: ['undo_a'],
    },
    {
      name: 'a compensation activity with a boundary event',
      body: `${undone('a')}<boundaryEvent id="late" attachedToRef="undo_a"><errorEventDefinition/></boundaryEvent><task id="b"/>${flows('late b')}`,
      at: ['undo_a'],
    },
    {
      name: 'a sub-process that is undone in two ways',
      body: undone('sub', { tag: 'subProcess', inside: `<task id="a"/>${esp()}` }),
      at: ['on_sub'],
    },
    { name: 'a process that would be undone from within', body: `<task id="a"/>${esp()}`, at: ['esp'] },
    {
      name: 'a compensation start among others',
      body: `<subProcess id="sub"><task id="a"/>${esp(`${COMPENSATE}<errorEventDefinition/>`)}</subProcess>`,
      at: ['esp'],
    },
  ],
});

const throws = (attributes: string, more = '') =>
  `<startEvent id="s"/><intermediateThrowEvent id="undo"><compensateEventDefinition ${attributes}/>${more}</intermediateThrowEvent>${flows('s undo')}`;

verify('compensation-target', {
  valid: [
    { name: 'an activity of the scope', body: `${undone('a')}${throws('activityRef="a"')}` },
    {
      name: 'an activity of the scope around an event sub-process',
      body: `${undone('a')}<subProcess id="esp" triggeredByEvent="true"><startEvent id="on"><errorEventDefinition/></startEvent>
        <endEvent id="undo"><compensateEventDefinition activityRef="a"/></endEvent>${flows('on undo')}</subProcess>`,
    },
    {
      name: 'a sub-process with something to undo inside',
      body: `<subProcess id="sub">${undone('a')}</subProcess>${throws('activityRef="sub"')}`,
    },
  ],
  invalid: [
    { name: 'an activity nothing undoes', body: `<task id="a"/>${throws('activityRef="a"')}`, at: ['undo'] },
    {
      name: 'an activity of another scope',
      body: `<subProcess id="sub">${undone('a')}</subProcess>${throws('activityRef="a"')}`,
      at: ['undo'],
    },
    {
      name: 'an event that does not wait and throws more',
      body: `${undone('a')}${throws('waitForCompletion="false"', '<signalEventDefinition signalRef="sig"/>')}`,
      definitions: '<signal id="sig" name="S"/>',
      at: ['undo'],
    },
  ],
});

const CANCEL = '<cancelEventDefinition/>';
const cancelEnd = `<startEvent id="s"/><endEvent id="end">${CANCEL}</endEvent>${flows('s end')}`;
const on = (host: string, id = 'on') =>
  `<boundaryEvent id="${id}" attachedToRef="${host}">${CANCEL}</boundaryEvent><task id="after_${id}"/>${flows(`${id} after_${id}`)}`;

verify('cancel-in-transaction', {
  valid: [
    { name: 'a transaction with its cancel event', body: `<transaction id="tx">${cancelEnd}</transaction>${on('tx')}` },
    {
      name: 'a cancel end event in a sub-process of the transaction',
      body: `<transaction id="tx"><subProcess id="sub">${cancelEnd}</subProcess></transaction>${on('tx')}`,
    },
  ],
  invalid: [
    { name: 'a cancel end event outside', body: cancelEnd, at: ['end'] },
    {
      name: 'a transaction without cancel event',
      body: `<transaction id="tx">${cancelEnd}</transaction>`,
      at: ['end'],
    },
    {
      name: 'a cancel event on a sub-process',
      body: `<subProcess id="sub"><task id="a"/></subProcess>${on('sub')}`,
      at: ['on'],
    },
    {
      name: 'two cancel events',
      body: `<transaction id="tx">${cancelEnd}</transaction>${on('tx')}${on('tx', 'on2')}`,
      at: ['on', 'on2'],
    },
    {
      name: 'a transaction that repeats',
      body: `<transaction id="tx">${cancelEnd}<standardLoopCharacteristics loopMaximum="2"/></transaction>${on('tx')}`,
      at: ['on'],
    },
  ],
});
