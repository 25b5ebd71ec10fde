import { flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const definitions =
  '<message id="m" name="M"/><message id="k" name="K" tb:correlationKey="=key"/><message id="k2" name="K2" tb:correlationKey="=key"/>';
const message = (id: string) => `<messageEventDefinition messageRef="${id}"/>`;
const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const receive = (attributes = '') => `<receiveTask id="r" instantiate="true" messageRef="m" ${attributes}/>`;
const gateway = (attributes: string, ...events: string[]) =>
  `<eventBasedGateway id="g" ${attributes}/>${events.map((event, i) => `<intermediateCatchEvent id="c${i}">${event}</intermediateCatchEvent>${flows(`g c${i}`)}`).join('')}`;
const PARALLEL = 'instantiate="true" eventGatewayType="Parallel"';

verify('instantiating', {
  valid: [
    { name: 'a receive task', body: receive(), definitions },
    { name: 'an exclusive gateway', body: gateway('instantiate="true"', message('m'), message('k')), definitions },
    { name: 'a parallel gateway', body: gateway(PARALLEL, message('k'), message('k2')), definitions },
  ],
  invalid: [
    {
      name: 'a receive task in a sub-process',
      body: `<subProcess id="sub">${receive()}</subProcess>`,
      definitions,
      at: ['r'],
    },
    {
      name: 'a receive task a flow leads to',
      body: `${receive()}<task id="a"/>${flows('a r')}`,
      definitions,
      at: ['r'],
    },
    {
      name: 'a receive task that repeats',
      body: '<receiveTask id="r" instantiate="true" messageRef="m"><standardLoopCharacteristics loopMaximum="2"/></receiveTask>',
      definitions,
      at: ['r'],
    },
    {
      name: 'a timer behind the gateway',
      body: gateway('instantiate="true"', message('m'), TIMER),
      definitions,
      at: ['g'],
    },
    {
      name: 'a message without key behind a parallel one',
      body: gateway(PARALLEL, message('m'), message('k')),
      definitions,
      at: ['g'],
    },
    {
      name: 'a parallel gateway in the middle',
      body: `<startEvent id="s"/>${gateway('eventGatewayType="Parallel"', message('k'), message('k2'))}${flows('s g')}`,
      definitions,
      at: ['g'],
    },
  ],
});

const all = (tag: string, events: string) => `<${tag} id="e" parallelMultiple="true">${events}</${tag}>`;

verify('parallel-multiple', {
  valid: [
    { name: 'messages and times', body: all('intermediateCatchEvent', message('m') + TIMER), definitions },
    { name: 'messages with keys at the start', body: all('startEvent', message('k') + message('k2')), definitions },
  ],
  invalid: [
    {
      name: 'an error among them',
      body: `<subProcess id="esp" triggeredByEvent="true">${all('startEvent', `${message('m')}<errorEventDefinition/>`)}</subProcess>`,
      definitions,
      at: ['e'],
    },
    {
      name: 'a time at the start of the process',
      body: all('startEvent', message('k') + TIMER),
      definitions,
      at: ['e'],
    },
    {
      name: 'one behind an event-based gateway',
      body: `<eventBasedGateway id="g"/>${all('intermediateCatchEvent', message('m') + TIMER)}${flows('g e')}`,
      definitions,
      at: ['e'],
    },
  ],
});

const complex = (condition: string) =>
  `<complexGateway id="g">${condition}</complexGateway><task id="a"/><task id="b"/><task id="c"/>`;
const CONDITION = '<activationCondition xsi:type="tFormalExpression">activationCount >= 1</activationCondition>';
const OUT =
  '<sequenceFlow id="g_c" sourceRef="g" targetRef="c"><conditionExpression>waitingForStart</conditionExpression></sequenceFlow>';

verify('activation-condition', {
  valid: [
    { name: 'a join with a condition', body: complex(CONDITION) + flows('a g', 'b g') + OUT },
    { name: 'a flow without condition', body: complex(CONDITION) + flows('a g', 'b g', 'g c') },
    { name: 'a split', body: complex('') + flows('a g') + OUT },
  ],
  invalid: [{ name: 'a join without condition', body: complex('') + flows('a g', 'b g') + OUT, at: ['g'] }],
});
