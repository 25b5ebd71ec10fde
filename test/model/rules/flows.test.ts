import { flowIf, flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const START = '<startEvent id="start"/>';
const TASKS = '<task id="a"/><task id="b"/>';
const split = (attributes: string, ...leaving: string[]) =>
  `${START}<exclusiveGateway id="x" ${attributes}/>${TASKS}${flows('start x')}${leaving.join('')}`;

verify('flow-crosses-scope', {
  valid: [{ name: 'flows inside a sub-process', body: `<subProcess id="sub">${TASKS}${flows('a b')}</subProcess>` }],
  invalid: [
    {
      name: 'a flow into a sub-process',
      body: `${START}<subProcess id="sub"><task id="inner"/></subProcess>${flows('start inner')}`,
      at: ['start_inner'],
    },
    {
      name: 'a flow into another process',
      body: `${START}${flows('start other')}`,
      definitions: '<process id="second" isExecutable="true"><task id="other"/></process>',
      at: ['start_other'],
    },
    { name: 'a flow to the process itself', body: `${START}${flows('start process')}`, at: ['start_process'] },
  ],
});

verify('flow-without-end', {
  valid: [{ name: 'a flow with both ends', body: `${TASKS}${flows('a b')}` }],
  invalid: [{ name: 'a flow without target', body: `${TASKS}<sequenceFlow id="f" sourceRef="a"/>`, at: ['f'] }],
});

verify('default-flow', {
  valid: [
    {
      name: 'a default that leaves its gateway',
      body: split('default="x_b"', flowIf('x', 'a', 'y > 1'), flows('x b')),
    },
    { name: 'a default of a task', body: `<task id="a" default="a_b"/><task id="b"/>${flows('a b')}` },
  ],
  invalid: [
    { name: 'a default that leaves another element', body: split('default="start_x"', flows('x a')), at: ['x'] },
    { name: 'a default with a condition', body: split('default="x_a"', flowIf('x', 'a', 'y > 1')), at: ['x_a'] },
  ],
});

verify('flow-condition', {
  valid: [
    { name: 'a condition behind a gateway', body: split('', flowIf('x', 'a', 'y > 1')) },
    { name: 'a condition behind a task', body: `${TASKS}<task id="c"/>${flowIf('a', 'b', 'y > 1')}${flows('a c')}` },
  ],
  invalid: [
    { name: 'an empty condition', body: split('', flowIf('x', 'a', ' ')), at: ['x_a'] },
    {
      name: 'a condition behind a start event',
      body: `${START}${TASKS}${flowIf('start', 'a', 'true')}`,
      at: ['start_a'],
    },
    {
      name: 'a condition behind a parallel gateway',
      body: `${START}<parallelGateway id="x"/>${TASKS}${flows('start x')}${flowIf('x', 'a', 'true')}`,
      at: ['x_a'],
    },
  ],
});

verify('gateway-flow-without-condition', {
  valid: [
    { name: 'one flow without condition', body: split('', flows('x a')) },
    { name: 'conditions and a default', body: split('default="x_b"', flowIf('x', 'a', 'y'), flows('x b')) },
  ],
  invalid: [
    { name: 'a flow that would hide the others', body: split('', flows('x a'), flowIf('x', 'b', 'y')), at: ['x_a'] },
    {
      name: 'a flow an inclusive gateway always takes',
      body: `<inclusiveGateway id="x"/>${TASKS}${flows('x a')}${flowIf('x', 'b', 'y')}`,
      at: ['x_a'],
      severity: 'warning',
    },
  ],
});

verify('expression-invalid', {
  valid: [
    { name: 'a condition in FEEL', body: split('', flowIf('x', 'a', '申请人.年龄 >= 18')) },
    { name: 'a condition with a leading =', body: split('', flowIf('x', 'a', '=y > 1')) },
  ],
  invalid: [
    { name: 'a condition that does not parse', body: split('', flowIf('x', 'a', 'y >')), at: ['x_a'] },
    { name: 'an unknown function', body: split('', flowIf('x', 'a', 'frobnicate(y)')), at: ['x_a'] },
    { name: 'a script that does not parse', body: '<scriptTask id="s"><script>1 +</script></scriptTask>', at: ['s'] },
  ],
});
