import { expect } from 'chai';
import { scopeOf } from '../../engine/feel/compile.ts';
import { compileDeployed, compileModel } from '../../engine/model/compile.ts';
import type { EventSpec, FlowNode, ModelValue, ProcessGraph } from '../../engine/model/graph.ts';
import { bpmn, compileClean, flowIf, flows, graphOf } from '../support/bpmn.ts';

const node = (graph: ProcessGraph, id: string): FlowNode => graph.nodes[graph.byId.get(id) ?? -1] as FlowNode;

const idsOf = (graph: ProcessGraph, indexes: readonly number[]) => indexes.map((index) => graph.nodes[index]?.id);

const flowIds = (graph: ProcessGraph, indexes: readonly number[]) => indexes.map((index) => graph.flows[index]?.id);

/** A value as it is written: the text, or the FEEL source. */
const written = (value: ModelValue | null | undefined): string | null =>
  value ? (value.kind === 'literal' ? value.text : value.expression.source) : null;

const literal = (text: string): ModelValue => ({ kind: 'literal', text });

const extended = (type: string, inside: string, attributes = '') =>
  `<${type} id="a" ${attributes}><extensionElements>${inside}</extensionElements></${type}>`;

describe('model/compile deployed', () => {
  const REFUSED = `<startEvent id="s"/><exclusiveGateway id="g"/><userTask id="a"/><complexGateway id="late"/><endEvent id="e"/>${flows('s g')}${flowIf('g', 'a', 'n == 1')}${flows('a e')}`;

  it('should not refuse again what was accepted once', async () => {
    const xml = bpmn(REFUSED);

    const now = await compileModel(xml);
    const graphs = await compileDeployed(xml);

    expect(now.graphs).to.deep.equal([]);
    expect(graphs.map(({ key }) => key)).to.deep.equal(['process']);
  });

  it('should let an expression that no longer compiles fail where it is evaluated, never pass', async () => {
    const [graph] = await compileDeployed(bpmn(REFUSED));

    const condition = graph?.flows.find(({ condition: found }) => found !== null)?.condition;
    const outcome = condition?.evaluate(scopeOf({ n: 1 }));

    expect(outcome).to.have.property('ok', false);
    expect(outcome).to.have.nested.property('failure.code', 'expression-invalid');
  });
});

describe('model/compile', () => {
  describe('topology', () => {
    it('should number scopes before what is in them, in document order', async () => {
      const graph = await graphOf('<subProcess id="sub"><task id="in"/></subProcess><task id="after"/>');

      expect(graph.nodes.map(({ id, index, parent }) => [id, index, parent])).to.deep.equal([
        ['process', 0, -1],
        ['sub', 1, 0],
        ['in', 2, 1],
        ['after', 3, 0],
      ]);
      expect(idsOf(graph, node(graph, 'process').children)).to.deep.equal(['sub', 'after']);
      expect(idsOf(graph, node(graph, 'sub').starts)).to.deep.equal(['in']);
    });

    it('should take flows from sequence flows alone, whatever incoming and outgoing say', async () => {
      const graph = await graphOf(
        `<task id="a"><outgoing>b_c</outgoing></task><task id="b"/><task id="c"/>${flows('a b c')}`,
      );

      expect(flowIds(graph, node(graph, 'a').outgoing)).to.deep.equal(['a_b']);
      expect(flowIds(graph, node(graph, 'b').incoming)).to.deep.equal(['a_b']);
      expect(flowIds(graph, node(graph, 'b').outgoing)).to.deep.equal(['b_c']);
    });

    it('should keep the order of flows in the file, conditions and the default', async () => {
      const graph = await graphOf(`<exclusiveGateway id="x" default="x_c"/><task id="a"/><task id="b"/><task id="c"/>
        ${flowIf('x', 'b', 'n > 1')}${flows('x c')}${flowIf('x', 'a', '=n > 0')}`);

      const gateway = node(graph, 'x');
      expect(flowIds(graph, gateway.outgoing)).to.deep.equal(['x_b', 'x_c', 'x_a']);
      expect(gateway.outgoing.map((flow) => graph.flows[flow]?.condition?.source ?? null)).to.deep.equal([
        'n > 1',
        null,
        '=n > 0',
      ]);
      expect(flowIds(graph, [gateway.defaultFlow ?? -1])).to.deep.equal(['x_c']);
    });

    it('should start a scope at its none start event, else at what nothing leads to', async () => {
      const graph =
        await graphOf(`<startEvent id="start"/><startEvent id="timed"><timerEventDefinition><timeCycle>R/P1D</timeCycle>
        </timerEventDefinition></startEvent><subProcess id="sub"><task id="a"/><task id="b"/><task id="c"/>
        <boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
        ${flows('b c', 'late c')}</subProcess><endEvent id="end"/>${flows('start sub end', 'timed sub')}`);

      expect(idsOf(graph, node(graph, 'process').starts)).to.deep.equal(['start']);
      expect(idsOf(graph, node(graph, 'sub').starts)).to.deep.equal(['a', 'b']);
    });

    it('should attach boundary events and find event sub-processes', async () => {
      const graph = await graphOf(
        `<task id="a"/><boundaryEvent id="stop" attachedToRef="a"><errorEventDefinition/></boundaryEvent>
        <boundaryEvent id="tell" attachedToRef="a" cancelActivity="false"><escalationEventDefinition/></boundaryEvent><task id="b"/>
        <subProcess id="on" triggeredByEvent="true"><startEvent id="s" isInterrupting="false"><signalEventDefinition signalRef="g"/></startEvent></subProcess>
        <subProcess id="off" triggeredByEvent="true"><startEvent id="t"><signalEventDefinition signalRef="g"/></startEvent></subProcess>
        ${flows('stop b', 'tell b')}`,
        { definitions: '<signal id="g" name="G"/>' },
      );

      expect(idsOf(graph, node(graph, 'a').boundaries)).to.deep.equal(['stop', 'tell']);
      expect(idsOf(graph, [node(graph, 'stop').attachedTo ?? -1])).to.deep.equal(['a']);
      expect(idsOf(graph, node(graph, 'process').eventSubProcesses)).to.deep.equal(['on', 'off']);
      expect(node(graph, 'on').starts).to.deep.equal([]);
      expect(['stop', 'tell', 's', 't'].map((id) => node(graph, id).interrupting)).to.deep.equal([
        true,
        false,
        false,
        true,
      ]);
    });

    it('should place nodes in their innermost lane', async () => {
      const graph =
        await graphOf(`<laneSet id="l"><lane id="outer" name="委办局"><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef>
        <childLaneSet id="m"><lane id="inner"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane></laneSet>
        <task id="a"/><task id="b"/><task id="c"/>`);

      expect(['a', 'b', 'c'].map((id) => node(graph, id).lane)).to.deep.equal(['委办局', 'inner', null]);
    });

    it('should give a graph per executable process', async () => {
      const { graphs } = await compileClean(
        bpmn('<task id="a"/>', {
          definitions: '<process id="first" name="One" isExecutable="true"><task id="b"/></process>',
        }),
      );

      expect(graphs.map(({ key, name }) => [key, name])).to.deep.equal([
        ['first', 'One'],
        ['process', ''],
      ]);
    });
  });

  describe('events', () => {
    const ROOTS = `<message id="m" name="M" tb:correlationKey="=common"/><signal id="g" name="=&quot;S&quot; + n"/>
      <error id="e" errorCode="E1"/><escalation id="x" escalationCode="X1"/>`;
    const eventsOf = async (event: string): Promise<readonly EventSpec[]> =>
      node(await graphOf(`${event}<task id="host"/><task id="next"/>`, { definitions: ROOTS }), 'a').events;
    const boundary = (inside: string, attributes = '') =>
      `<boundaryEvent id="a" attachedToRef="host" ${attributes}>${inside}</boundaryEvent>${flows('a next')}`;

    it('should let the event, then its definition, then the message say the correlation key', async () => {
      const catching = (event: string, definition: string) =>
        `<intermediateCatchEvent id="a" ${event}><messageEventDefinition messageRef="m" ${definition}/></intermediateCatchEvent>`;
      const keyOf = (events: readonly EventSpec[]) =>
        events[0]?.kind === 'message' ? written(events[0].correlationKey) : null;

      expect(keyOf(await eventsOf(catching('tb:correlationKey="=own"', '')))).to.equal('=own');
      expect(keyOf(await eventsOf(catching('', 'tb:correlationKey="fixed"')))).to.equal('fixed');
      expect(keyOf(await eventsOf(catching('', '')))).to.equal('=common');
    });

    it('should send messages from send tasks and receive them in receive tasks', async () => {
      const [sent] = await eventsOf('<sendTask id="a" messageRef="m" tb:timeToLive="PT1H"/>');
      const [received] = await eventsOf('<receiveTask id="a" messageRef="m"/>');

      expect(sent).to.deep.include({ kind: 'message', name: literal('M'), timeToLive: 'PT1H' });
      expect(received).to.deep.include({ kind: 'message', name: literal('M'), timeToLive: null });
    });

    it('should read names and timers as literals, and as FEEL where they start with =', async () => {
      const [signal] = await eventsOf('<endEvent id="a"><signalEventDefinition signalRef="g"/></endEvent>');
      const [timer] = await eventsOf(
        '<intermediateCatchEvent id="a"><timerEventDefinition><timeDate> 2030-01-01 </timeDate></timerEventDefinition></intermediateCatchEvent>',
      );

      expect(signal?.kind === 'signal' && written(signal.name)).to.equal('="S" + n');
      expect(timer).to.deep.equal({ kind: 'timer', timer: 'date', value: literal('2030-01-01') });
    });

    it('should catch errors and escalations by code, or all of them', async () => {
      const one = await eventsOf(boundary('<errorEventDefinition errorRef="e"/>', 'tb:codeVariable="code"'));
      const all = await eventsOf(boundary('<escalationEventDefinition tb:codeVariable="code"/>'));
      const thrown = await eventsOf('<endEvent id="a"><escalationEventDefinition escalationRef="x"/></endEvent>');

      expect(one).to.deep.equal([{ kind: 'error', code: 'E1', codeVariable: 'code' }]);
      expect(all).to.deep.equal([{ kind: 'escalation', code: null, codeVariable: 'code' }]);
      expect(thrown).to.deep.equal([{ kind: 'escalation', code: 'X1', codeVariable: null }]);
    });

    it('should read event definitions that are referred to', async () => {
      const graph = await graphOf('<endEvent id="a"><eventDefinitionRef>stop</eventDefinitionRef></endEvent>', {
        definitions: '<terminateEventDefinition id="stop"/>',
      });

      expect(node(graph, 'a').events).to.deep.equal([{ kind: 'terminate' }]);
    });
  });

  describe('work', () => {
    it('should read topic and retries of outside work', async () => {
      const plain = node(await graphOf('<serviceTask id="a" tb:topic="mail"/>'), 'a');
      const patient = node(await graphOf('<sendTask id="a" tb:topic="=channel" tb:retry="R5/PT30S"/>'), 'a');

      expect(plain.job).to.deep.equal({
        topic: literal('mail'),
        retry: { attempts: 3, delayMs: 10_000 },
        priority: null,
        purpose: null,
        giveUp: null,
      });
      expect(written(patient.job?.topic)).to.equal('=channel');
      expect(patient.job?.retry).to.deep.equal({ attempts: 5, delayMs: 30_000 });
    });

    it('should read what is called and in which version', async () => {
      const call = async (attributes: string) =>
        node(await graphOf(`<callActivity id="a" calledElement="other" ${attributes}/>`), 'a').call;

      expect(await call('')).to.deep.equal({ calledElement: literal('other'), binding: { kind: 'latest' } });
      expect((await call('tb:binding="deployment"'))?.binding).to.deep.equal({ kind: 'deployment' });
      expect((await call('tb:binding="version" tb:version="7"'))?.binding).to.deep.equal({
        kind: 'version',
        version: 7,
      });
      expect((await call('tb:binding="versionTag" tb:versionTag="v1"'))?.binding).to.deep.equal({
        kind: 'versionTag',
        tag: 'v1',
      });
    });

    it('should read scripts', async () => {
      const graph = await graphOf(
        '<scriptTask id="a" tb:resultVariable="r"><script><![CDATA[ 1 < 2 ]]></script></scriptTask>',
      );

      const { script } = node(graph, 'a');
      expect(script?.language === 'feel' && script.expression.source).to.equal('1 < 2');
      expect(script?.resultVariable).to.equal('r');
    });

    it('should read mappings in their order', async () => {
      const graph = await graphOf(
        extended(
          'task',
          '<tb:input source="=x + 1" target="y"/><tb:output source="done" target="state"/><tb:input source="2" target="z"/>',
        ),
      );

      const { inputs, outputs } = node(graph, 'a');
      expect(inputs.map(({ source, target }) => [written(source), target])).to.deep.equal([
        ['=x + 1', 'y'],
        ['2', 'z'],
      ]);
      expect(outputs).to.deep.equal([{ source: literal('done'), target: 'state' }]);
    });

    it('should read multi-instance and loop markers', async () => {
      const graph =
        await graphOf(`<task id="a"><multiInstanceLoopCharacteristics isSequential="true" tb:collection="items"
        tb:elementVariable="item" tb:outputCollection="results" tb:outputElement="=r"><completionCondition>n > 2</completionCondition>
        </multiInstanceLoopCharacteristics></task><task id="b"><standardLoopCharacteristics testBefore="true" loopMaximum="3">
        <loopCondition>again</loopCondition></standardLoopCharacteristics></task>`);

      const many = node(graph, 'a').loop;
      expect(many).to.deep.include({
        kind: 'multiInstance',
        sequential: true,
        cardinality: null,
        elementVariable: 'item',
      });
      if (many?.kind !== 'multiInstance') throw new Error('no multi-instance');
      expect([
        written(many.collection),
        many.outputCollection,
        written(many.outputElement),
        many.completionCondition?.source,
      ]).to.deep.equal(['items', 'results', '=r', 'n > 2']);
      expect(node(graph, 'b').loop).to.deep.include({ kind: 'standard', testBefore: true, maximum: 3 });
    });
  });

  describe('people', () => {
    const role = (name: string, expression: string) =>
      `<${name}><resourceAssignmentExpression><formalExpression>${expression}</formalExpression></resourceAssignmentExpression></${name}>`;
    const assignmentOf = async (inside: string) => {
      const { user } = node(await graphOf(`<userTask id="a">${inside}</userTask>`), 'a');
      return [user?.assignment.assignee, user?.assignment.users, user?.assignment.groups].map(written);
    };

    it('should read our assignment', async () => {
      const inside =
        '<extensionElements><tb:assignment assignee="=initiator" users="u1,u2" groups="窗口"/></extensionElements>';

      expect(await assignmentOf(inside)).to.deep.equal(['=initiator', 'u1,u2', '窗口']);
    });

    it('should read owners and performers of the standard', async () => {
      expect(await assignmentOf(role('potentialOwner', 'user(u1), group(g1), g2'))).to.deep.equal([
        null,
        'u1',
        'g1,g2',
      ]);
      expect(await assignmentOf(role('humanPerformer', 'u1'))).to.deep.equal([null, 'u1', null]);
      expect(await assignmentOf(role('potentialOwner', '=clerks') + role('humanPerformer', '=boss'))).to.deep.equal([
        null,
        '=boss',
        '=clerks',
      ]);
    });

    it('should read form, department, limit, operations and priority', async () => {
      const graph = await graphOf(
        extended(
          'userTask',
          '<tb:limit value="=days" unit="自然日"/>',
          'tb:form="review" tb:department="permits" tb:operations="complete, return" tb:priority="5"',
        ),
      );

      const user = node(graph, 'a').user;
      expect(user).to.deep.include({
        form: 'review',
        department: literal('permits'),
        operations: ['complete', 'return'],
        priority: literal('5'),
      });
      expect([written(user?.limit?.value), user?.limit?.unit]).to.deep.equal(['=days', 'calendarDay']);
    });

    it('should read what the process says of itself, and the form of its start', async () => {
      const graph = await graphOf(
        '<startEvent id="s" tb:form="apply"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>',
        {
          attributes:
            'name="办件" tb:owners="admin, group:leads" tb:starters="窗口，hall" tb:published="decision, reason" tb:versionTag="v1" tb:historyTtl="P10Y" tb:serviceItem="i" tb:inboxVariables="name, amount"',
        },
      );

      expect(graph).to.deep.include({ name: '办件', owners: ['admin', 'group:leads'], starters: ['窗口', 'hall'] });
      expect(graph.published).to.deep.equal(['decision', 'reason']);
      expect(graph.inboxVariables).to.deep.equal(['name', 'amount']);
      expect(graph).to.deep.include({ versionTag: 'v1', historyTtl: 'P10Y', serviceItem: 'i' });
      expect(node(graph, 's').startForm).to.equal('apply');
    });
  });

  it('should freeze the graph and give the same one for the same text', async () => {
    const body = `<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>${flows('s a e')}`;
    const [one, other] = [await graphOf(body), await graphOf(body)];

    expect(
      Object.isFrozen(one) && Object.isFrozen(one.nodes) && Object.isFrozen(one.nodes[2]?.user?.assignment),
    ).to.equal(true);
    expect(JSON.stringify(other)).to.equal(JSON.stringify(one));
    expect(JSON.stringify(one)).not.to.include('$type');
  });

  it('should report all problems at once, each at its line, in reading order and in both languages', async () => {
    const { problems, graphs } = await compileModel(
      bpmn(`<startEvent id="start"/>
<serviceTask id="work"/>
<scriptTask id="script">
  <script>1 +</script>
</scriptTask>
<sequenceFlow id="dangling" sourceRef="start" targetRef="nowhere"/>
  <correlationSubscription id="complex"/>
<userTask id="user" tb:colour="red"/>`),
    );

    expect(graphs).to.deep.equal([]);
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule, elementId, line, column }) => `${line}:${column} ${rule} ${elementId}`)).to.deep.equal([
      '6:1 topic-missing work',
      '7:1 expression-invalid script',
      '10:1 unresolved-reference dangling',
      '11:3 correlation complex',
      '12:1 unknown-extension user',
    ]);
    for (const { message } of problems) {
      expect(message.en).to.match(/^Expected /);
      expect(message.zh).to.match(/\p{Script=Han}/u);
    }
  });

  it('should name the element that is drawn, also where a part of it has an id, at the place of the part', async () => {
    const { problems } = await compileModel(
      bpmn(`<startEvent id="start">
<timerEventDefinition id="part"><timeDate id="inner">soon</timeDate></timerEventDefinition></startEvent>`),
    );

    const found = problems.find(({ rule }) => rule === 'timer-invalid');
    expect(found).to.deep.include({ elementId: 'start', line: 6, column: 1 });
  });

  it('should compile a model of 4,000 elements', async () => {
    const ids = Array.from({ length: 2000 }, (_, i) => `t${i}`);
    const graph = await graphOf(`${ids.map((id) => `<task id="${id}"/>`).join('')}${flows(ids.join(' '))}`);

    expect(graph.nodes).to.have.length(2001);
    expect(graph.flows).to.have.length(1999);
  });
});
