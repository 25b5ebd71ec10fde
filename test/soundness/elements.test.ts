import { expect } from 'chai';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { flowIf, flows, graphOf, undone } from '../support/bpmn.ts';

const ENDS = '<startEvent id="start"/><endEvent id="end"/>';
const users = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('');
const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const boundary = (id: string, host: string, definition: string, interrupting = true) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${definition}</boundaryEvent>`;
const sub = (id: string, inside: string, tag = 'subProcess') => `<${tag} id="${id}">${inside}</${tag}>`;
const join = (id: string) => `<parallelGateway id="${id}"/>`;
const choice = (id: string, byDefault: string) => `<exclusiveGateway id="${id}" default="${id}_${byDefault}"/>`;
const DEFINITIONS = `<error id="e" errorCode="E"/><escalation id="esc" escalationCode="X"/><message id="m" name="m"/><message id="n" name="n"/>
  <signal id="sig" name="s"/>`;
const ERROR = '<errorEventDefinition errorRef="e"/>';
const ESCALATION = '<escalationEventDefinition escalationRef="esc"/>';
const COMPENSATE = '<compensateEventDefinition/>';

const PARALLEL = `<eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>
  <intermediateCatchEvent id="c1"><messageEventDefinition messageRef="m" tb:correlationKey="=k"/></intermediateCatchEvent>
  <intermediateCatchEvent id="c2"><messageEventDefinition messageRef="n" tb:correlationKey="=k"/></intermediateCatchEvent>`;
const UNDOING = `<subProcess id="es" triggeredByEvent="true"><startEvent id="ess">${COMPENSATE}</startEvent><userTask id="undo"/><endEvent id="ese"/>
  ${flows('ess undo ese')}</subProcess>`;

/** Sub-process `p`, which escalates after its task or, by choice, ends as it is. */
const escalating = (when: 'always' | 'choice') =>
  sub(
    'p',
    `<startEvent id="ps"/>${users('a')}<endEvent id="pt">${ESCALATION}</endEvent>${
      when === 'always'
        ? flows('ps a pt')
        : `${choice('g', 'pe')}<endEvent id="pe"/>${flows('ps a g pe')}${flowIf('g', 'pt', 'f')}`
    }`,
  );

/** An event sub-process with the given ways through it. */
const handler = (interrupting: boolean, definition: string, ...paths: string[]) =>
  `<subProcess id="es" triggeredByEvent="true"><startEvent id="hs" isInterrupting="${interrupting}">${definition}</startEvent>${users('h')}<endEvent id="he"/>
  ${
    paths.length > 1
      ? `${users('k')}${join('hj')}<exclusiveGateway id="x" default="x_h"/>${paths
          .map((path) => flows(path))
          .join('')
          .replace(flows('x k'), flowIf('x', 'k', 'f'))}`
      : flows(...paths)
  }</subProcess>`;

/** Activities of each kind on which a timer can sit. */
const HOSTS: Readonly<Record<string, string>> = {
  'user task': '<userTask id="a"/>',
  'service task': '<serviceTask id="a" tb:topic="t"/>',
  'receive task': '<receiveTask id="a" messageRef="m"/>',
  'script task in a sandbox': '<scriptTask id="a" scriptFormat="javascript"><script>1</script></scriptTask>',
  'sub-process': `<subProcess id="a"><startEvent id="as"/><userTask id="au"/><endEvent id="ae"/>${flows('as au ae')}</subProcess>`,
  transaction: `<transaction id="a"><startEvent id="as"/><userTask id="au"/><endEvent id="ae"/>${flows('as au ae')}</transaction>`,
  'ad-hoc sub-process':
    '<adHocSubProcess id="a"><userTask id="au"/><completionCondition>done</completionCondition></adHocSubProcess>',
  'call activity': '<callActivity id="a" calledElement="other"/>',
};

interface Pair {
  readonly sound: string;
  /** With what is found: kind and element, each. */
  readonly broken?: readonly [body: string, ...found: string[]];
}

/** For each element a use that is sound, and one by which a case cannot end or an element is never reached. */
const MODELS: Readonly<Record<string, Pair>> = {
  'an error caught on the border': {
    sound: `${ENDS}${sub('p', `<startEvent id="ps"/>${users('a')}<endEvent id="pe">${ERROR}</endEvent>${flows('ps a pe')}`)}
      ${boundary('b', 'p', ERROR)}${flows('start p', 'b end')}`,
    broken: [
      `${ENDS}${users('z')}${sub('p', `<startEvent id="ps"/>${users('a')}<endEvent id="pe">${ERROR}</endEvent>${flows('ps a pe')}`)}
      ${boundary('b', 'p', ERROR)}${flows('start p z end', 'b end')}`,
      'dead z',
    ],
  },
  'an error caught by an event sub-process': {
    sound: `${ENDS}${users('a')}<endEvent id="x">${ERROR}</endEvent>${choice('g', 'end')}
      <subProcess id="es" triggeredByEvent="true"><startEvent id="ess">${ERROR}</startEvent>${users('h')}<endEvent id="ese"/>${flows('ess h ese')}</subProcess>
      ${flows('start a g end')}${flowIf('g', 'x', 'f')}`,
    broken: [
      `${ENDS}${users('a')}
      <subProcess id="es" triggeredByEvent="true"><startEvent id="ess">${ERROR}</startEvent>${users('h')}<endEvent id="ese"/>${flows('ess h ese')}</subProcess>
      ${flows('start a end')}`,
    ],
  },
  'an escalation whose thrower goes on': {
    sound: `${ENDS}${users('r')}<endEvent id="told"/>${sub('p', `<startEvent id="ps"/><intermediateThrowEvent id="t">${ESCALATION}</intermediateThrowEvent>${users('a')}<endEvent id="pe"/>${flows('ps t a pe')}`)}
      ${boundary('b', 'p', ESCALATION, false)}${flows('start p end', 'b r told')}`,
  },
  'an escalation that a join counts on': {
    sound: `${ENDS}${users('r')}${join('j')}${sub('p', `<startEvent id="ps"/><intermediateThrowEvent id="t">${ESCALATION}</intermediateThrowEvent>${users('a')}<endEvent id="pe"/>${flows('ps t a pe')}`)}
      ${boundary('b', 'p', ESCALATION, false)}${flows('start p j end', 'b r j')}`,
    broken: [
      `${ENDS}${users('r')}${join('j')}${sub('p', `<startEvent id="ps"/>${choice('g', 'a')}<intermediateThrowEvent id="t">${ESCALATION}</intermediateThrowEvent>${users('a')}<endEvent id="pe"/>${flows('ps g a pe', 't pe')}${flowIf('g', 't', 'f')}`)}
      ${boundary('b', 'p', ESCALATION, false)}${flows('start p j end', 'b r j')}`,
      'deadlock j',
    ],
  },
  'an escalation that interrupts': {
    sound: `${ENDS}${users('r')}${escalating('choice')}${boundary('b', 'p', ESCALATION)}${flows('start p end', 'b r end')}`,
    broken: [
      `${ENDS}${users('r')}${join('j')}${escalating('choice')}${boundary('b', 'p', ESCALATION)}${flows('start p j end', 'b r j')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'an escalation that always interrupts': {
    sound: `${ENDS}${users('r')}${escalating('always')}${boundary('b', 'p', ESCALATION)}${flows('start p', 'b r end')}`,
    broken: [
      `${ENDS}${users('r', 'z')}${escalating('always')}${boundary('b', 'p', ESCALATION)}${flows('start p z end', 'b r end')}`,
      'dead z',
    ],
  },
  'an escalation caught by an event sub-process that does not interrupt': {
    sound: `${ENDS}${users('a')}<intermediateThrowEvent id="t">${ESCALATION}</intermediateThrowEvent>${handler(false, ESCALATION, 'hs h he')}${flows('start t a end')}`,
    broken: [
      `${ENDS}${users('a')}<intermediateThrowEvent id="t">${ESCALATION}</intermediateThrowEvent>${handler(false, ESCALATION, 'hs x h hj he', 'x k hj')}${flows('start t a end')}`,
      'deadlock hj',
      'dead he',
    ],
  },
  'an escalation caught by an event sub-process that interrupts': {
    sound: `<startEvent id="start"/>${users('a')}<intermediateThrowEvent id="t">${ESCALATION}</intermediateThrowEvent>${handler(true, ESCALATION, 'hs h he')}${flows('start a t')}`,
    broken: [
      `<startEvent id="start"/>${users('a', 'z')}<intermediateThrowEvent id="t">${ESCALATION}</intermediateThrowEvent>${handler(true, ESCALATION, 'hs h he')}${flows('start a t z')}`,
      'dead z',
    ],
  },
  'a cancelled transaction with what it undoes': {
    sound: `${ENDS}${users('c')}${sub('p', `<startEvent id="ps"/>${undone('a')}<endEvent id="px"><cancelEventDefinition/></endEvent>${flows('ps a px')}`, 'transaction')}
      ${boundary('b', 'p', '<cancelEventDefinition/>')}${flows('start p', 'b c end')}`,
  },
  'an event sub-process that undoes': {
    sound: `<startEvent id="start"/>${sub('p', `<startEvent id="ps"/>${users('a')}<endEvent id="pe"/>${UNDOING}${flows('ps a pe')}`)}<endEvent id="end">${COMPENSATE}</endEvent>${flows('start p end')}`,
    broken: [
      `${ENDS}${sub('p', `<startEvent id="ps"/>${users('a')}<endEvent id="pe"/>${UNDOING}${flows('ps a pe')}`)}${flows('start p end')}`,
      'never-undone es',
    ],
  },
  'conditions that say what they are': {
    sound: `${ENDS}${users('a')}<exclusiveGateway id="g"/>${flowIf('g', 'a', 'f')}${flowIf('g', 'end', 'true')}${flows('start g', 'a end')}`,
    broken: [
      `${ENDS}${users('a')}<exclusiveGateway id="g"/>${flowIf('g', 'end', 'true')}${flowIf('g', 'a', 'f')}${flows('start g', 'a end')}`,
      'dead a',
    ],
  },
  'a timer that interrupts': {
    sound: `${ENDS}${users('a', 'l')}${boundary('b', 'a', TIMER)}${flows('start a end', 'b l end')}`,
    broken: [
      `${ENDS}${users('a', 'l')}${join('j')}${boundary('b', 'a', TIMER)}${flows('start a j end', 'b l j')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'a reminder that a join counts on': {
    sound: `${ENDS}${users('a', 'r')}<endEvent id="told"/>${boundary('b', 'a', TIMER, false)}${flows('start a end', 'b r told')}`,
    broken: [
      `${ENDS}${users('a', 'r')}${join('j')}${boundary('b', 'a', TIMER, false)}${flows('start a j end', 'b r j')}`,
      'deadlock j',
    ],
  },
  'a transaction': {
    sound: `${ENDS}${users('c')}${sub('p', `<startEvent id="ps"/>${users('a')}${choice('g', 'pe')}<endEvent id="pe"/><endEvent id="px"><cancelEventDefinition/></endEvent>${flows('ps a g pe')}${flowIf('g', 'px', 'f')}`, 'transaction')}
      ${boundary('b', 'p', '<cancelEventDefinition/>')}${flows('start p end', 'b c end')}`,
    broken: [
      `${ENDS}${users('c')}${join('j')}${sub('p', `<startEvent id="ps"/>${users('a')}${choice('g', 'pe')}<endEvent id="pe"/><endEvent id="px"><cancelEventDefinition/></endEvent>${flows('ps a g pe')}${flowIf('g', 'px', 'f')}`, 'transaction')}
      ${boundary('b', 'p', '<cancelEventDefinition/>')}${flows('start p j end', 'b c j')}`,
      'deadlock j',
      'dead end',
    ],
  },
  compensation: {
    sound: `<startEvent id="start"/>${undone('a')}${users('b')}<endEvent id="end">${COMPENSATE}</endEvent>${flows('start a b end')}`,
    broken: [`${ENDS}${undone('a')}${flows('start a end')}`, 'never-undone undo_a'],
  },
  links: {
    sound: `${ENDS}${users('a')}<intermediateThrowEvent id="go"><linkEventDefinition name="L"/></intermediateThrowEvent>
      <intermediateCatchEvent id="land"><linkEventDefinition name="L"/></intermediateCatchEvent>${flows('start a go', 'land end')}`,
    broken: [
      `${ENDS}${users('a', 'b')}${choice('g', 'b')}${join('j')}<intermediateThrowEvent id="go"><linkEventDefinition name="L"/></intermediateThrowEvent>
      <intermediateCatchEvent id="land"><linkEventDefinition name="L"/></intermediateCatchEvent>${flows('start a g b j end', 'land j')}${flowIf('g', 'go', 'f')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'an ad-hoc sub-process': {
    sound: `${ENDS}<adHocSubProcess id="p">${users('a', 'b')}<completionCondition>done</completionCondition></adHocSubProcess>${flows('start p end')}`,
    broken: [
      `${ENDS}${users('x')}${choice('g', 'p')}${join('j')}<adHocSubProcess id="p">${users('a', 'b')}<completionCondition>done</completionCondition></adHocSubProcess>
      ${flows('start g p j end', 'x j')}${flowIf('g', 'x', 'f')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'a standard loop': {
    sound: `${ENDS}<userTask id="a"><standardLoopCharacteristics><loopCondition>again</loopCondition></standardLoopCharacteristics></userTask>${flows('start a end')}`,
    broken: [
      `${ENDS}${users('x')}${choice('g', 'a')}${join('j')}<userTask id="a"><standardLoopCharacteristics><loopCondition>again</loopCondition></standardLoopCharacteristics></userTask>
      ${flows('start g a j end', 'x j')}${flowIf('g', 'x', 'f')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'a multi-instance': {
    sound: `${ENDS}<userTask id="a"><multiInstanceLoopCharacteristics tb:collection="=list"/></userTask>${flows('start a end')}`,
    broken: [
      `${ENDS}${join('j')}<subProcess id="p"><multiInstanceLoopCharacteristics tb:collection="=list"/><startEvent id="ps"/>${users('a', 'b')}${choice('g', 'a')}${join('pj')}<endEvent id="pe"/>${flows('ps g a pj pe', 'b pj')}${flowIf('g', 'b', 'f')}</subProcess>
      <parallelGateway id="s"/>${flows('start s p j end', 's j')}`,
      'deadlock pj',
      'dead pe',
    ],
  },
  'a start quantity': {
    sound: `${ENDS}<parallelGateway id="s"/>${users('a', 'b')}<userTask id="c" startQuantity="2"/>${flows('start s a c end', 's b c')}`,
    broken: [
      `${ENDS}${users('a')}<userTask id="c" startQuantity="2"/>${flows('start a c end')}`,
      'deadlock c',
      'dead end',
    ],
  },
  'a completion quantity': {
    sound: `${ENDS}<userTask id="a" completionQuantity="2"/><userTask id="c" startQuantity="2"/>${flows('start a c end')}`,
    broken: [
      `${ENDS}<userTask id="a" completionQuantity="3"/><userTask id="c" startQuantity="2"/>${flows('start a c end')}`,
      'deadlock c',
    ],
  },
  'a complex gateway': {
    sound: `${ENDS}<parallelGateway id="s"/>${users('a', 'b', 'c')}<complexGateway id="g"><activationCondition>activationCount &gt;= 2</activationCondition></complexGateway>
      ${flows('start s a g end', 's b g', 's c g')}`,
    broken: [
      `${ENDS}${users('a', 'b')}${choice('x', 'a')}<complexGateway id="g"><activationCondition>activationCount &gt;= 2</activationCondition></complexGateway>
      ${flows('start x a g end', 'b g')}${flowIf('x', 'b', 'f')}`,
      'deadlock g',
      'dead end',
    ],
  },
  'an inclusive split and its join': {
    sound: `${ENDS}<inclusiveGateway id="s" default="s_a"/><inclusiveGateway id="j"/>${users('a', 'b', 'c')}
      ${flows('start s a j end', 'b j', 'c j')}${flowIf('s', 'b', 'f')}${flowIf('s', 'c', 'g')}`,
    broken: [
      `${ENDS}<inclusiveGateway id="s" default="s_a"/>${join('j')}${users('a', 'b')}
      ${flows('start s a j end', 'b j')}${flowIf('s', 'b', 'f')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'several start events': {
    sound: `${ENDS}<startEvent id="other"><messageEventDefinition messageRef="m"/></startEvent>${users('a')}${flows('start a end', 'other a')}`,
    broken: [
      `${ENDS}<startEvent id="other"><messageEventDefinition messageRef="m"/></startEvent>${users('a', 'b')}${join('j')}${flows('start a j end', 'other b j')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'an instantiating receive task': {
    sound: `<endEvent id="end"/><receiveTask id="r" messageRef="m" instantiate="true"/>${users('a')}${flows('r a end')}`,
    broken: [
      `<endEvent id="end"/><receiveTask id="r" messageRef="m" instantiate="true"/><receiveTask id="q" messageRef="n" instantiate="true"/>${join('j')}
      ${flows('r j end', 'q j')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'an instantiating parallel event-based gateway': {
    sound: `<endEvent id="end"/>${join('j')}${PARALLEL}${flows('g c1 j end', 'g c2 j')}`,
    broken: [
      `<endEvent id="end"/>${users('a')}${choice('x', 'end')}${join('j')}${PARALLEL}${flows('g c1 j end', 'g c2 x', 'x end', 'a j')}${flowIf('x', 'a', 'f')}`,
      'deadlock j',
    ],
  },
  'an instantiating event-based gateway': {
    sound: `<endEvent id="end"/><eventBasedGateway id="g" instantiate="true"/><intermediateCatchEvent id="c1"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
      <intermediateCatchEvent id="c2"><messageEventDefinition messageRef="n"/></intermediateCatchEvent>${flows('g c1 end', 'g c2 end')}`,
    broken: [
      `<endEvent id="end"/>${join('j')}<eventBasedGateway id="g" instantiate="true"/><intermediateCatchEvent id="c1"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
      <intermediateCatchEvent id="c2"><messageEventDefinition messageRef="n"/></intermediateCatchEvent>${flows('g c1 j end', 'g c2 j')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'an event-based gateway': {
    sound: `${ENDS}<eventBasedGateway id="g"/><intermediateCatchEvent id="c1">${TIMER}</intermediateCatchEvent>
      <intermediateCatchEvent id="c2"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>${flows('start g c1 end', 'g c2 end')}`,
    broken: [
      `${ENDS}${join('j')}<eventBasedGateway id="g"/><intermediateCatchEvent id="c1">${TIMER}</intermediateCatchEvent>
      <intermediateCatchEvent id="c2"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>${flows('start g c1 j end', 'g c2 j')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'a terminate inside a sub-process': {
    sound: `${ENDS}${sub('p', `<startEvent id="ps"/><parallelGateway id="s"/>${users('a', 'b')}${join('pj')}<endEvent id="pe"/><endEvent id="px"><terminateEventDefinition/></endEvent>${choice('g', 'pj')}${flows('ps s a g pj pe', 's b pj')}${flowIf('g', 'px', 'f')}`)}
      ${flows('start p end')}`,
    broken: [
      `${ENDS}${sub('p', `<startEvent id="ps"/><parallelGateway id="s"/>${users('a', 'b')}${join('pj')}<endEvent id="pe"/><endEvent id="px"/>${choice('g', 'pj')}${flows('ps s a g pj pe', 's b pj')}${flowIf('g', 'px', 'f')}`)}
      ${flows('start p end')}`,
      'deadlock pj',
    ],
  },
  'conditions on the flows of an activity': {
    sound: `${ENDS}<userTask id="a" default="a_b"/>${users('b', 'c')}<inclusiveGateway id="j"/>${flows('start a b j end', 'c j')}${flowIf('a', 'c', 'f')}`,
    broken: [
      `${ENDS}<userTask id="a" default="a_b"/>${users('b', 'c')}${join('j')}${flows('start a b j end', 'c j')}${flowIf('a', 'c', 'f')}`,
      'deadlock j',
      'dead end',
    ],
  },
  'a split without a gateway': {
    sound: `${ENDS}${users('a', 'b', 'c')}${join('j')}${flows('start a b j end', 'a c j')}`,
    broken: [
      `${ENDS}${users('a', 'b', 'c')}${join('j')}${flows('start a b j end', 'c j')}${flows('a end')}${choice('g', 'c')}${flows('b g c')}${flowIf('g', 'end', 'f')}`,
      'deadlock j',
    ],
  },
  'a call activity': {
    sound: `${ENDS}${users('l')}<callActivity id="a" calledElement="other"/>${boundary('b', 'a', ERROR)}${flows('start a end', 'b l end')}`,
    broken: [
      `${ENDS}${users('l')}${join('j')}<callActivity id="a" calledElement="other"/>${boundary('b', 'a', ERROR)}${flows('start a j end', 'b l j')}`,
      'deadlock j',
      'dead end',
    ],
  },
};

describe('soundness of each element', () => {
  const found = async (body: string): Promise<string[]> =>
    checkSoundness(await graphOf(body, { definitions: DEFINITIONS })).findings.map(
      ({ kind, elementId }) => `${kind} ${elementId}`,
    );

  for (const [name, { sound, broken }] of Object.entries(MODELS)) {
    it(`should find nothing wrong with ${name}`, async () => {
      expect(await found(sound)).to.deep.equal([]);
    });

    if (!broken) continue;
    const [body, ...expected] = broken;

    it(`should find what is wrong with ${name}`, async () => {
      expect(await found(body)).to.deep.equal(expected);
    });
  }

  for (const [name, host] of Object.entries(HOSTS)) {
    it(`should follow a timer on the border of a ${name}`, async () => {
      const late = (paths: readonly string[], more: string) =>
        `${ENDS}${host}${users('l')}${more}${boundary('b', 'a', TIMER)}${flows(...paths)}`;

      expect(await found(late(['start a end', 'b l end'], ''))).to.deep.equal([]);
      expect(await found(late(['start a j end', 'b l j'], join('j')))).to.deep.equal(['deadlock j', 'dead end']);
    });
  }

  it('should find the border of what never waits dead', async () => {
    const body = `${ENDS}<manualTask id="a"/>${users('l')}${boundary('b', 'a', TIMER)}${flows('start a end', 'b l end')}`;

    expect(await found(body)).to.deep.equal(['dead l']);
  });
});
