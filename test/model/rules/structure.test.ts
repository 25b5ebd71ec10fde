import { bpmn, flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const LINEAR = `<startEvent id="start"/><task id="a"/><endEvent id="end"/>${flows('start a end')}`;
const process = (id: string, executable: string) => `<process id="${id}" ${executable}><task id="in_${id}"/></process>`;

verify('executable-required', {
  valid: [{ name: 'two executable processes', body: LINEAR, definitions: process('second', 'isExecutable="true"') }],
  invalid: [
    { name: 'a process that does not say', body: LINEAR, definitions: process('second', ''), at: ['second'] },
    {
      name: 'a drawing next to an executable process',
      body: LINEAR,
      definitions: process('drawn', 'isExecutable="false"'),
      at: ['drawn'],
      severity: 'warning',
    },
    {
      name: 'a drawing alone',
      xml: bpmn(LINEAR).replace('isExecutable="true"', 'isExecutable="false"'),
      at: ['process'],
    },
    { name: 'a file without process', xml: bpmn('').replace(/<process[\s\S]*<\/process>/, ''), at: [null] },
  ],
});

verify('start-in-scope', {
  valid: [
    { name: 'one start event', body: LINEAR },
    { name: 'none, with an element nothing leads to', body: `<task id="a"/><task id="b"/>${flows('a b')}` },
    {
      name: 'a none start next to a timer start',
      body: `${LINEAR}<startEvent id="daily"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>${flows('daily a')}`,
    },
    { name: 'an empty sub-process', body: '<subProcess id="sub"/>' },
  ],
  invalid: [
    { name: 'two none start events', body: `${LINEAR}<startEvent id="second"/>${flows('second a')}`, at: ['process'] },
    { name: 'nothing to begin with', body: `<task id="a"/><task id="b"/>${flows('a b a')}`, at: ['process'] },
    { name: 'an empty process', body: '', at: ['process'] },
    {
      name: 'a circle in a sub-process',
      body: `<subProcess id="sub"><task id="a"/><task id="b"/>${flows('a b a')}</subProcess>`,
      at: ['sub'],
    },
  ],
});

verify('end-in-scope', {
  valid: [{ name: 'an end event', body: LINEAR }],
  invalid: [
    {
      name: 'a circle after the start',
      body: `<startEvent id="start"/><task id="a"/><task id="b"/>${flows('start a b a')}`,
      at: ['process'],
    },
    {
      name: 'a start event without end event',
      body: `<startEvent id="start"/><task id="a"/>${flows('start a')}`,
      at: ['process'],
      severity: 'warning',
    },
  ],
});

verify('unreachable-node', {
  valid: [{ name: 'a path to every node', body: LINEAR }],
  invalid: [
    {
      name: 'a node behind nothing',
      body: `${LINEAR}<task id="lost"/><task id="behind"/>${flows('lost behind end')}`,
      at: ['lost', 'behind'],
      severity: 'warning',
    },
  ],
});

verify('join-never-fires', {
  valid: [
    {
      name: 'a join of a split',
      body: `<startEvent id="start"/><parallelGateway id="s"/><task id="a"/><task id="b"/><parallelGateway id="j"/>
        <endEvent id="end"/>${flows('start s a j end', 's b j')}`,
    },
    {
      name: 'a join reached over a boundary event and a link',
      body: `<startEvent id="start"/><task id="a"/><parallelGateway id="j"/><endEvent id="end"/>
        <boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration>
        </timerEventDefinition></boundaryEvent>
        <intermediateThrowEvent id="go"><linkEventDefinition name="L"/></intermediateThrowEvent>
        <intermediateCatchEvent id="land"><linkEventDefinition name="L"/></intermediateCatchEvent>
        ${flows('start a j end', 'late go', 'land j')}`,
    },
  ],
  invalid: [
    {
      name: 'a join that waits for what only comes from behind it',
      body: `<startEvent id="start"/><parallelGateway id="j"/><task id="a"/><exclusiveGateway id="x" default="x_end"/>
        <endEvent id="end"/>${flows('start j a x end', 'x j')}`,
      at: ['j'],
    },
    {
      name: 'a join that waits for an unreachable branch',
      body: `<startEvent id="start"/><task id="lost"/><parallelGateway id="j"/><endEvent id="end"/>${flows('start j end', 'lost j')}`,
      at: ['j'],
    },
  ],
});

verify('gateway-direction', {
  valid: [
    {
      name: 'a direction that fits',
      body: `<task id="a"/><task id="b"/><exclusiveGateway id="x" gatewayDirection="Converging"/><task id="c"/>${flows('a x c', 'b x')}`,
    },
  ],
  invalid: [
    {
      name: 'a converging gateway that splits',
      body: `<parallelGateway id="x" gatewayDirection="Converging"/><task id="a"/><task id="b"/>${flows('x a', 'x b')}`,
      at: ['x'],
      severity: 'warning',
    },
    { name: 'a gateway that leads nowhere', body: '<parallelGateway id="x"/>', at: ['x'], severity: 'warning' },
  ],
});

verify('id-required', {
  valid: [{ name: 'ids everywhere', body: LINEAR }],
  invalid: [{ name: 'a task without id', body: '<task/>', at: ['process'] }],
});

verify('duplicate-id', {
  valid: [{ name: 'ids that differ', body: LINEAR }],
  invalid: [
    { name: 'an id used twice', body: '<task id="a"/><userTask id="a"/>', at: ['a'] },
    {
      name: 'an id of another process',
      body: '<task id="in_second"/>',
      definitions: process('second', 'isExecutable="true"'),
      at: ['in_second'],
    },
  ],
});

verify('reserved-id', {
  valid: [{ name: 'an id that only resembles one', body: '<task id="__proto"/>' }],
  invalid: [
    { name: '__proto__', body: '<task id="__proto__"/>', at: ['__proto__'] },
    { name: 'constructor', body: '<task id="constructor"/>', at: ['constructor'] },
    { name: 'toString', body: '<task id="toString"/>', at: ['toString'] },
  ],
});

verify('invalid-id', {
  valid: [{ name: 'an id with digits, dots and dashes', body: '<task id="a-1.b_2"/>' }],
  invalid: [{ name: 'an id with a blank', body: '<task id="a b"/>', at: ['a b'] }],
});

verify('unresolved-reference', {
  valid: [
    {
      name: 'a qualified name of the target namespace',
      xml: bpmn(`<receiveTask id="r" messageRef="t:m"/>`, { definitions: '<message id="m" name="M"/>' }).replace(
        '<definitions ',
        '<definitions xmlns:t="urn:test" ',
      ),
    },
  ],
  invalid: [
    { name: 'a flow to nothing', body: `<task id="a"/>${flows('a nowhere')}`, at: ['a_nowhere'] },
    { name: 'a message that is not there', body: '<receiveTask id="r" messageRef="m"/>', at: ['r'] },
  ],
});
