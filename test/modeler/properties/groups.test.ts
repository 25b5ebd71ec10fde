import { expect } from 'chai';
import type { ModelValue } from '../../../engine/model/graph.ts';
import { TASK_VERBS } from '../../../engine/tasks/verbs.ts';
import type { ListGroup } from '../../../modeler/properties/field.ts';
import { OPERATIONS, PROCEDURE_OPERATIONS } from '../../../modeler/properties/groups/operations.ts';
import { groupsOf, isList } from '../../../modeler/properties/groups.ts';
import { around, ModelEditor, model } from '../model-editor.ts';

const literal = (text: string): ModelValue => ({ kind: 'literal', text });
const USER_TASK = around('<bpmn:userTask id="it" />');

describe('modeler/properties: process', () => {
  const fields: [field: string, value: string, graph: Record<string, unknown>][] = [
    ['processName', '食品经营许可', { name: '食品经营许可' }],
    ['processNameEn', 'Food licence', { nameEn: 'Food licence' }],
    ['processKey', 'food-licence', { key: 'food-licence' }],
    ['versionTag', '2.1', { versionTag: '2.1' }],
    ['serviceItem', 'food', { serviceItem: 'food' }],
    ['withdrawal', 'false', { withdrawal: false }],
    ['starters', 'window, applicant', { starters: ['window', 'applicant'] }],
    ['owners', 'supervision', { owners: ['supervision'] }],
    ['published', 'decision, reason', { published: ['decision', 'reason'] }],
    ['inboxVariables', 'name, amount', { inboxVariables: ['name', 'amount'] }],
    ['historyTtl', 'P10Y', { historyTtl: 'P10Y' }],
  ];
  for (const [field, value, expected] of fields) {
    it(`should write ${field} so that the engine reads it`, async () => {
      const editor = await ModelEditor.open(USER_TASK);

      editor.write('main', field, value);

      expect(await editor.graph()).to.include.deep.keys(Object.keys(expected));
      expect({ ...(await editor.graph()) }).to.deep.include(expected);
    });
  }

  it('should write when the applicant may withdraw, also as an expression, which is checked while somebody types', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('main', 'withdrawal', '=moved != true');

    expect((await editor.graph()).withdrawal).to.deep.include({ kind: 'feel' });
    expect(editor.field('main', 'withdrawal').syntax).to.equal('value');
    editor.write('main', 'withdrawal', '=moved !');
    expect((await editor.compile()).problems.map(({ rule }) => rule)).to.include('expression-invalid');
    editor.write('main', 'withdrawal', 'sometimes');
    expect((await editor.compile()).problems.map(({ rule }) => rule)).to.include('withdrawal-invalid');
  });

  it('should make a process not executable, and executable again', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('main', 'executable', undefined);
    expect((await editor.compile()).problems.map(({ rule }) => rule)).to.include('executable-required');

    editor.write('main', 'executable', 'true');
    expect(editor.read('main', 'executable')).to.equal('true');
    expect((await editor.graph()).key).to.equal('main');
  });

  it('should show the process of a pool at the pool', async () => {
    const editor = await ModelEditor.open(
      USER_TASK.replace(
        '<bpmn:process ',
        '<bpmn:collaboration id="c"><bpmn:participant id="pool" processRef="main" /></bpmn:collaboration><bpmn:process ',
      ),
    );

    editor.write('pool', 'versionTag', '3');

    expect((await editor.graph()).versionTag).to.equal('3');
    expect(editor.shown('pool')).to.include.members(['name', 'id', 'processKey', 'processDocumentation']);
  });

  it('should refuse an id that is taken or no XML name', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const refuses = (value: string) => editor.field('it', 'id').refuses?.(value, editor.element('it'));

    expect(refuses('end')).to.equal('idTaken');
    expect(refuses('1a')).to.equal('idForm');
    expect(refuses('受理')).to.equal(undefined);
  });
});

describe('modeler/properties: user task', () => {
  it('should write who does it, and take the assignment away with its last part', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('it', 'groups', 'window');
    editor.write('it', 'users', '=officers');
    editor.write('it', 'assignee', 'li');
    editor.write('it', 'department', 'market');
    const { user } = await editor.node('it');

    expect(user?.assignment.assignee).to.deep.equal(literal('li'));
    expect(user?.assignment.groups).to.deep.equal(literal('window'));
    expect(user?.assignment.users?.kind).to.equal('feel');
    expect(user?.department).to.deep.equal(literal('market'));

    for (const field of ['groups', 'users', 'assignee', 'department']) editor.write('it', field, undefined);
    expect(await editor.xml()).not.to.match(/tb:assignment|extensionElements|tb:department/);
  });

  it('should write who works in a lane, and the tasks in it take it over', async () => {
    const editor = await ModelEditor.open(
      USER_TASK.replace(
        '<bpmn:startEvent',
        '<bpmn:laneSet id="set"><bpmn:lane id="lane" name="审查"><bpmn:flowNodeRef>it</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:startEvent',
      ),
    );
    expect(editor.shown('lane')).to.include.members(['assignee', 'groups', 'users', 'department']);

    editor.write('lane', 'groups', 'review');
    editor.write('lane', 'department', 'market');
    const { user } = await editor.node('it');

    expect(user?.assignment.groups).to.deep.equal(literal('review'));
    expect(user?.department).to.deep.equal(literal('market'));
    expect(user?.lane).to.equal('审查');
    for (const field of ['groups', 'department']) editor.write('lane', field, undefined);
    expect(await editor.xml()).not.to.match(/tb:assignment|extensionElements|tb:department/);
  });

  it('should write form, limit and priority', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('it', 'form', 'take-in');
    editor.write('it', 'limitValue', '5');
    editor.write('it', 'limitUnit', 'day');
    editor.write('it', 'priority', '80');
    const { user } = await editor.node('it');

    expect(user?.form).to.equal('take-in');
    expect(user?.limit).to.deep.include({ value: literal('5'), unit: 'calendarDay', clock: 'step' });
    expect(user?.priority).to.deep.equal(literal('80'));
  });

  it('should write the rules of a limit so that the engine reads them, and take them away again', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const written = {
      limitValue: '20',
      limitUnit: 'workingDay',
      startDayCounts: 'true',
      endOfDay: 'closing',
      lastDay: 'as-is',
      pausableBy: 'hearing, expert-review',
      extension: '10',
      extensions: '2',
      yellowFrom: '0.8',
      yellowDays: '2',
      basis: '行政许可法 42',
      limitDepartment: '=office',
      floor: 'full',
    };

    for (const [field, value] of Object.entries(written)) editor.write('it', field, value);
    const { user } = await editor.node('it');

    expect(user?.limit).to.deep.include({
      unit: 'workingDay',
      startDayCounts: true,
      endOfDay: 'closing',
      lastDay: 'as-is',
      pausableBy: ['hearing', 'expert-review'],
      extension: { n: 10, times: 2 },
      warning: { share: 0.8, days: 2 },
      basis: '行政许可法 42',
      floor: null,
    });
    for (const [field, value] of Object.entries(written)) expect(editor.read('it', field), field).to.equal(value);
    for (const field of Object.keys(written)) editor.write('it', field, undefined);
    expect(await editor.xml()).not.to.match(/tb:limit|extensionElements/);
  });

  it('should write limits of a process, one for each clock', async () => {
    const editor = await ModelEditor.open(around('<bpmn:userTask id="it" />'));
    const group = groupsOf(editor.element('main')).find(({ id }) => id === 'limits') as ListGroup;
    for (const [clock, value] of [
      ['statutory', '20'],
      ['promised', '15'],
    ] as const) {
      editor.apply(group.add(editor.element('main'), editor.create));
      const item = group.items(editor.element('main')).at(-1);
      if (!item) throw new Error('Expected an item, but there is none.');
      const write = (id: string, text: string) => {
        const found = group.fields.find((field) => field.id === id);
        editor.apply(found?.write(item, text, editor.create) ?? []);
      };
      write('limitClock', clock);
      write('limitValue', value);
      write('limitUnit', 'workingDay');
      write('startsAfter', 'it');
    }

    const [root] = (await editor.graph()).nodes;

    expect(root?.limits?.map(({ clock, value, startsAfter }) => [clock, value, startsAfter])).to.deep.equal([
      ['statutory', literal('20'), (await editor.node('it')).index],
      ['promised', literal('15'), (await editor.node('it')).index],
    ]);
  });

  it('should write the rungs of a ladder, and take them away again', async () => {
    const editor = await ModelEditor.open(around('<bpmn:userTask id="it" />'));
    editor.write('it', 'limitValue', '5');
    editor.write('it', 'limitUnit', 'workingDay');
    const group = groupsOf(editor.element('it')).find(({ id }) => id === 'ladder') as ListGroup;
    const rungs = [
      { rungAction: 'remind', rungUsed: '70%', rungTo: 'handler,lead', rungDaily: 'true' },
      { rungAction: 'pass', rungAfter: '0', rungUnit: 'workingDay', rungBasis: 'rule 12', rungName: 'silence' },
    ];
    for (const rung of rungs) {
      editor.apply(group.add(editor.element('it'), editor.create));
      const item = group.items(editor.element('it')).at(-1);
      if (!item) throw new Error('Expected a rung, but there is none.');
      for (const [id, text] of Object.entries(rung)) {
        const found = group.fields.find((field) => field.id === id);
        editor.apply(found?.write(item, text, editor.create) ?? []);
        expect(found?.read(item), id).to.equal(text);
      }
    }

    const { ladder } = await editor.node('it');
    expect(ladder?.map(({ id, when, action, daily, basis }) => ({ id, when, action, daily, basis }))).to.deep.equal([
      { id: 'rung1', when: { kind: 'used', share: 0.7 }, action: 'remind', daily: true, basis: null },
      {
        id: 'silence',
        when: { kind: 'after', n: 0, unit: 'workingDay' },
        action: 'pass',
        daily: false,
        basis: 'rule 12',
      },
    ]);
    for (const item of [...group.items(editor.element('it'))]) editor.apply(group.remove(editor.element('it'), item));
    expect(await editor.xml()).not.to.match(/tb:ladder|tb:rung/);
  });

  it('should write how several people decide together, and take it away again', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const written = {
      approvalRule: 'weighted',
      approvalOrder: 'sequence',
      approvalShare: '2/3',
      approvalBase: 'voted',
      approvalQuorum: '1/2',
      approvalAbstain: 'left-out',
      approvalRemoval: 'renormalises',
      approvalVeto: 'everybody',
      approvalWeights: '={wang: 2}',
    };

    for (const [field, value] of Object.entries(written)) editor.write('it', field, value);
    const { user } = await editor.node('it');

    expect(user?.approval).to.deep.include({
      rule: 'weighted',
      order: 'sequence',
      share: { numerator: 2n, denominator: 3n },
      base: 'voted',
      quorum: { numerator: 1n, denominator: 2n },
      abstain: 'left-out',
      removal: 'renormalises',
      veto: 'everybody',
    });
    for (const [field, value] of Object.entries(written)) expect(editor.read('it', field), field).to.equal(value);
    for (const field of Object.keys(written)) editor.write('it', field, undefined);
    expect(await editor.xml()).not.to.match(/tb:approval|extensionElements/);
  });

  it('should write who decides where a round does not agree, read it back and take it away again', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const written = { approvalRule: 'all', approvalAgainst: 'coordinator', approvalCoordinator: '=boss' };

    for (const [field, value] of Object.entries(written)) editor.write('it', field, value);
    const { user } = await editor.node('it');

    expect(user?.approval?.against).to.equal('coordinator');
    expect(user?.approval?.coordinator).to.include({ kind: 'feel' });
    for (const [field, value] of Object.entries(written)) expect(editor.read('it', field), field).to.equal(value);
    for (const field of Object.keys(written)) editor.write('it', field, undefined);
    expect(await editor.xml()).not.to.match(/tb:approval|extensionElements/);
  });

  /** Every field of the rules for people: where it is written, and what is written there. */
  const APPROVERS: readonly (readonly [string, string, RegExp])[] = [
    ['approverRule', 'superior', /rule="superior"/],
    ['approverRole', 'clerk', /role="clerk"/],
    ['approverPost', '=post', /post="=post"/],
    ['approverDepartment', 'market', / department="market"/],
    ['approverLevel', '2', /level="2"/],
    ['approverNode', 'before', /node="before"/],
    ['approverVariable', 'chosen', /variable="chosen"/],
    ['approverMatter', 'stall', /matter="stall"/],
    ['approverArea', '=area', /area="=area"/],
    ['approverNumber', '5', /number="5"/],
    ['approverConflicts', '=near', /conflicts="=near"/],
    ['approverEmpty', 'person', /empty="person"/],
    ['approverEmptyTo', 'zhou', /emptyTo="zhou"/],
    ['approverSelf', 'head', /self="head"/],
    ['approverRepeat', 'keep-last', /repeat="keep-last"/],
    ['decides', 'licence', /tb:decides="licence"/],
    ['separateFrom', 'a b', /tb:separateFrom="a b"/],
    ['fourEyes', 'true', /tb:fourEyes="true"/],
    ['inPerson', 'true', /tb:delegable="false"/],
  ];

  for (const [name, value, written] of APPROVERS) {
    it(`should write ${name}, read it back and take it away again`, async () => {
      const editor = await ModelEditor.open(USER_TASK);

      editor.write('it', name, value);

      expect(await editor.xml()).to.match(written);
      expect(editor.read('it', name)).to.equal(value);
      editor.write('it', name, undefined);
      expect(await editor.xml()).not.to.match(
        /tb:assignment|extensionElements|tb:decides|tb:separate|tb:four|tb:delegable/,
      );
    });
  }

  it('should write when a step has decided, as a condition, and only where something is decided', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const rules = async () => (await editor.compile()).problems.map(({ rule }) => rule);

    expect(editor.shown('it')).not.to.include('decidedWhen');
    editor.write('it', 'decides', 'licence');
    editor.write('it', 'decidedWhen', '=result = "grant"');
    expect((await editor.node('it')).user?.decidedWhen?.source).to.equal('=result = "grant"');

    editor.write('it', 'decidedWhen', 'granted');
    expect(await rules()).to.include('decided-when-invalid');
    editor.write('it', 'decidedWhen', '=1 + 1');
    expect(await rules()).to.include('expression-check');
    editor.write('it', 'decidedWhen', '=result = "grant"');
    editor.write('it', 'decides', undefined);
    expect(await rules()).to.include('extension-not-read');
  });

  it('should mean to the engine what the fields of the rules for people say', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    const written = {
      approverRule: 'superior',
      approverLevel: '2',
      approverEmpty: 'admin',
      approverSelf: 'head',
      decides: 'licence',
    };
    for (const [name, value] of Object.entries(written)) editor.write('it', name, value);
    const { user } = await editor.node('it');

    expect(user?.assignment.finding).to.deep.include({
      rule: 'superior',
      level: literal('2'),
      empty: 'admin',
      self: 'head',
    });
    expect(user?.decides).to.equal('licence');
  });

  const LINE = model(
    `<bpmn:startEvent id="start" /><bpmn:userTask id="before" /><bpmn:userTask id="it" /><bpmn:userTask id="later" />
     <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="before" /><bpmn:sequenceFlow id="f1" sourceRef="before" targetRef="it" />
     <bpmn:sequenceFlow id="f2" sourceRef="it" targetRef="later" />`,
  );
  const backwards: [field: string, value: string, spec: Record<string, unknown>][] = [
    ['returnTargets', 'before', { targets: ['before'] }],
    ['returnResubmit', 'straight', { resubmit: 'straight' }],
    ['returnSigners', 'onlyRejecter', { signers: 'onlyRejecter' }],
    ['returnSeat', 'before', { seat: 'before' }],
    ['returnApplicant', 'false', { applicant: false }],
    ['returnConsent', 'superior', { consent: literal('superior') }],
    ['retrieveUntil', 'strict', { retrieve: { until: 'strict', withinMs: null } }],
    ['retrieveWithin', 'PT2H', { retrieve: { until: 'untilOpened', withinMs: 7_200_000 } }],
    ['noSkip', 'true', { noSkip: true }],
    ['freeFlow', 'later', { freeFlow: ['later'] }],
  ];
  for (const [field, value, spec] of backwards) {
    it(`should write ${field} so that the engine reads it, and take it away again`, async () => {
      const editor = await ModelEditor.open(LINE);

      editor.write('it', field, value);

      expect((await editor.node('it')).user?.backwards).to.deep.include(spec);
      expect(editor.read('it', field)).to.equal(value);
      editor.write('it', field, undefined);
      expect((await editor.node('it')).user?.backwards).to.equal(undefined);
      expect(await editor.xml()).not.to.match(/tb:|extensionElements/);
    });
  }

  it('should show a unit that is written in Chinese as the same choice', async () => {
    const editor = await ModelEditor.open(
      around(
        '<bpmn:userTask id="it"><bpmn:extensionElements><tb:limit value="3" unit="自然日" /></bpmn:extensionElements></bpmn:userTask>',
      ),
    );

    expect(editor.read('it', 'limitUnit')).to.equal('day');
  });

  it('should restrict the operations, and say nothing when all are admitted', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('it', 'operation-reject', undefined);
    expect((await editor.node('it')).user?.operations).to.deep.equal(OPERATIONS.filter((verb) => verb !== 'reject'));

    editor.write('it', 'operation-reject', 'true');
    expect((await editor.node('it')).user?.operations).to.equal(null);
  });

  it('should keep the last operation, because an empty list would admit all', async () => {
    const editor = await ModelEditor.open(around('<bpmn:userTask id="it" tb:operations="complete" />'));

    editor.write('it', 'operation-complete', undefined);

    expect(editor.read('it', 'operation-complete')).to.equal('true');
  });

  it('should offer every operation the engine knows, except those that follow from another', () => {
    const following = [
      'resolve',
      'resume',
      'remove-signer',
      'supplement',
      'end-special-procedure',
      'take-back',
      'save-draft',
      'urge',
    ];
    expect([...OPERATIONS, ...PROCEDURE_OPERATIONS, ...following]).to.have.members([...TASK_VERBS, 'retrieve']);
  });
});

/** Somebody does it where the department cannot be reached. */
const BY_HAND = `<bpmn:boundaryEvent id="hand" attachedToRef="it"><bpmn:outgoing>to</bpmn:outgoing><bpmn:errorEventDefinition id="any"/></bpmn:boundaryEvent>
  <bpmn:userTask id="person"><bpmn:incoming>to</bpmn:incoming></bpmn:userTask><bpmn:sequenceFlow id="to" sourceRef="hand" targetRef="person"/>`;

describe('modeler/properties: work, scripts and calls', () => {
  for (const type of ['serviceTask', 'sendTask', 'businessRuleTask']) {
    it(`should name the topic and the retries of a ${type}`, async () => {
      const editor = await ModelEditor.open(around(`<bpmn:${type} id="it" />${BY_HAND}`));

      editor.write('it', 'topic', 'licence');
      editor.write('it', 'retry', 'R5/PT30S');
      editor.write('it', 'workPriority', '5');
      editor.write('it', 'purpose', '核验');
      editor.write('it', 'purposeEn', 'Verification');
      editor.write('it', 'manualPath', 'by-hand');

      expect((await editor.node('it')).job).to.deep.equal({
        topic: literal('licence'),
        retry: { attempts: 5, delayMs: 30_000 },
        priority: literal('5'),
        purpose: '核验',
        purposeEn: 'Verification',
        giveUp: { code: 'by-hand', manual: true },
      });
    });
  }

  it('should refuse retries that the engine would refuse', async () => {
    const editor = await ModelEditor.open(around('<bpmn:serviceTask id="it" tb:topic="t" />'));

    expect(editor.field('it', 'retry').refuses?.('5 times', editor.element('it'))).to.equal('retry');
  });

  it('should write a script and its result variable', async () => {
    const editor = await ModelEditor.open(around('<bpmn:scriptTask id="it" />'));

    editor.write('it', 'script', 'fee * 2');
    editor.write('it', 'resultVariable', 'total');
    const { script } = await editor.node('it');

    expect(script?.language === 'feel' && script.expression.source).to.equal('fee * 2');
    expect(script?.resultVariable).to.equal('total');
    expect(editor.read('it', 'scriptFormat')).to.equal('feel');
    expect(editor.shown('it')).to.include('script').and.not.to.include('javaScript');
  });

  it('should write a script in JavaScript, and in FEEL again', async () => {
    const editor = await ModelEditor.open(around('<bpmn:scriptTask id="it" />'));

    editor.write('it', 'scriptFormat', 'javascript');
    editor.write('it', 'javaScript', '({ total: fee * 2 })');
    const written = (await editor.node('it')).script;

    expect(written).to.deep.include({ language: 'javascript', source: '({ total: fee * 2 })' });
    expect(editor.shown('it')).to.include('javaScript').and.not.to.include('script');

    editor.write('it', 'scriptFormat', 'feel');
    expect(await editor.xml()).not.to.include('scriptFormat');
  });

  it('should offer both languages, and show one that cannot be run', async () => {
    const editor = await ModelEditor.open(around('<bpmn:scriptTask id="it" scriptFormat="groovy" />'));
    const offered = editor.field('it', 'scriptFormat').options?.(editor.element('it')) ?? [];

    expect(offered.map(({ value }) => value)).to.deep.equal(['feel', 'javascript', 'groovy']);
    expect(editor.read('it', 'scriptFormat')).to.equal('groovy');
  });

  it('should write what is called and in which version, and forget what another binding said', async () => {
    const editor = await ModelEditor.open(around('<bpmn:callActivity id="it" />'));

    editor.write('it', 'calledElement', 'other');
    editor.write('it', 'binding', 'version');
    editor.write('it', 'calledVersion', '3');
    expect((await editor.node('it')).call?.binding).to.deep.equal({ kind: 'version', version: 3 });

    editor.write('it', 'binding', 'versionTag');
    editor.write('it', 'calledVersionTag', 'stable');
    expect((await editor.node('it')).call?.binding).to.deep.equal({ kind: 'versionTag', tag: 'stable' });

    editor.write('it', 'binding', 'latest');
    expect((await editor.node('it')).call?.binding).to.deep.equal({ kind: 'latest' });
    expect(await editor.xml()).not.to.match(/tb:version/);
  });

  for (const type of ['businessRuleTask', 'serviceTask']) {
    it(`should write which decision a ${type} asks, in which version, and where its result goes`, async () => {
      const editor = await ModelEditor.open(around(`<bpmn:${type} id="it" />`));
      expect(editor.shown('it')).to.include('decision').and.not.include('resultVariable').and.not.include('binding');

      editor.write('it', 'decision', 'fees');
      editor.write('it', 'binding', 'version');
      editor.write('it', 'calledVersion', '3');
      editor.write('it', 'resultVariable', 'fee');

      expect(editor.shown('it')).to.include.members(['decision', 'binding', 'calledVersion', 'resultVariable']);
      expect((await editor.node('it')).decision).to.deep.include({
        decision: literal('fees'),
        binding: { kind: 'version', version: 3 },
        resultVariable: 'fee',
      });

      editor.write('it', 'binding', 'versionTag');
      editor.write('it', 'calledVersionTag', '1.0');
      editor.write('it', 'decision', '=which');
      expect((await editor.node('it')).decision?.binding).to.deep.equal({ kind: 'versionTag', tag: '1.0' });
      expect((await editor.node('it')).decision?.decision.kind).to.equal('feel');

      editor.write('it', 'decision', undefined);
      expect(await editor.xml()).not.to.match(/tb:(?:decision|binding|version|resultVariable)/);
    });
  }

  it('should write rights to fields and personal data, and take them away again', async () => {
    const editor = await ModelEditor.open(around('<bpmn:userTask id="it" tb:form="f" />'));
    const fill = (element: string, id: string, values: readonly (readonly [string, string])[]): void => {
      const list = groupsOf(editor.element(element)).find((group) => group.id === id) as ListGroup;
      editor.apply(list.add(editor.element(element), editor.create));
      const [item] = list.items(editor.element(element));
      for (const [field, value] of values) {
        const found = list.fields.find((candidate) => candidate.id === field);
        editor.apply(found && item ? found.write(item, value, editor.create) : []);
      }
    };

    fill('it', 'fieldRights', [
      ['fieldName', 'applicant.phone'],
      ['fieldRight', 'hidden'],
    ]);
    fill('main', 'personalData', [
      ['fieldName', 'idNumber'],
      ['fieldMask', 'idNumber'],
    ]);

    expect((await editor.node('it')).fieldRules).to.deep.equal([{ name: 'applicant.phone', right: 'hidden' }]);
    expect((await editor.graph()).masks).to.deep.equal([['idNumber', 'idNumber']]);
    for (const [element, id] of [
      ['it', 'fieldRights'],
      ['main', 'personalData'],
    ] as const) {
      const list = groupsOf(editor.element(element)).find((group) => group.id === id) as ListGroup;
      for (const item of list.items(editor.element(element))) editor.apply(list.remove(editor.element(element), item));
    }
    expect(await editor.xml()).not.to.include('tb:field');
  });

  it('should map variables in and out', async () => {
    const editor = await ModelEditor.open(around('<bpmn:serviceTask id="it" tb:topic="t" />'));
    const list = (id: string) => groupsOf(editor.element('it')).find((group) => group.id === id) as ListGroup;

    for (const id of ['inputs', 'outputs']) {
      editor.apply(list(id).add(editor.element('it'), editor.create));
      const [item] = list(id).items(editor.element('it'));
      for (const [field, value] of [
        ['mappingTarget', `${id}Target`],
        ['mappingSource', '=a + 1'],
      ]) {
        const found = list(id).fields.find((candidate) => candidate.id === field);
        editor.apply(found && item ? found.write(item, value, editor.create) : []);
      }
    }
    const { inputs, outputs } = await editor.node('it');

    expect(inputs.map(({ target }) => target)).to.deep.equal(['inputsTarget']);
    expect(outputs.map(({ target }) => target)).to.deep.equal(['outputsTarget']);
    expect(outputs[0]?.source.kind).to.equal('feel');

    for (const id of ['inputs', 'outputs']) {
      for (const item of list(id).items(editor.element('it'))) {
        editor.apply(list(id).remove(editor.element('it'), item));
      }
    }
    expect(await editor.xml()).not.to.include('extensionElements');
  });
});

describe('modeler/properties: choices', () => {
  const CHOICE =
    model(`<bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="it" /><bpmn:endEvent id="yes" /><bpmn:endEvent id="no" />
    <bpmn:sequenceFlow id="in" sourceRef="start" targetRef="it" />
    <bpmn:sequenceFlow id="a" sourceRef="it" targetRef="yes" /><bpmn:sequenceFlow id="b" sourceRef="it" targetRef="no" />`);

  it('should write the condition of a flow', async () => {
    const editor = await ModelEditor.open(CHOICE);

    editor.write('a', 'condition', 'approved = true');
    editor.write('b', 'isDefault', 'true');
    const { flows } = await editor.graph();

    expect(flows.map(({ condition }) => condition?.source ?? null)).to.deep.equal([null, 'approved = true', null]);
  });

  it('should take the condition away from a flow that becomes the default, and bring it back on undo', async () => {
    const editor = await ModelEditor.open(CHOICE);
    editor.write('a', 'condition', 'x');
    editor.write('b', 'condition', 'y');

    const undo = editor.write('it', 'defaultFlow', 'b');

    expect((await editor.node('it')).defaultFlow).to.equal(2);
    expect(editor.read('b', 'condition')).to.equal(undefined);
    expect(editor.shown('b')).not.to.include('condition');
    undo();
    expect(editor.read('b', 'condition')).to.equal('y');
    expect(editor.read('it', 'defaultFlow')).to.equal(undefined);
  });

  it('should not ask for a condition where nobody chooses', async () => {
    const editor = await ModelEditor.open(CHOICE);

    expect(editor.shown('in')).to.deep.equal(['name', 'nameEn', 'id', 'milestoneAccepted', 'documentation']);
  });
});

describe('modeler/properties: events', () => {
  const catching = (definition: string) =>
    around(`<bpmn:intermediateCatchEvent id="it">${definition}</bpmn:intermediateCatchEvent>`);

  it('should write a timer, and keep its text when its kind changes', async () => {
    const editor = await ModelEditor.open(catching('<bpmn:timerEventDefinition id="d" />'));

    editor.write('it', 'timerValue', 'P3D');
    expect((await editor.node('it')).events).to.deep.equal([
      { kind: 'timer', timer: 'duration', value: literal('P3D') },
    ]);

    editor.write('it', 'timerKind', 'timeDate');
    expect(editor.field('it', 'timerValue').refuses?.('P3D', editor.element('it'))).to.equal('timerDate');
    editor.write('it', 'timerValue', '2030-01-31T09:00:00+08:00');
    expect((await editor.node('it')).events[0]).to.include({ timer: 'date' });

    editor.write('it', 'timerKind', 'timeCycle');
    editor.write('it', 'timerValue', 'R3/PT1H');
    expect((await editor.node('it')).events[0]).to.include({ timer: 'cycle' });
  });

  it('should write a timer that counts by the calendar, and read it again', async () => {
    const editor = await ModelEditor.open(
      catching(
        '<bpmn:timerEventDefinition id="d"><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>',
      ),
    );
    expect(editor.shown('it')).to.not.include('limitValue');

    editor.write('it', 'timerKind', 'limit');
    editor.write('it', 'limitValue', '5');
    editor.write('it', 'basis', '行政许可法 32');
    editor.write('it', 'limitDepartment', 'housing');

    expect(editor.shown('it')).to.include.members(['limitValue', 'limitUnit', 'basis']).and.not.include('timerValue');
    const rest = { startDayCounts: false, endOfDay: 'midnight', lastDay: 'next-working-day' };
    const limit = { value: literal('5'), unit: 'workingDay', department: literal('housing'), basis: '行政许可法 32' };
    expect((await editor.node('it')).events).to.deep.equal([
      { kind: 'timer', timer: 'limit', limit: { ...limit, ...rest } },
    ]);
    expect(editor.field('it', 'timerKind').read(editor.element('it'))).to.equal('limit');

    editor.write('it', 'timerKind', 'timeDuration');
    editor.write('it', 'timerValue', 'P3D');
    expect((await editor.node('it')).events).to.deep.equal([
      { kind: 'timer', timer: 'duration', value: literal('P3D') },
    ]);
  });

  it('should name a message and how it finds its case', async () => {
    const editor = await ModelEditor.open(catching('<bpmn:messageEventDefinition id="d" />'));

    editor.write('it', 'messageName', 'MaterialsReceived');
    editor.write('it', 'correlationKey', '=caseNumber');
    const [event] = (await editor.node('it')).events;

    expect(event).to.deep.include({ kind: 'message', name: literal('MaterialsReceived'), timeToLive: null });
    expect(event?.kind === 'message' && event.correlationKey?.kind).to.equal('feel');
    expect(editor.shown('it')).not.to.include('timeToLive');
  });

  it('should say how long a thrown message waits', async () => {
    const editor = await ModelEditor.open(
      around('<bpmn:intermediateThrowEvent id="it"><bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent>'),
    );

    editor.write('it', 'messageName', 'Accepted');
    editor.write('it', 'timeToLive', 'PT1H');

    expect((await editor.node('it')).events[0]).to.deep.include({ kind: 'message', timeToLive: 'PT1H' });
  });

  it('should let a send task send either work or a message', async () => {
    const editor = await ModelEditor.open(around('<bpmn:sendTask id="it" />'));

    editor.write('it', 'messageName', 'Accepted');
    expect(editor.shown('it')).not.to.include('topic');
    expect((await editor.node('it')).events[0]).to.deep.include({ kind: 'message' });

    editor.write('it', 'messageName', undefined);
    editor.write('it', 'topic', 'mail');
    expect(editor.shown('it')).not.to.include('messageName');
    expect((await editor.node('it')).job?.topic).to.deep.equal(literal('mail'));
  });

  const named: [definition: string, field: string, expected: Record<string, unknown>][] = [
    ['signal', 'signalName', { kind: 'signal', name: literal('X') }],
    ['error', 'errorCode', { kind: 'error', code: 'X' }],
    ['escalation', 'escalationCode', { kind: 'escalation', code: 'X' }],
  ];
  for (const [definition, field, expected] of named) {
    it(`should write the ${definition} that an event throws`, async () => {
      const editor = await ModelEditor.open(
        model(
          `<bpmn:startEvent id="start" /><bpmn:endEvent id="it"><bpmn:${definition}EventDefinition /></bpmn:endEvent><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="it" />`,
        ),
      );

      editor.write('it', field, 'X');

      expect((await editor.node('it')).events[0]).to.deep.include(expected);
      expect(editor.shown('it')).not.to.include('codeVariable');
    });
  }

  it('should say which variable takes the code of a caught error', async () => {
    const editor = await ModelEditor.open(
      model(`<bpmn:startEvent id="start" /><bpmn:userTask id="task" /><bpmn:endEvent id="end" /><bpmn:endEvent id="end2" />
        <bpmn:boundaryEvent id="it" attachedToRef="task"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task" /><bpmn:sequenceFlow id="b" sourceRef="task" targetRef="end" />
        <bpmn:sequenceFlow id="c" sourceRef="it" targetRef="end2" />`),
    );

    editor.write('it', 'codeVariable', 'code');
    editor.write('it', 'errorCode', 'E1');

    expect((await editor.node('it')).events[0]).to.deep.equal({ kind: 'error', code: 'E1', codeVariable: 'code' });
  });

  it('should name the link', async () => {
    const editor = await ModelEditor.open(
      model(`<bpmn:startEvent id="start" /><bpmn:intermediateThrowEvent id="from"><bpmn:linkEventDefinition /></bpmn:intermediateThrowEvent>
        <bpmn:intermediateCatchEvent id="to"><bpmn:linkEventDefinition name="A" /></bpmn:intermediateCatchEvent><bpmn:endEvent id="end" />
        <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="from" /><bpmn:sequenceFlow id="b" sourceRef="to" targetRef="end" />`),
    );

    editor.write('from', 'linkName', 'A');

    expect((await editor.node('from')).events).to.deep.equal([{ kind: 'link', name: 'A' }]);
  });
});

describe('modeler/properties: materials', () => {
  it('should write when the government holds a material already, so that the engine reads it', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const group = groupsOf(editor.element('main')).find(({ id }) => id === 'materials') as ListGroup;
    editor.apply(group.add(editor.element('main'), editor.create));
    const item = group.items(editor.element('main')).at(-1);
    for (const [id, value] of [
      ['entryCode', 'M01'],
      ['materialHeld', 'licence != null'],
    ] as const) {
      const found = group.fields.find((field) => field.id === id);
      if (found && item) editor.apply(found.write(item, value, editor.create));
    }

    const [material] = (await editor.graph()).conduct?.materials ?? [];

    expect(material).to.include({ code: 'M01' });
    expect(material?.held?.source).to.equal('licence != null');
  });
});

describe('modeler/properties: things with a name', () => {
  const TWO = model(
    `<bpmn:startEvent id="start" /><bpmn:receiveTask id="it" messageRef="m" /><bpmn:receiveTask id="other" messageRef="m" /><bpmn:endEvent id="end" />
     <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="it" /><bpmn:sequenceFlow id="b" sourceRef="it" targetRef="other" /><bpmn:sequenceFlow id="c" sourceRef="other" targetRef="end" />`,
    '<bpmn:message id="m" name="Old" />',
  );

  it('should not rename what somebody else uses', async () => {
    const editor = await ModelEditor.open(TWO);

    editor.write('it', 'messageName', 'New');

    expect(editor.read('other', 'messageName')).to.equal('Old');
    expect((await editor.node('it')).events[0]).to.deep.include({ name: literal('New') });
  });

  it('should refer to what has the name already, and drop what nobody uses any more', async () => {
    const editor = await ModelEditor.open(TWO);
    editor.write('it', 'messageName', 'New');

    const undo = editor.write('it', 'messageName', 'Old');

    expect((await editor.xml()).match(/<bpmn:message /g)).to.have.length(1);
    undo();
    expect(editor.read('it', 'messageName')).to.equal('New');
    expect((await editor.xml()).match(/<bpmn:message /g)).to.have.length(2);
  });

  it('should rename in place what is used only here', async () => {
    const editor = await ModelEditor.open(
      around('<bpmn:receiveTask id="it" messageRef="m" />', '<bpmn:message id="m" name="Old" />'),
    );

    editor.write('it', 'messageName', 'New');

    expect(await editor.xml()).to.include('<bpmn:message id="m" name="New"');
  });
});

describe('modeler/properties: loops', () => {
  it('should write what a multi-instance activity does per item', async () => {
    const editor = await ModelEditor.open(
      around('<bpmn:userTask id="it"><bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>'),
    );

    editor.write('it', 'collection', 'departments');
    editor.write('it', 'elementVariable', 'department');
    editor.write('it', 'outputCollection', 'opinions');
    editor.write('it', 'outputElement', '=opinion');
    editor.write('it', 'completionCondition', 'nrOfCompletedInstances >= 2');
    editor.write('it', 'sequential', 'true');
    const { loop } = await editor.node('it');

    expect(loop).to.deep.include({ sequential: true, elementVariable: 'department', outputCollection: 'opinions' });
    if (loop?.kind !== 'multiInstance') throw new Error('Expected a multi-instance loop.');
    expect(loop.collection).to.have.nested.property('expression.source', 'departments');
    expect(loop.outputElement?.kind).to.equal('feel');
    expect(loop.completionCondition?.source).to.equal('nrOfCompletedInstances >= 2');
  });

  it('should write how many times', async () => {
    const editor = await ModelEditor.open(
      around('<bpmn:task id="it"><bpmn:multiInstanceLoopCharacteristics /></bpmn:task>'),
    );

    editor.write('it', 'cardinality', '3');

    expect((await editor.node('it')).loop).to.have.nested.property('cardinality.source', '3');
  });

  it('should write a standard loop', async () => {
    const editor = await ModelEditor.open(
      around('<bpmn:task id="it"><bpmn:standardLoopCharacteristics /></bpmn:task>'),
    );

    editor.write('it', 'loopCondition', 'again');
    editor.write('it', 'loopMaximum', '5');
    editor.write('it', 'testBefore', 'true');

    expect((await editor.node('it')).loop).to.deep.include({ kind: 'standard', maximum: 5, testBefore: true });
  });
});

describe('modeler/properties: every element', () => {
  it('should write a name and documentation, and take the documentation away', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('it', 'name', '受理');
    editor.write('it', 'documentation', 'Check the materials.');
    expect(await editor.node('it')).to.include({ name: '受理', documentation: 'Check the materials.' });

    editor.write('it', 'documentation', undefined);
    expect((await editor.node('it')).documentation).to.equal(null);
  });

  it('should write the form of a start event', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('start', 'form', 'application');

    expect((await editor.node('start')).startForm).to.equal('application');
  });

  it('should take back every change it makes', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const before = await editor.xml();
    const fields = groupsOf(editor.element('it'))
      .filter((group) => !isList(group))
      .flatMap((group) => group.fields);

    const undos = fields.map(({ id, kind }) => editor.write('it', id, kind === 'flag' ? undefined : 'x'));
    expect(await editor.xml()).not.to.equal(before);
    for (const undo of undos.reverse()) undo();

    expect(await editor.xml()).to.equal(before);
  });
});

describe('modeler/properties: procedure by law', () => {
  const SETTINGS = [
    ['leads', 'chief, lead', { leads: ['chief', 'lead'] }],
    ['organHeads', 'head', { organHeads: ['head'] }],
    ['organ', 'market', { organ: 'market' }],
    ['organEn', 'Market bureau', { organEn: 'Market bureau' }],
    ['correctionDays', '15', { correctionDays: 15 }],
    ['toleranceDays', '10', { toleranceDays: 10 }],
    ['undelivered', 'terminated', { undelivered: 'undelivered' }],
    ['cancel', 'confirmed', { cancel: 'confirmed' }],
    ['extensionCap', '10', { extensionCap: 10 }],
    ['suspensionMax', '30', { suspensionMax: 30 }],
  ] as const;
  for (const [field, value, expected] of SETTINGS) {
    it(`should write ${field} so that the engine reads it, and take it away again`, async () => {
      const editor = await ModelEditor.open(USER_TASK);

      editor.write('main', field, value);
      expect(editor.read('main', field)).to.equal(value);
      expect((await editor.graph()).conduct).to.deep.include(expected);

      editor.write('main', field, undefined);
      expect((await editor.graph()).conduct).to.equal(undefined);
    });
  }

  it('should write who decides, when it is accepted and what may be done', async () => {
    const editor = await ModelEditor.open(USER_TASK);

    editor.write('it', 'deciders', 'chief');
    editor.write('it', 'milestoneAccepted', 'true');
    editor.write('it', 'operation-refuse', 'true');
    editor.write('it', 'operation-reject', undefined);
    const node = await editor.node('it');

    expect(node.user?.deciders).to.deep.equal(['chief']);
    expect(node.milestone).to.equal('accepted');
    expect(node.user?.operations).to.include('refuse').and.to.include('complete').and.to.not.include('reject');
  });

  it('should refuse days that are none', async () => {
    const editor = await ModelEditor.open(USER_TASK);
    const refuses = (value: string) => editor.field('main', 'extensionCap').refuses?.(value, editor.element('main'));

    expect(refuses('0')).to.equal('days');
    expect(refuses('ten')).to.equal('days');
    expect(refuses('3650')).to.equal(undefined);
  });
});
