/** Random models of everything that can be executed: pieces with one way in and one out, in a row, beside each other and inside each other. */
import fc from 'fast-check';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';

const KINDS = [
  'userTask',
  'serviceTask',
  'receiveTask',
  'timer',
  'message',
  'signal',
  'condition',
  'parallelItems',
  'sequentialItems',
  'itemsOfScope',
  'rounds',
  'handled',
  'transaction',
  'call',
  'choice',
  'link',
  'escalating',
  'throwSignal',
  'sendMessage',
  'adHoc',
  'undone',
  'complex',
] as const;

export type Piece =
  | { readonly kind: (typeof KINDS)[number] }
  | { readonly kind: 'parallelGateway' | 'inclusiveGateway' | 'exclusiveGateway'; readonly branches: readonly Piece[] }
  | { readonly kind: 'subProcess' | 'circle'; readonly inside: Piece };

export const pieces: fc.Arbitrary<readonly Piece[]> = fc.letrec<{ piece: Piece; row: Piece[] }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'zoo' },
    fc.record({ kind: fc.constantFrom(...KINDS) }),
    fc.record({
      kind: fc.constantFrom('parallelGateway' as const, 'inclusiveGateway' as const, 'exclusiveGateway' as const),
      branches: fc.array(tie('piece'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constantFrom('subProcess' as const, 'circle' as const), inside: tie('piece') }),
  ),
  row: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }),
})).row;

const DEFINITIONS = `<message id="m" name="M"/><signal id="sig" name="S"/><error id="err" errorCode="E"/><escalation id="esc" escalationCode="C"/>
  <process id="called" isExecutable="true"><startEvent id="cs"/><userTask id="ct"/><endEvent id="ce"/>${flows('cs ct ce')}</process>`;
const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const MESSAGE = '<messageEventDefinition messageRef="m"/>';
const SIGNAL = '<signalEventDefinition signalRef="sig"/>';
const TRUE = '<completionCondition xsi:type="tFormalExpression">nrOfCompletedInstances &gt; 1</completionCondition>';

interface Made {
  readonly xml: string;
  readonly first: string;
  readonly last: string;
}

export function renderZoo(row: readonly Piece[]): string {
  const made = new Maker().row(row);
  return bpmn(
    `<startEvent id="start"/>${made.xml}<endEvent id="end"/>${flows(`start ${made.first}`, `${made.last} end`)}`,
    { definitions: DEFINITIONS },
  );
}

class Maker {
  private made = 0;

  row(row: readonly Piece[]): Made {
    const all = row.map((piece) => this.piece(piece));
    const between = all.slice(1).map(({ first }, index) => flows(`${all[index]?.last} ${first}`));
    const xml = [...all.map((each) => each.xml), ...between].join('');
    return { xml, first: all[0]?.first ?? '', last: all.at(-1)?.last ?? '' };
  }

  private piece(piece: Piece): Made {
    const id = `x${++this.made}`;
    if ('branches' in piece) return this.split(id, piece.kind, piece.branches);
    if (!('inside' in piece)) return SIMPLE[piece.kind](id);
    const inside = this.piece(piece.inside);
    if (piece.kind === 'circle') {
      const again = flowIf(`${id}_o`, `${id}_i`, 'x');
      const xml = `<exclusiveGateway id="${id}_i"/><exclusiveGateway id="${id}_o" default="${id}_o_${id}_n"/><task id="${id}_n"/>`;
      const ways = flows(`${id}_i ${inside.first}`, `${inside.last} ${id}_o ${id}_n`);
      return { xml: xml + inside.xml + ways + again, first: `${id}_i`, last: `${id}_n` };
    }
    const content = `<startEvent id="${id}_s"/>${inside.xml}<endEvent id="${id}_e"/>${flows(`${id}_s ${inside.first}`, `${inside.last} ${id}_e`)}
      <subProcess id="${id}_h" triggeredByEvent="true"><startEvent id="${id}_hs" isInterrupting="false">${MESSAGE}</startEvent><userTask id="${id}_ht"/>${flows(`${id}_hs ${id}_ht`)}</subProcess>`;
    return node(id, 'subProcess', content);
  }

  private split(id: string, kind: string, branches: readonly Piece[]): Made {
    const all = branches.map((branch) => this.piece(branch));
    const decides = kind !== 'parallelGateway';
    const last = all.at(-1)?.first;
    const into = all.map(({ first }) =>
      decides && first !== last ? flowIf(`${id}_s`, first, 'x') : flows(`${id}_s ${first}`),
    );
    const xml = `<${kind} id="${id}_s" ${decides ? `default="${id}_s_${last}"` : ''}/><${kind} id="${id}_j"/>`;
    const out = all.map((each) => flows(`${each.last} ${id}_j`));
    return { xml: [xml, ...all.map((each) => each.xml), ...into, ...out].join(''), first: `${id}_s`, last: `${id}_j` };
  }
}

const node = (id: string, tag: string, content = '', attributes = ''): Made => ({
  xml: `<${tag} id="${id}" ${attributes}>${content}</${tag}>`,
  first: id,
  last: id,
});

const and = (made: Made, xml: string): Made => ({ ...made, xml: made.xml + xml });

const boundary = (id: string, name: string, event: string, attributes = ''): string =>
  `<boundaryEvent id="${id}_${name}" attachedToRef="${id}" ${attributes}>${event}</boundaryEvent><endEvent id="${id}_${name}_e"/>${flows(`${id}_${name} ${id}_${name}_e`)}`;

const items = (sequential: boolean): string =>
  `<multiInstanceLoopCharacteristics isSequential="${sequential}" tb:outputCollection="results" tb:outputElement="=loopCounter"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>`;

const SIMPLE: Readonly<Record<(typeof KINDS)[number], (id: string) => Made>> = {
  userTask: (id) => and(node(id, 'userTask'), boundary(id, 'b', TIMER, 'cancelActivity="false"')),
  serviceTask: (id) =>
    and(node(id, 'serviceTask', '', 'tb:topic="t"'), boundary(id, 'b', '<errorEventDefinition errorRef="err"/>')),
  receiveTask: (id) => node(id, 'receiveTask', '', 'messageRef="m"'),
  timer: (id) => node(id, 'intermediateCatchEvent', TIMER),
  message: (id) => node(id, 'intermediateCatchEvent', MESSAGE),
  signal: (id) => node(id, 'intermediateCatchEvent', SIGNAL),
  condition: (id) =>
    node(
      id,
      'intermediateCatchEvent',
      '<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>',
    ),
  parallelItems: (id) => and(node(id, 'userTask', items(false)), boundary(id, 'b', TIMER)),
  sequentialItems: (id) => node(id, 'userTask', items(true)),
  itemsOfScope: (id) =>
    node(
      id,
      'subProcess',
      `${items(false)}<userTask id="${id}_a"/><serviceTask id="${id}_b" tb:topic="t"/>${flows(`${id}_a ${id}_b`)}`,
    ),
  rounds: (id) => node(id, 'userTask', '<standardLoopCharacteristics loopMaximum="2"/>'),
  handled: (id) =>
    and(
      node(
        id,
        'subProcess',
        `<startEvent id="${id}_s"/><userTask id="${id}_a"/><endEvent id="${id}_e"><errorEventDefinition errorRef="err"/></endEvent>${flows(`${id}_s ${id}_a ${id}_e`)}`,
      ),
      `${boundary(id, 'b', '<errorEventDefinition errorRef="err"/>')}`,
    ),
  transaction: (id) =>
    and(
      node(
        id,
        'transaction',
        `<startEvent id="${id}_s"/><userTask id="${id}_a"/><boundaryEvent id="${id}_on" attachedToRef="${id}_a"><compensateEventDefinition/></boundaryEvent>
        <userTask id="${id}_u" isForCompensation="true"/><association id="${id}_as" sourceRef="${id}_on" targetRef="${id}_u" associationDirection="One"/>
        <exclusiveGateway id="${id}_x" default="${id}_x_${id}_e"/><endEvent id="${id}_e"/><endEvent id="${id}_c"><cancelEventDefinition/></endEvent>
        ${flows(`${id}_s ${id}_a ${id}_x ${id}_e`)}${flowIf(`${id}_x`, `${id}_c`, 'x')}`,
      ),
      boundary(id, 'b', '<cancelEventDefinition/>'),
    ),
  call: (id) => node(id, 'callActivity', '', 'calledElement="called"'),
  choice: (id) => ({
    xml: `<eventBasedGateway id="${id}"/><intermediateCatchEvent id="${id}_m">${MESSAGE}</intermediateCatchEvent><intermediateCatchEvent id="${id}_t">${TIMER}</intermediateCatchEvent>
      <exclusiveGateway id="${id}_j"/>${flows(`${id} ${id}_m ${id}_j`, `${id} ${id}_t ${id}_j`)}`,
    first: id,
    last: `${id}_j`,
  }),
  link: (id) => ({
    xml: `<intermediateThrowEvent id="${id}"><linkEventDefinition name="${id}"/></intermediateThrowEvent><intermediateCatchEvent id="${id}_c"><linkEventDefinition name="${id}"/></intermediateCatchEvent>`,
    first: id,
    last: `${id}_c`,
  }),
  escalating: (id) =>
    and(
      node(
        id,
        'subProcess',
        `<intermediateThrowEvent id="${id}_t"><escalationEventDefinition escalationRef="esc"/></intermediateThrowEvent><userTask id="${id}_a"/>${flows(`${id}_t ${id}_a`)}`,
      ),
      boundary(id, 'b', '<escalationEventDefinition escalationRef="esc"/>', 'cancelActivity="false"'),
    ),
  throwSignal: (id) => node(id, 'intermediateThrowEvent', SIGNAL),
  sendMessage: (id) => node(id, 'sendTask', '', 'messageRef="m"'),
  adHoc: (id) =>
    node(
      id,
      'adHocSubProcess',
      `<userTask id="${id}_a"/><userTask id="${id}_b"/>${TRUE.replace('nrOfCompletedInstances &gt; 1', 'true')}`,
    ),
  undone: (id) => ({
    xml: `<userTask id="${id}"/><boundaryEvent id="${id}_on" attachedToRef="${id}"><compensateEventDefinition/></boundaryEvent><userTask id="${id}_u" isForCompensation="true"/>
      <association id="${id}_as" sourceRef="${id}_on" targetRef="${id}_u" associationDirection="One"/>
      <intermediateThrowEvent id="${id}_t"><compensateEventDefinition/></intermediateThrowEvent>${flows(`${id} ${id}_t`)}`,
    first: id,
    last: `${id}_t`,
  }),
  complex: (id) => ({
    xml: `<parallelGateway id="${id}"/><userTask id="${id}_a"/><userTask id="${id}_b"/><complexGateway id="${id}_j"><activationCondition xsi:type="tFormalExpression">activationCount &gt;= 1</activationCondition></complexGateway>
      ${flows(`${id} ${id}_a ${id}_j`, `${id} ${id}_b ${id}_j`)}`,
    first: id,
    last: `${id}_j`,
  }),
};
