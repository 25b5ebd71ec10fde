/** What cannot run truly is refused when it is deployed: by element, line and reason, and nothing of the deployment stays. */
import { expect } from 'chai';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import {
  boundary,
  catching,
  date,
  duration,
  end,
  error,
  escalation,
  gateway,
  link,
  message,
  script,
  start,
  task,
  terminate,
  throwing,
  user,
} from './support/shapes.ts';

interface Refusal {
  readonly name: string;
  readonly body: string;
  readonly rule: string;
  readonly at?: string | null;
  readonly definitions?: string;
}

const LINE = [start(), end(), flows('start end')].join('');
const through = (element: string): string => [start(), element, end(), flows('start q end')].join('');
const refs = '<message id="M" name="m"/><error id="E" errorCode="E"/><escalation id="S" escalationCode="S"/>';

const OUT_OF_SCOPE: readonly Refusal[] = [
  {
    name: 'an ad-hoc sub-process without end',
    body: through('<adHocSubProcess id="q"><task id="a"/></adHocSubProcess>'),
    rule: 'completion-condition-missing',
  },
  {
    name: 'a cancel end event',
    body: [start(), end('q', '<cancelEventDefinition/>'), flows('start q')].join(''),
    rule: 'cancel-in-transaction',
  },
  {
    name: 'a compensation handler of nothing',
    body: `${LINE}<task id="q" isForCompensation="true"/>`,
    rule: 'compensation-handler',
  },
  { name: 'too many tokens at once', body: through('<task id="q" startQuantity="200"/>'), rule: 'quantities' },
  {
    name: 'a global task without script',
    body: LINE,
    definitions: '<globalScriptTask id="q" name="g"/>',
    rule: 'script-missing',
  },
  {
    name: 'a choice of data inputs',
    body: through('<task id="q"><ioSpecification><inputSet/><inputSet/><outputSet/></ioSpecification></task>'),
    rule: 'data-flow',
  },
  { name: 'a choreography', body: LINE, definitions: '<choreography id="q"/>', rule: 'unsupported-element' },
  {
    name: 'a script in another language',
    body: through('<scriptTask id="q" scriptFormat="groovy"><script>1</script></scriptTask>'),
    rule: 'script-format',
  },
  {
    name: 'an event of a multi-instance activity that its behavior does not use',
    body: through(
      '<userTask id="q"><multiInstanceLoopCharacteristics noneBehaviorEventRef="ev"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>',
    ),
    definitions: '<messageEventDefinition id="ev" messageRef="M"/>',
    rule: 'loop-behavior',
  },
];

const AGAINST_THE_STANDARD: readonly Refusal[] = [
  {
    name: 'an error caught by an intermediate event',
    body: through(catching('q', error('E'))),
    rule: 'unsupported-event-position',
  },
  {
    name: 'an error that starts a process',
    body: [start('q', error('E')), end(), flows('q end')].join(''),
    rule: 'unsupported-event-position',
  },
  {
    name: 'an error border event that does not interrupt',
    body: [start(), user('a'), boundary('q', 'a', error('E'), false), end(), flows('start a end', 'q end')].join(''),
    rule: 'unsupported-event-position',
  },
  {
    name: 'an escalation caught by an intermediate event',
    body: through(catching('q', escalation('S'))),
    rule: 'unsupported-event-position',
  },
  {
    name: 'a timer at the end',
    body: [start(), end('q', date('2030-01-01T00:00:00Z')), flows('start q')].join(''),
    rule: 'unsupported-event-position',
  },
  { name: 'a terminate event on the way', body: through(throwing('q', terminate)), rule: 'unsupported-event-position' },
  {
    name: 'an intermediate catch event of nothing',
    body: through(catching('q', '')),
    rule: 'unsupported-event-position',
  },
  {
    name: 'a link without partner',
    body: [start(), throwing('q', link('L')), flows('start q')].join(''),
    rule: 'link-pairs',
  },
  {
    name: 'a flow into a start event',
    body: [start('q'), task('a'), end(), flows('q a end', 'a q')].join(''),
    rule: 'event-flows',
  },
  {
    name: 'a flow into a border event',
    body: [start(), user('a'), boundary('q', 'a', duration('PT1H')), end(), flows('start a end', 'a q end')].join(''),
    rule: 'boundary-attachment',
  },
  {
    name: 'a border event at nothing',
    body: [start(), user('a'), boundary('q', 'nowhere', duration('PT1H')), end(), flows('start a end', 'q end')].join(
      '',
    ),
    rule: 'unresolved-reference',
  },
  {
    name: 'a flow to nowhere',
    body: `${LINE}<task id="a"/><sequenceFlow id="q" sourceRef="a" targetRef="nowhere"/>`,
    rule: 'unresolved-reference',
  },
  {
    name: 'a flow across the border of a scope',
    body: `${start()}<subProcess id="sub">${start('s')}${task('t')}${end('e')}${flows('s t e')}</subProcess>${end()}${flows('start sub end')}<sequenceFlow id="q" sourceRef="t" targetRef="end"/>`,
    rule: 'flow-crosses-scope',
  },
  {
    name: 'a condition on the default flow',
    body: [
      start(),
      gateway('exclusive', 'g', 'default="g_a"'),
      user('a'),
      end(),
      flows('start g end', 'a end'),
      flowIf('g', 'a', 'x'),
    ].join(''),
    rule: 'default-flow',
    at: 'g_a',
  },
  {
    name: 'a condition behind a parallel gateway',
    body: [
      start(),
      gateway('parallel', 'g'),
      user('a'),
      end(),
      flows('start g end', 'a end'),
      flowIf('g', 'a', 'x'),
    ].join(''),
    rule: 'flow-condition',
    at: 'g_a',
  },
  {
    name: 'a choice without condition',
    body: [start(), gateway('exclusive', 'g'), user('a'), user('b'), end(), flows('start g a end', 'g b end')].join(''),
    rule: 'gateway-flow-without-condition',
    at: 'g_a',
  },
  {
    name: 'an event-based gateway before a task',
    body: [
      start(),
      gateway('eventBased', 'g'),
      catching('c', message('M')),
      task('q'),
      end(),
      flows('start g c end', 'g q end'),
    ].join(''),
    rule: 'event-gateway-targets',
  },
  {
    name: 'a message event without message',
    body: through(catching('q', '<messageEventDefinition/>')),
    rule: 'message-without-name',
  },
  {
    name: 'a signal event without signal',
    body: through(catching('q', '<signalEventDefinition/>')),
    rule: 'signal-without-name',
  },
  {
    name: 'a timer without time',
    body: through(catching('q', '<timerEventDefinition/>')),
    rule: 'timer-without-value',
  },
  { name: 'a time that is none', body: through(catching('q', duration('tomorrow'))), rule: 'timer-invalid' },
  {
    name: 'a day that does not exist',
    body: through(catching('q', date('2030-02-30T00:00:00Z'))),
    rule: 'timer-invalid',
  },
  { name: 'a call of nothing', body: through('<callActivity id="q"/>'), rule: 'call-without-target' },
  { name: 'a service task without work', body: through('<serviceTask id="q"/>'), rule: 'topic-missing' },
  {
    name: 'a loop over nothing',
    body: through('<userTask id="q"><multiInstanceLoopCharacteristics/></userTask>'),
    rule: 'multi-instance-items',
  },
  {
    name: 'a time limit without unit',
    body: through('<userTask id="q"><extensionElements><tb:limit value="5"/></extensionElements></userTask>'),
    rule: 'limit-without-unit',
  },
  { name: 'an id used twice', body: `${through(user('q'))}${user('q')}`, rule: 'duplicate-id' },
  { name: 'an unknown element', body: `${LINE}<fancyTask id="q"/>`, rule: 'unknown-element' },
  { name: 'an unknown attribute', body: through('<task id="q" fancy="1"/>'), rule: 'unknown-attribute' },
  { name: 'an expression with a syntax error', body: through(script('q', '1 +', 'x')), rule: 'expression-invalid' },
  {
    name: 'an expression with an unknown function',
    body: through(script('q', 'system(1)', 'x')),
    rule: 'expression-invalid',
  },
  {
    name: 'an expression of another language',
    body: through(script('q', '#{1 + 1}', 'x')),
    rule: 'expression-invalid',
  },
  { name: 'a comparison of another language', body: through(script('q', 'a == 3', 'x')), rule: 'expression-invalid' },
];

describe('acceptance/refusals', () => {
  const engine = useEngine();

  for (const [group, cases] of Object.entries({ OUT_OF_SCOPE, AGAINST_THE_STANDARD })) {
    describe(group.toLowerCase().replaceAll('_', ' '), () => {
      for (const { name, body, rule, at = 'q', definitions = '' } of cases) {
        it(`should refuse ${name}`, async () => {
          const key = engine.newKey();
          const { status, body: problem } = await engine.tryToDeploy(
            bpmn(body, { key, definitions: refs + definitions }),
          );

          expect(status).to.equal(422);
          expect(problem.code).to.equal('deployment-invalid');
          const found = problem.problems.find(
            (each: { rule: string; elementId: string }) => each.rule === rule && each.elementId === at,
          );
          expect(found, JSON.stringify(problem.problems)).to.include({ severity: 'error', resource: 'model-0.bpmn' });
          expect(found.line).to.be.greaterThan(2);
          expect(found.message).to.match(/^Expected .+\.$/s);
          expect((await engine.admin.get(`/process-definitions?key=${key}`)).body.items).to.deep.equal([]);
        });
      }
    });
  }

  it('should name all that is wrong at once, in the language of the reader', async () => {
    const body = [start(), '<callActivity id="a"/>', '\n<serviceTask id="b"/>', end(), flows('start a b end')].join('');
    const input = { name: '部署', resources: [{ name: 'a.bpmn', content: bpmn(body) }] };

    const chinese = await engine.admin.with({ 'accept-language': 'zh-CN' }).post('/deployments', input);

    const problems: { elementId: string; line: number; message: string }[] = chinese.body.problems;
    expect(problems.map(({ elementId }) => elementId)).to.deep.equal(['a', 'b']);
    expect((problems[1]?.line ?? 0) - (problems[0]?.line ?? 0)).to.equal(1);
    for (const text of [chinese.body.detail, ...problems.map(({ message: each }) => each)])
      expect(text).to.match(/\p{Script=Han}/u);
  });

  it('should deploy all of the files or none', async () => {
    const good = engine.newKey();
    const files = [bpmn(LINE, { key: good }), bpmn(through('<callActivity id="q"/>'), { key: engine.newKey() })];

    const { status, body } = await engine.tryToDeploy(...files);

    expect(status).to.equal(422);
    expect(body.problems[0]).to.include({ resource: 'model-1.bpmn', elementId: 'q' });
    expect((await engine.admin.get(`/process-definitions?key=${good}`)).body.items).to.deep.equal([]);
  });

  it('should only check where it is asked to check', async () => {
    const key = engine.newKey();
    const resources = [{ name: 'a.bpmn', content: bpmn(through('<callActivity id="q"/>'), { key }) }];

    const { status, body } = await engine.admin.post('/deployments/check', { name: 'check', resources });

    expect(status).to.equal(200);
    expect(body.problems[0]).to.include({ rule: 'call-without-target', elementId: 'q' });
  });

  it('should refuse a process that does not say that it can be executed', async () => {
    for (const value of ['', 'isExecutable="false"']) {
      const xml = bpmn(LINE, { key: 'q' }).replace('isExecutable="true"', value);
      const { body } = await engine.tryToDeploy(xml);
      expect(body.problems[0]).to.include({ rule: 'executable-required', elementId: 'q' });
    }
  });

  it('should warn, and no more, where an assignee is missing', async () => {
    const key = engine.newKey();
    const reply = await engine.deploy(bpmn([start(), user('u'), end(), flows('start u end')].join(''), { key }));

    expect(reply.body.warnings).to.have.lengthOf(1);
    expect(reply.body.warnings[0]).to.include({ rule: 'assignment-missing', severity: 'warning', elementId: 'u' });
  });
});
