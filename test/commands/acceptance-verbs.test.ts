import { expect } from 'chai';
import { SYSTEM } from '../../engine/commands/command.ts';
import { hashOf } from '../../engine/documents/make.ts';
import { flows, undone } from '../support/bpmn.ts';
import { ADMIN, type Desk } from './desk.ts';
import {
  APPLICANT,
  acceptedItem,
  CLERK,
  clocksSince,
  confirm,
  DECIDER,
  itemModel,
  LEAD,
  lastDocument,
  openItem,
  proceedings,
} from './item.ts';

const DAY = 86_400_000;
const CHECKS = [
  { material: 'm1', result: 'defective', reason: '未签字' },
  { material: 'm2', result: 'missing', reason: '未提交' },
] as const;

async function claimed(variables: Readonly<Record<string, unknown>> = {}, model = itemModel()) {
  const desk = await openItem('', variables, model);
  desk.do('claim-task', { taskId: desk.task('accept').id }, CLERK);
  return { desk, taskId: desk.task('accept').id };
}

async function noticed() {
  const { desk, taskId } = await claimed();
  desk.do('request-supplement-task', { taskId, checks: [...CHECKS] }, CLERK);
  return { desk, taskId };
}

describe('tb:issues', () => {
  const issuing = itemModel().replace('id="accept"', 'id="accept" tb:issues="takeIn"');

  it('should issue the take-in receipt with the next number, and say what was taken in', async () => {
    const serviceItem = {
      name: { zh: '食品经营许可（新办）', en: 'New food business licence' },
      materials: [
        { code: 'M01', how: 'bring', name: { zh: '申请书', en: 'Form' } },
        { code: 'M02', how: 'follow', name: { zh: '场地证明', en: 'Proof of premises' } },
      ],
    };
    const { desk, taskId } = await claimed({ serviceItem }, issuing);

    desk.do('complete-task', { taskId, variables: { documentCount: 3 } }, CLERK);

    const receipt = lastDocument(desk);
    expect(receipt).to.deep.include({ kind: 'takeIn', number: '收件〔2026〕1号', by: 'clerk', department: 'market' });
    expect(receipt.params).to.deep.include({ count: 3, materials: [{ material: '申请书' }], applicant: 'applicant' });
    expect(receipt.params.item, 'what was applied for, not the process').to.equal('食品经营许可（新办）');
    expect(receipt.hash).to.equal(hashOf(receipt));
  });

  it('should issue the decision to grant with its basis, only where the completion grants', async () => {
    const granting = itemModel().replace(
      'id="decide"',
      'id="decide" tb:issues="grant" tb:issuesBasis="行政许可法第三十八条" tb:issuesWhen="=result = &quot;grant&quot;"',
    );
    const decided = async (result: string) => {
      const { desk, taskId } = await claimed({}, granting);
      desk.do('complete-task', { taskId }, CLERK);
      desk.do('complete-task', { taskId: desk.task('decide').id, variables: { result } }, DECIDER);
      return proceedings(desk).documents;
    };

    const [document] = (await decided('grant')).slice(-1);
    expect(document).to.deep.include({ kind: 'grant', number: '准许〔2026〕1号', by: 'decider' });
    expect(document?.params.basis).to.equal('行政许可法第三十八条');
    expect((await decided('refuse')).map(({ kind }) => kind)).not.to.include('grant');

    const worked = granting.replace(
      'issuesBasis="行政许可法第三十八条"',
      'issuesBasis="=string join([result, &quot;b&quot;], &quot;；&quot;)"',
    );
    const { desk, taskId } = await claimed({}, worked);
    desk.do('complete-task', { taskId }, CLERK);
    desk.do('complete-task', { taskId: desk.task('decide').id, variables: { result: 'grant' } }, DECIDER);
    expect(lastDocument(desk).params.basis, 'worked out with what is handed in').to.equal('grant；b');
  });

  it('should be addressed to the applicant, whoever began the case for them', async () => {
    const { desk, taskId } = await claimed({ applicantName: ' 赵敏 ' }, issuing);

    desk.do('complete-task', { taskId, variables: { documentCount: 1 } }, CLERK);

    expect(lastDocument(desk).params).to.include({ applicant: '赵敏', item: '食品经营许可' });
  });

  it('should issue nothing where the task is left in another way, or nothing was counted', async () => {
    const declined = await claimed({}, issuing);
    declined.desk.do('decline-acceptance-task', { taskId: declined.taskId, reason: 'not-needed' }, CLERK);
    expect(proceedings(declined.desk).documents.map(({ kind }) => kind)).to.deep.equal(['nonAcceptance']);

    const plain = await claimed({}, issuing);
    plain.desk.do('complete-task', { taskId: plain.taskId }, CLERK);
    expect(lastDocument(plain.desk).params).to.not.have.any.keys('count', 'materials');
  });
});

describe('A4 decline-acceptance', () => {
  it('should close the case as not accepted, with a voucher', async () => {
    const { desk, taskId } = await claimed();

    const { task } = desk.do(
      'decline-acceptance-task',
      { taskId, reason: 'not-our-power', organ: '市生态环境局', explanation: '属排污许可' },
      CLERK,
    );

    expect(task.state).to.equal('rejected');
    expect(desk.state).to.deep.include({ status: 'terminated', closedAs: 'notAccepted' });
    const document = lastDocument(desk);
    expect(document).to.deep.include({ kind: 'nonAcceptance', number: '不受〔2026〕1号', department: 'market' });
    expect(document.params).to.deep.include({ reason: 'not-our-power', organ: '市生态环境局', applicant: 'applicant' });
    expect(hashOf(document)).to.equal(document.hash);
  });

  it('should not be possible without the organ whose power it is, nor after acceptance', async () => {
    const { desk, taskId } = await claimed();
    const refusal = desk.refusal('decline-acceptance-task', { taskId, reason: 'not-our-power', organ: ' ' }, CLERK);
    expect(refusal.code).to.equal('document-incomplete');

    const second =
      '<userTask id="second" tb:operations="decline-acceptance"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>';
    const accepted = await acceptedItem(`${second}${flows('fork second')}`);
    const late = { taskId: accepted.task('second').id, reason: 'not-needed' } as const;
    expect(accepted.refusal('decline-acceptance-task', late, CLERK).code).to.equal('acceptance-over');
    expect(proceedings(accepted).documents).to.deep.equal([]);
  });
});

describe('C1 request-supplement', () => {
  it('should issue one notice of everything, and have the task wait', async () => {
    const { desk, taskId } = await claimed();
    const before = desk.events.length;

    const { task } = desk.do('request-supplement-task', { taskId, checks: [...CHECKS] }, CLERK);

    expect(task.state).to.equal('awaitingSupplement');
    expect(lastDocument(desk).params.materials).to.deep.equal([
      { material: '申请书', result: 'defective', reason: '未签字' },
      { material: '场地证明', result: 'missing', reason: '未提交' },
    ]);
    expect(clocksSince(desk, before)).to.deep.equal([
      'acceptance stop',
      'step pause',
      'correction start 15 workingDay',
    ]);
    for (const name of ['complete-task', 'decline-acceptance-task'] as const) {
      const input = { taskId, reason: 'not-needed' } as never;
      expect(desk.refusal(name, input, CLERK).code).to.equal('task-state-conflict');
    }
  });

  it('should not be issued before every material has a result, nor without reasons, nor where nothing is missing', async () => {
    const { desk, taskId } = await claimed();
    const code = (checks: readonly object[]) =>
      desk.refusal('request-supplement-task', { taskId, checks: checks as never }, CLERK).code;

    expect(code([CHECKS[0]])).to.equal('materials-unchecked');
    expect(code([CHECKS[0], { material: 'm2', result: 'missing' }])).to.equal('document-incomplete');
    expect(
      code([
        { material: 'm1', result: 'ok' },
        { material: 'm2', result: 'exempt' },
      ]),
    ).to.equal('materials-complete');
    expect(code([...CHECKS, { material: 'm3', result: 'ok' }])).to.equal('material-unknown');
    expect(code([...CHECKS, CHECKS[0]])).to.equal('material-unknown');
  });

  it('should go on with the supplement of the applicant, with five days and the time the step still had', async () => {
    const { desk, taskId } = await noticed();
    const dueAt = desk.task('accept').dueAt ?? 0;
    desk.now += 30 * DAY;
    const before = desk.events.length;

    desk.do('supplement-task', { materials: ['m1'], variables: { signed: true } }, APPLICANT);

    expect(desk.task('accept')).to.deep.include({ state: 'working', dueAt: dueAt + 30 * DAY });
    expect(desk.variables.signed).to.equal(true);
    expect(clocksSince(desk, before)).to.deep.equal([
      'correction stop',
      'step resume',
      'acceptance start 5 workingDay',
    ]);
    expect(desk.refusal('supplement-task', { materials: ['m1'] }, APPLICANT).code).to.equal('supplement-not-awaited');
    expect(desk.complete('accept', CLERK).task.state).to.equal('approved');
    expect(desk.task('decide').id).to.not.equal(taskId);
  });

  it('should take a supplement from nobody else than the applicant and who is concerned', async () => {
    const { desk, taskId } = await noticed();

    expect(desk.refusal('supplement-task', { materials: ['m1'] }, { ...APPLICANT, id: 'other' }).code).to.equal(
      'action-not-allowed',
    );
    expect(desk.refusal('supplement-task', { taskId, materials: ['m3'] }, CLERK).code).to.equal('material-unknown');
    desk.do('supplement-task', { taskId, materials: ['m1', 'm2'] }, CLERK);
    expect(proceedings(desk).notices[0]?.received).to.deep.include({ by: 'clerk', materials: ['m1', 'm2'] });
  });

  it('should refuse a second notice without a ground, and about what did not come with the supplement', async () => {
    const { desk, taskId } = await noticed();
    desk.do('supplement-task', { materials: ['m1'] }, APPLICANT);
    const ask = (again?: object) =>
      desk.refusal(
        'request-supplement-task',
        { taskId, checks: [...CHECKS], ...(again && { again: again as never }) },
        CLERK,
      ).code;

    expect(ask()).to.equal('supplement-second');
    expect(ask({ ground: 'supplement-defective', reason: '仍未签字' })).to.equal('supplement-second');
  });

  it('should issue a second one about the supplement alone, when a lead gives a reason', async () => {
    const { desk, taskId } = await noticed();
    desk.do('supplement-task', { materials: ['m1'] }, APPLICANT);
    const checks = [CHECKS[0], { material: 'm2', result: 'ok' }] as const;
    const again = { ground: 'supplement-defective', reason: '仍未签字' } as const;

    desk.do('request-supplement-task', { taskId, checks: [...checks], again }, CLERK);
    expect(desk.task('accept').state).to.equal('working');
    const requestId = Object.keys(proceedings(desk).requests)[0] ?? '';
    expect(desk.refusal('answer-confirmation', { requestId, answer: 'confirm' }, LEAD).code).to.equal(
      'confirmation-reason',
    );
    confirm(desk, LEAD, '首次补交的申请书仍未签字');

    expect(desk.task('accept').state).to.equal('awaitingSupplement');
    expect(lastDocument(desk)).to.deep.include({ kind: 'supplement', number: '补正〔2026〕2号', by: 'lead' });
    expect(proceedings(desk).notices[1]?.again).to.deep.equal({
      ground: 'supplement-defective',
      reason: '首次补交的申请书仍未签字',
      by: 'lead',
    });
  });
});

describe('C2 correct', () => {
  it('should change fields with initials, keep both values and move no token', async () => {
    const { desk, taskId } = await claimed();

    const { task } = desk.do(
      'correct-task',
      { taskId, changes: [{ field: 'company', value: '两家公司' }], initials: '王某' },
      CLERK,
    );

    expect(task.state).to.equal('claimed');
    expect(desk.variables.company).to.equal('两家公司');
    const corrected = desk.events.find((event) => event.type === 'fieldsCorrected');
    expect(corrected).to.deep.include({
      initials: '王某',
      changes: [{ field: 'company', from: '一家公司', to: '两家公司' }],
    });
  });

  it('should refuse what is no field and what changes nothing', async () => {
    const { desk, taskId } = await claimed();
    const code = (field: string, value: unknown) =>
      desk.refusal('correct-task', { taskId, changes: [{ field, value }], initials: '王' }, CLERK).code;

    expect(code('other', 1)).to.equal('correction-unknown');
    expect(code('company', '一家公司')).to.equal('correction-unknown');
    expect(code('__proto__', 1)).to.equal('variables-invalid');
  });
});

describe('C3 accept-tolerantly', () => {
  it('should accept on a promise, and owe nothing when it is kept', async () => {
    const { desk, taskId } = await claimed();

    desk.do('accept-tolerantly-task', { taskId, promised: ['m2'] }, CLERK);

    expect(proceedings(desk).acceptedAt).to.equal(desk.now);
    expect(lastDocument(desk).params.promises).to.deep.equal([{ material: '场地证明', dueAt: '2026-02-10' }]);
    expect(desk.refusal('deliver-materials', { materials: ['m1'] }, APPLICANT).code).to.equal('material-unknown');
    desk.do('deliver-materials', { materials: ['m2'] }, APPLICANT);
    expect(proceedings(desk)).to.deep.include({ alarms: {} });
    expect(desk.refusal('deliver-materials', { materials: ['m2'] }, APPLICANT).code).to.equal('material-unknown');
  });

  it('should know the materials of the service item where the model lists none', async () => {
    const ofItem = itemModel()
      .replace(/<tb:material [^>]*>/g, '')
      .replace(' tb:starters', ' tb:serviceItem="food"$&');
    const material = (code: string, name: string, how: string) => ({ code, how, name: { zh: name, en: code } });
    const serviceItem = { materials: [material('M01', '身份证明', 'bring'), material('M02', '场地平面图', 'follow')] };
    const { desk, taskId } = await claimed({ serviceItem }, ofItem);
    const code = (promised: string[]) => desk.refusal('accept-tolerantly-task', { taskId, promised }, CLERK).code;

    expect(code(['M01'])).to.equal('materials-key');
    expect(code(['m2'])).to.equal('material-unknown');
    desk.do('accept-tolerantly-task', { taskId, promised: ['M02'] }, CLERK);
    expect(lastDocument(desk).params.promises).to.deep.equal([{ material: '场地平面图', dueAt: '2026-02-10' }]);
    desk.do('deliver-materials', { materials: ['M02'] }, APPLICANT);
    expect(proceedings(desk)).to.deep.include({ alarms: {} });
  });

  it('should close the case as the item says when nothing comes', async () => {
    const { desk, taskId } = await claimed();
    desk.do('accept-tolerantly-task', { taskId, promised: ['m2'] }, CLERK);
    const [alarmId = ''] = Object.keys(proceedings(desk).alarms);

    desk.now += 10 * DAY;
    desk.do('ring-alarm', { alarmId }, SYSTEM);

    expect(desk.state).to.deep.include({ status: 'terminated', closedAs: 'undelivered' });
  });

  const asking = `<serviceTask id="ask" tb:topic="t"/>${flows('fork ask end')}`;
  const withdrawing = `<subProcess id="gone" triggeredByEvent="true"><startEvent id="gone_on" tb:withdraws="case"><messageEventDefinition messageRef="m"/></startEvent>
    ${undone('settle')}<endEvent id="gone_end"><messageEventDefinition messageRef="c"/></endEvent>${flows('gone_on settle gone_end')}</subProcess>`;
  const counting = (model: string) => model.replace('undelivered="terminated"', 'undelivered="withdrawn"');
  const owing = async (model: string) => {
    const { desk, taskId } = await claimed({}, model);
    desk.do('accept-tolerantly-task', { taskId, promised: ['m2'] }, CLERK);
    const [alarmId = ''] = Object.keys(proceedings(desk).alarms);
    desk.now += 10 * DAY;
    return { desk, ring: () => desk.do('ring-alarm', { alarmId }, SYSTEM) };
  };
  const sent = (desk: Desk) => desk.events.flatMap((event) => (event.type === 'messageSent' ? [event.name] : []));

  it('should tell departments that were asked when nothing comes', async () => {
    for (const [model, closedAs] of [
      [itemModel(asking), 'undelivered'],
      [counting(itemModel(asking)), 'withdrawn'],
    ] as const) {
      const { desk, ring } = await owing(model);

      ring();

      expect(sent(desk)).to.deep.equal(['request-withdrawn']);
      expect(desk.state).to.deep.include({ status: 'terminated', closedAs });
    }
  });

  it('should tell them, too, where the application is not accepted', async () => {
    const { desk, taskId } = await claimed({}, itemModel(asking));

    desk.do('decline-acceptance-task', { taskId, reason: 'not-needed' }, CLERK);

    expect(sent(desk)).to.deep.equal(['request-withdrawn']);
  });

  it('should do what the model says a withdrawal does where it counts as one, once', async () => {
    const messages = '<message id="m" name="withdrawn"/><message id="c" name="confirmed"/>';
    const model = counting(itemModel(asking + withdrawing)).replace('<escalation ', `${messages}<escalation `);
    const { desk, ring } = await owing(model);
    const other = await owing(model);
    other.desk.do('withdraw-instance', {}, APPLICANT);

    ring();
    other.ring();

    for (const one of [desk, other.desk]) {
      expect(one.state.status).to.equal('active');
      one.complete('settle', ADMIN);
      expect(sent(one)).to.deep.equal(['request-withdrawn', 'confirmed']);
      expect(one.state).to.deep.include({ status: 'terminated', closedAs: 'withdrawn' });
    }
  });

  it('should refuse key materials, unknown ones, and applicants the item excludes', async () => {
    const { desk, taskId } = await claimed();
    const code = (promised: string[]) => desk.refusal('accept-tolerantly-task', { taskId, promised }, CLERK).code;
    expect(code(['m1'])).to.equal('materials-key');
    expect(code(['m9'])).to.equal('material-unknown');

    const bad = await claimed({ credit: 'bad' });
    const input = { taskId: bad.taskId, promised: ['m2'] };
    expect(bad.desk.refusal('accept-tolerantly-task', input, CLERK).code).to.equal('applicant-excluded');
  });
});
