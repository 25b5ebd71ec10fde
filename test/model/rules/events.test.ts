import { EVENT_CELLS, type EventPosition } from '../../../engine/model/support.ts';
import { flows } from '../../support/bpmn.ts';
import { type Example, type Invalid, verify } from './verify.ts';

const ROOTS = `<message id="m" name="M"/><signal id="sig" name="S"/><error id="err" errorCode="E"/>
  <escalation id="esc" escalationCode="X"/>`;

const DEFINITIONS: Readonly<Record<string, string>> = {
  none: '',
  message: '<messageEventDefinition messageRef="m"/>',
  timer: '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
  signal: '<signalEventDefinition signalRef="sig"/>',
  error: '<errorEventDefinition errorRef="err"/>',
  escalation: '<escalationEventDefinition escalationRef="esc"/>',
  terminate: '<terminateEventDefinition/>',
  link: '<linkEventDefinition name="L"/>',
  conditional: '<conditionalEventDefinition><condition>a > 1</condition></conditionalEventDefinition>',
  cancel: '<cancelEventDefinition/>',
  compensation: '<compensateEventDefinition/>',
  multiple: '<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="sig"/>',
};

const POSITIONS: Readonly<Record<EventPosition, (definition: string, attributes: string) => string>> = {
  S: (definition, attributes) => `<startEvent id="e" ${attributes}>${definition}</startEvent>`,
  N: (definition, attributes) =>
    `<subProcess id="sub"><startEvent id="e" ${attributes}>${definition}</startEvent></subProcess>`,
  'E+': (definition, attributes) => eventSubProcess(definition, attributes),
  'E-': (definition, attributes) => eventSubProcess(definition, `isInterrupting="false" ${attributes}`),
  C: (definition, attributes) => `<intermediateCatchEvent id="e" ${attributes}>${definition}</intermediateCatchEvent>`,
  T: (definition) => `<intermediateThrowEvent id="e">${definition}</intermediateThrowEvent>`,
  'B+': (definition, attributes) => boundary(definition, attributes),
  'B-': (definition, attributes) => boundary(definition, `cancelActivity="false" ${attributes}`),
  X: (definition) => `<endEvent id="e">${definition}</endEvent>`,
};

const eventSubProcess = (definition: string, attributes: string): string =>
  `<subProcess id="sub" triggeredByEvent="true"><startEvent id="e" ${attributes}>${definition}</startEvent></subProcess>`;

const boundary = (definition: string, attributes: string): string =>
  `<task id="host"/><boundaryEvent id="e" attachedToRef="host" ${attributes}>${definition}</boundaryEvent>`;

const RUNS: Example[] = [];
const REFUSED: Invalid[] = [];
for (const kind of [...Object.keys(DEFINITIONS), 'parallelMultiple']) {
  for (const position of Object.keys(POSITIONS) as EventPosition[]) {
    const parallel = kind === 'parallelMultiple';
    if (parallel && (position === 'T' || position === 'X')) continue;
    const definition = DEFINITIONS[parallel ? 'multiple' : kind] ?? '';
    const body = POSITIONS[position](definition, parallel ? 'parallelMultiple="true"' : '');
    const runs = EVENT_CELLS.get(`${kind}/${position}` as `none/${EventPosition}`);
    const example = { name: `${kind} at ${position}`, body, definitions: ROOTS };
    if (runs) RUNS.push(example);
    else REFUSED.push({ ...example, at: ['e'] });
  }
}

verify('unsupported-event-position', { valid: RUNS, invalid: REFUSED });

verify('boundary-attachment', {
  valid: [
    {
      name: 'a boundary event that leads on',
      body: `<task id="a"/><task id="b"/><boundaryEvent id="e" attachedToRef="a">${DEFINITIONS.timer}</boundaryEvent>${flows('e b')}`,
    },
  ],
  invalid: [
    { name: 'one that leads nowhere', body: boundary(DEFINITIONS.timer ?? '', ''), at: ['e'] },
    {
      name: 'one without activity, and one on a gateway',
      body: `<exclusiveGateway id="x"/><task id="b"/><boundaryEvent id="e">${DEFINITIONS.timer}</boundaryEvent>
        <boundaryEvent id="f" attachedToRef="x">${DEFINITIONS.timer}</boundaryEvent>${flows('e b', 'f b')}`,
      at: ['e', 'f'],
    },
    {
      name: 'one on an activity of another scope',
      body: `<subProcess id="sub"><task id="a"/></subProcess><task id="b"/>
        <boundaryEvent id="e" attachedToRef="a">${DEFINITIONS.timer}</boundaryEvent>${flows('e b')}`,
      at: ['e'],
    },
    {
      name: 'one that a flow leads to',
      body: `<task id="a"/><boundaryEvent id="e" attachedToRef="a">${DEFINITIONS.timer}</boundaryEvent>${flows('a e a')}`,
      at: ['e'],
    },
  ],
});

verify('event-sub-process', {
  valid: [{ name: 'one triggered start event', body: eventSubProcess(DEFINITIONS.timer ?? '', '') }],
  invalid: [
    {
      name: 'no start event',
      body: '<subProcess id="sub" triggeredByEvent="true"><task id="a"/></subProcess>',
      at: ['sub'],
    },
    {
      name: 'two start events',
      body: `<subProcess id="sub" triggeredByEvent="true"><startEvent id="s1">${DEFINITIONS.timer}</startEvent>
        <startEvent id="s2">${DEFINITIONS.timer}</startEvent></subProcess>`,
      at: ['sub'],
    },
    {
      name: 'a flow to it',
      body: `<task id="a"/>${eventSubProcess(DEFINITIONS.timer ?? '', '')}${flows('a sub')}`,
      at: ['sub'],
    },
    {
      name: 'a loop marker',
      body: `<subProcess id="sub" triggeredByEvent="true"><startEvent id="e">${DEFINITIONS.timer}</startEvent>
        <multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></subProcess>`,
      at: ['sub'],
    },
  ],
});

verify('interrupting-start', {
  valid: [{ name: 'a non-interrupting event sub-process', body: POSITIONS['E-'](DEFINITIONS.timer ?? '', '') }],
  invalid: [
    { name: 'a process start that does not interrupt', body: '<startEvent id="s" isInterrupting="false"/>', at: ['s'] },
  ],
});

verify('event-flows', {
  valid: [{ name: 'start to end', body: `<startEvent id="s"/><endEvent id="e"/>${flows('s e')}` }],
  invalid: [
    {
      name: 'flows into a start and out of an end event',
      body: `<startEvent id="s"/><endEvent id="e"/>${flows('s e s')}`,
      at: ['s', 'e'],
    },
  ],
});

const link = (type: string, id: string, name: string) =>
  `<intermediate${type}Event id="${id}"><linkEventDefinition name="${name}"/></intermediate${type}Event>`;

verify('link-pairs', {
  valid: [
    {
      name: 'two throws and their catch',
      body: `${link('Throw', 't1', 'L')}${link('Throw', 't2', 'L')}${link('Catch', 'c', 'L')}`,
    },
  ],
  invalid: [
    { name: 'a throw without catch', body: link('Throw', 't', 'L'), at: ['t'] },
    { name: 'a catch without throw', body: link('Catch', 'c', 'L'), at: ['c'] },
    {
      name: 'two catches',
      body: `${link('Throw', 't', 'L')}${link('Catch', 'c1', 'L')}${link('Catch', 'c2', 'L')}`,
      at: ['t'],
    },
    {
      name: 'a catch in another scope',
      body: `${link('Throw', 't', 'L')}<subProcess id="sub">${link('Catch', 'c', 'L')}</subProcess>`,
      at: ['t', 'c'],
    },
  ],
});

const catchEvent = (id: string, definition = DEFINITIONS.timer) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const awaiting = (...targets: string[]) => flows(...targets.map((target) => `g ${target}`));

verify('event-gateway-targets', {
  valid: [
    {
      name: 'a timer and a receive task',
      definitions: ROOTS,
      body: `<eventBasedGateway id="g"/>${catchEvent('t')}<receiveTask id="r" messageRef="m"/>${awaiting('t', 'r')}`,
    },
  ],
  invalid: [
    {
      name: 'a task',
      body: `<eventBasedGateway id="g"/>${catchEvent('t')}<task id="a"/>${awaiting('t', 'a')}`,
      at: ['a'],
    },
    { name: 'only one target', body: `<eventBasedGateway id="g"/>${catchEvent('t')}${awaiting('t')}`, at: ['g'] },
    {
      name: 'a target something else leads to',
      body: `<eventBasedGateway id="g"/>${catchEvent('t')}${catchEvent('u')}<task id="a"/>${awaiting('t', 'u')}${flows('a u')}`,
      at: ['u'],
    },
    {
      name: 'message events next to receive tasks',
      definitions: ROOTS,
      body: `<eventBasedGateway id="g"/>${catchEvent('t', DEFINITIONS.message)}<receiveTask id="r" messageRef="m"/>${awaiting('t', 'r')}`,
      at: ['g'],
    },
  ],
});

verify('message-without-name', {
  valid: [{ name: 'a message with a name', definitions: ROOTS, body: catchEvent('e', DEFINITIONS.message) }],
  invalid: [
    { name: 'no message', body: catchEvent('e', '<messageEventDefinition/>'), at: ['e'] },
    {
      name: 'a message without name',
      definitions: '<message id="m"/>',
      body: catchEvent('e', '<messageEventDefinition messageRef="m"/>'),
      at: ['e'],
    },
  ],
});

verify('receive-without-message', {
  valid: [{ name: 'a receive task with a message', definitions: ROOTS, body: '<receiveTask id="r" messageRef="m"/>' }],
  invalid: [{ name: 'a receive task without message', body: '<receiveTask id="r"/>', at: ['r'] }],
});

verify('signal-without-name', {
  valid: [{ name: 'a signal with a name', definitions: ROOTS, body: catchEvent('e', DEFINITIONS.signal) }],
  invalid: [{ name: 'no signal', body: catchEvent('e', '<signalEventDefinition/>'), at: ['e'] }],
});

verify('error-without-code', {
  valid: [
    { name: 'a boundary event that catches all', body: boundary('<errorEventDefinition/>', '') },
    { name: 'an end event with a code', definitions: ROOTS, body: POSITIONS.X(DEFINITIONS.error ?? '', '') },
  ],
  invalid: [
    { name: 'an end event without error', body: POSITIONS.X('<errorEventDefinition/>', ''), at: ['e'] },
    {
      name: 'a boundary event with an error without code',
      definitions: '<error id="err"/>',
      body: boundary('<errorEventDefinition errorRef="err"/>', ''),
      at: ['e'],
    },
  ],
});

verify('escalation-without-code', {
  valid: [{ name: 'a throw with a code', definitions: ROOTS, body: POSITIONS.T(DEFINITIONS.escalation ?? '', '') }],
  invalid: [{ name: 'a throw without code', body: POSITIONS.T('<escalationEventDefinition/>', ''), at: ['e'] }],
});

verify('link-without-name', {
  valid: [{ name: 'a link with a name', body: link('Catch', 'c', 'L') }],
  invalid: [{ name: 'a link without name', body: catchEvent('e', '<linkEventDefinition/>'), at: ['e'] }],
});

const timer = (kind: string, value: string) =>
  catchEvent('e', `<timerEventDefinition><${kind}>${value}</${kind}></timerEventDefinition>`);

verify('timer-without-value', {
  valid: [{ name: 'a duration', body: timer('timeDuration', 'PT1H') }],
  invalid: [
    { name: 'nothing', body: catchEvent('e', '<timerEventDefinition/>'), at: ['e'] },
    { name: 'an empty text', body: timer('timeDate', ' '), at: ['e'] },
    {
      name: 'two values',
      body: catchEvent(
        'e',
        '<timerEventDefinition><timeDate>2030-01-01</timeDate><timeDuration>PT1H</timeDuration></timerEventDefinition>',
      ),
      at: ['e'],
    },
  ],
});

const VALID_TIMERS: readonly [string, string][] = [
  ['timeDate', '2030-01-31T09:00:00+08:00'],
  ['timeDate', '2028-02-29'],
  ['timeDate', '2030-01-31T09:00:00@Europe/Paris'],
  ['timeDate', '=due date'],
  ['timeDuration', 'P100Y'],
  ['timeDuration', 'P1DT0.5S'],
  ['timeDuration', 'P2W'],
  ['timeCycle', 'R/PT1H'],
  ['timeCycle', 'R3/2030-01-01T00:00:00Z/P1D'],
  ['timeCycle', 'R3/P1D/2030-01-01T00:00:00Z'],
  ['timeCycle', 'R3/2030-01-01T00:00:00Z/2030-01-02T00:00:00Z'],
  ['timeCycle', '0 9 * * 1-5'],
  ['timeCycle', '0 0 29 2 *'],
  ['timeCycle', '*/10 0 9 * * 1-5'],
];
const INVALID_TIMERS: readonly [string, string][] = [
  ['timeDate', '2030-02-30'],
  ['timeDate', 'tomorrow'],
  ['timeDate', '2030-01-31T25:00:00Z'],
  ['timeDuration', '3 days'],
  ['timeDuration', 'P'],
  ['timeDuration', 'PT'],
  ['timeDuration', '-P1D'],
  ['timeCycle', 'R/PT0S'],
  ['timeCycle', 'R0/PT1H'],
  ['timeCycle', 'PT1H'],
  ['timeCycle', '0 99 * * *'],
  ['timeCycle', '* * *'],
  ['timeCycle', '0 0 31 2 *'],
  ['timeCycle', 'R/2030-01-02T00:00:00Z/2030-01-01T00:00:00Z'],
  ['timeCycle', 'R/2030-01-02T00:00:00Z/P1D/2030-01-01T00:00:00Z'],
  ['timeDate', '2030-01-31T09:00:00@Mars/Olympus'],
];

verify('timer-invalid', {
  valid: VALID_TIMERS.map(([kind, value]) => ({ name: `${kind} ${value}`, body: timer(kind, value) })),
  invalid: INVALID_TIMERS.map(([kind, value]) => ({ name: `${kind} ${value}`, body: timer(kind, value), at: ['e'] })),
});

verify('timer-too-frequent', {
  valid: [
    { name: 'once a second', body: timer('timeCycle', 'R/PT1S') },
    { name: 'cron with seconds', body: timer('timeCycle', '* * * * * *') },
    { name: 'a short duration, which comes once', body: timer('timeDuration', 'PT0.001S') },
  ],
  invalid: [
    { name: 'every millisecond', body: timer('timeCycle', 'R/PT0.001S'), at: ['e'] },
    { name: 'with a start', body: timer('timeCycle', 'R3/2030-01-01T00:00:00Z/PT0.999S'), at: ['e'] },
  ],
});
