import { expect } from 'chai';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, LI, person, START, WANG, withRole, ZHAO } from './desk.ts';

const REVIEW = '<tb:assignment users="wang, li" groups="review"/>';

const oneTask = (extension = REVIEW, attributes = ''): Promise<ProcessGraph> =>
  graphOf(
    `<startEvent id="start"/>
     <userTask id="review" ${attributes}><extensionElements>${extension}</extensionElements></userTask>
     <endEvent id="end"/>
     ${flows('start review end')}`,
    { attributes: 'tb:owners="owner, office"' },
  );

const deskWith = async (graph: Promise<ProcessGraph>): Promise<Desk> => {
  const desk = new Desk({ graphs: [await graph] });
  desk.start();
  return desk;
};

describe('task verbs', () => {
  describe('a new task', () => {
    it('should be offered to the candidates of the model', async () => {
      const desk = await deskWith(oneTask());

      const task = desk.task('review');

      expect(task).to.deep.include({
        state: 'offered',
        assignee: null,
        candidateUsers: ['wang', 'li'],
        candidateGroups: ['review'],
        priority: 50,
        dueAt: null,
        visit: 1,
        createdAt: START,
        comments: [],
      });
    });

    it('should belong to the assignee of the model, worked out over the variables', async () => {
      const desk = new Desk({ graphs: [await oneTask('<tb:assignment assignee="=applicant.handler"/>')] });

      desk.start({ applicant: { handler: 'li' } });

      expect(desk.task('review')).to.deep.include({ state: 'claimed', assignee: 'li' });
    });

    it('should have limit, priority and department of the model', async () => {
      const desk = new Desk({
        graphs: [
          await oneTask('<tb:limit value="=months" unit="month"/>', 'tb:department="=office" tb:priority="=10 * 7"'),
        ],
      });

      desk.start({ months: 1, office: '市场监管局' });

      expect(desk.task('review')).to.deep.include({
        dueAt: Date.UTC(2026, 1, 28, 16),
        department: '市场监管局',
        priority: 70,
      });
    });

    it('should be an incident where the rules fail, and open when they are asked again', async () => {
      const desk = new Desk({ graphs: [await oneTask('<tb:assignment assignee="=handler"/>')] });
      desk.start({ handler: { name: 'li' } });
      const [incident] = Object.values(desk.state.incidents);
      expect(incident?.code).to.equal('expression-failed');
      expect(desk.tasksAt('review')).to.deep.equal([]);
      desk.do('write-variables', { variables: { handler: 'li' } }, ADMIN);

      desk.do('resolve-incident', { incidentId: incident?.id ?? '' }, ADMIN);

      expect(desk.task('review').assignee).to.equal('li');
      expect(desk.state.incidents).to.deep.equal({});
    });
  });

  describe('claim and release', () => {
    it('should give the task to the first of two candidates and tell the second who has it', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');

      const first = desk.do('claim-task', { taskId }, WANG);
      const second = desk.refusal('claim-task', { taskId }, LI);

      expect(first.task).to.deep.include({ id: taskId, state: 'claimed', assignee: 'wang' });
      expect(second.code).to.equal('task-state-conflict');
      expect(second.params).to.include({ state: 'claimed', assignee: 'wang', expected: 'offered' });
    });

    it('should refuse a stranger in every state without telling who has the task', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      const stranger = person('stranger');

      expect(desk.refusal('claim-task', { taskId }, stranger).code).to.equal('action-not-allowed');
      desk.do('claim-task', { taskId }, ZHAO);
      const refused = desk.refusal('claim-task', { taskId }, stranger);

      expect(refused.code).to.equal('action-not-allowed');
      expect(JSON.stringify(refused.params)).not.to.include('zhao');
    });

    it('should put the task back to its candidates', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);

      const released = desk.do('release-task', { taskId, comment: '休假' }, WANG);

      expect(released.task).to.deep.include({ state: 'offered', assignee: null, candidateUsers: ['wang', 'li'] });
      expect(desk.task('review').comments).to.deep.equal([{ at: START, by: 'wang', verb: 'release', text: '休假' }]);
    });

    it('should leave a task nobody is named for to administrators and owners of the process', async () => {
      const desk = await deskWith(oneTask(''));
      const { id: taskId } = desk.task('review');

      expect(desk.refusal('claim-task', { taskId }, WANG).code).to.equal('action-not-allowed');
      expect(desk.refusal('claim-task', { taskId }, withRole('boss', 'manager')).code).to.equal('action-not-allowed');
      desk.do('claim-task', { taskId }, person('owner'));
      desk.do('release-task', { taskId }, person('owner'));
      desk.do('claim-task', { taskId }, person('sun', { groups: ['office'] }));
      desk.do('release-task', { taskId }, ADMIN);
      const done = desk.do('complete-task', { taskId }, ADMIN);

      expect(done.task).to.deep.include({ state: 'approved', endedBy: 'admin' });
    });
  });

  describe('complete', () => {
    it('should claim and approve at once for somebody entitled, and move the token', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');

      const { task, next } = desk.do('complete-task', { taskId, comment: '同意', variables: { ok: true } }, ZHAO);

      expect(task).to.deep.include({ state: 'approved', assignee: 'zhao', endedBy: 'zhao', endedAt: START });
      expect(next).to.deep.equal([]);
      expect(desk.state.status).to.equal('completed');
      expect(desk.variables).to.deep.equal({ ok: true });
      expect(desk.endings).to.deep.equal(['review approved']);
      const ended = desk.events.find((event) => event.type === 'taskEnded');
      expect(ended?.type === 'taskEnded' && ended.task.comments).to.deep.equal([
        { at: START, by: 'zhao', verb: 'complete', text: '同意' },
      ]);
    });

    it('should tell the second of two who handled it when', async () => {
      const desk = await deskWith(
        graphOf(
          `<startEvent id="start"/><userTask id="a"><extensionElements>${REVIEW}</extensionElements></userTask>
           <userTask id="b"/><endEvent id="end"/>${flows('start a b end')}`,
        ),
      );
      const { id: taskId } = desk.task('a');
      desk.do('complete-task', { taskId }, WANG);

      const refused = desk.refusal('complete-task', { taskId }, LI);

      expect(refused.code).to.equal('task-already-handled');
      expect(refused.params).to.deep.equal({ taskId, by: 'wang', at: '2026-01-31T12:00:00.000Z', outcome: 'approved' });
    });

    it('should refuse what nobody knows', async () => {
      const desk = await deskWith(oneTask());

      expect(desk.refusal('complete-task', { taskId: 'nothing' }, ADMIN).code).to.equal('not-found');
    });

    it('should write the outcome for the gateways after it, and keep those of other tasks', async () => {
      const desk = await deskWith(
        graphOf(
          `<startEvent id="start"/><userTask id="a"/><userTask id="b"/><exclusiveGateway id="decide" default="decide_no"/>
           <endEvent id="yes"/><endEvent id="no"/><userTask id="c"/>
           ${flows('start a b decide', 'c yes', 'decide no')}
           ${flowIf('decide', 'c', 'outcome = "agree" and outcomes.a = "complete"')}`,
        ),
      );
      desk.complete('a', ADMIN, { outcome: 'complete' });

      desk.complete('b', ADMIN, { outcome: 'agree' });

      expect(desk.openNodes).to.deep.equal(['c']);
      expect(desk.variables).to.deep.equal({ outcome: 'agree', outcomes: { a: 'complete', b: 'agree' } });
    });

    it('should list the tasks this opened for the caller', async () => {
      const desk = await deskWith(
        graphOf(
          `<startEvent id="start"/><userTask id="a"><extensionElements>${REVIEW}</extensionElements></userTask>
           <parallelGateway id="split"/>
           <userTask id="mine"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
           <userTask id="ours"><extensionElements><tb:assignment users="wang,li"/></extensionElements></userTask>
           <userTask id="theirs"><extensionElements><tb:assignment users="li"/></extensionElements></userTask>
           ${flows('start a split mine', 'split ours', 'split theirs')}`,
        ),
      );

      const { next } = desk.complete('a', WANG);

      expect(next).to.have.members([desk.task('mine').id, desk.task('ours').id]);
    });

    it('should refuse an administrator who did not take the task over first', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);

      const refused = desk.refusal('complete-task', { taskId }, ADMIN);
      desk.do('transfer-task', { taskId, to: 'admin', comment: '代为办理' }, ADMIN);
      const done = desk.do('complete-task', { taskId }, ADMIN);

      expect(refused.code).to.equal('action-not-allowed');
      expect(done.task.state).to.equal('approved');
    });

    for (const name of ['__proto__', 'constructor', 'prototype']) {
      it(`should refuse variables named ${name}, at any depth`, async () => {
        const desk = await deskWith(oneTask());
        const { id: taskId } = desk.task('review');
        const inner = JSON.parse(`{"${name}": {"polluted": true}}`) as Record<string, unknown>;

        expect(desk.refusal('complete-task', { taskId, variables: inner }, WANG).code).to.equal('variables-invalid');
        const deep = { list: [{ inner }] };
        expect(desk.refusal('complete-task', { taskId, variables: deep }, WANG).code).to.equal('variables-invalid');
      });
    }

    for (const [what, value] of [
      ['a function', () => 1],
      ['not a number', Number.NaN],
      ['undefined', undefined],
      ['a date object', new Date(0)],
      ['NUL', 'a\0b'],
      ['half a surrogate pair', '\ud800'],
      ['too many bytes', '长'.repeat(340_000)],
    ] as const) {
      it(`should refuse ${what} as a variable`, async () => {
        const desk = await deskWith(oneTask());
        const { id: taskId } = desk.task('review');

        const refused = desk.refusal('complete-task', { taskId, variables: { value } }, WANG);

        expect(refused.code).to.equal('variables-invalid');
      });
    }

    it('should refuse values that nest too deep', async () => {
      const desk = await deskWith(oneTask());
      let value: unknown = 1;
      for (let depth = 0; depth < 200; depth++) value = [value];

      const refused = desk.refusal('complete-task', { taskId: desk.task('review').id, variables: { value } }, WANG);

      expect(refused.code).to.equal('variables-invalid');
    });
  });

  describe('transfer', () => {
    it('should move the right to decide, keep the limit and show the chain', async () => {
      const desk = await deskWith(oneTask(`${REVIEW}<tb:limit value="2" unit="day"/>`));
      const { id: taskId, dueAt } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);
      desk.now += 3_600_000;

      desk.do('transfer-task', { taskId, to: 'li' }, WANG);
      desk.do('transfer-task', { taskId, to: 'zhao', comment: '专业对口' }, LI);

      expect(desk.task('review')).to.deep.include({ state: 'claimed', assignee: 'zhao', owner: null, dueAt });
      expect(desk.task('review').comments.map(({ by, verb, text }) => [by, verb, text])).to.deep.equal([
        ['wang', 'transfer', ''],
        ['li', 'transfer', '专业对口'],
      ]);
      expect(desk.refusal('complete-task', { taskId }, WANG).code).to.equal('action-not-allowed');
      expect(desk.complete('review', ZHAO).task.state).to.equal('approved');
    });

    it('should let an administrator give a task to somebody without asking', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');

      const { task } = desk.do('transfer-task', { taskId, to: 'sun' }, ADMIN);

      expect(task).to.deep.include({ state: 'claimed', assignee: 'sun' });
    });

    it('should refuse a transfer to the one who has it', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);

      expect(desk.refusal('transfer-task', { taskId, to: 'wang' }, WANG).code).to.equal('transfer-to-assignee');
    });
  });

  describe('delegate and resolve', () => {
    const delegated = async (): Promise<{ desk: Desk; taskId: string }> => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);
      desk.do('delegate-task', { taskId, to: 'expert', comment: '请出具意见' }, WANG);
      return { desk, taskId };
    };

    it('should ask another for an opinion while the owner stays responsible and decides', async () => {
      const { desk, taskId } = await delegated();
      expect(desk.task('review')).to.deep.include({ state: 'delegated', assignee: 'expert', owner: 'wang' });
      expect(desk.refusal('complete-task', { taskId }, person('expert')).code).to.equal('task-state-conflict');
      expect(desk.refusal('complete-task', { taskId }, WANG).code).to.equal('task-state-conflict');

      const { task } = desk.do('resolve-task', { taskId, comment: '可以' }, person('expert'));

      expect(task).to.deep.include({ state: 'working', assignee: 'wang', owner: null });
      expect(desk.refusal('complete-task', { taskId }, person('expert')).code).to.equal('action-not-allowed');
      desk.complete('review', WANG);
      expect(desk.state.trail[0]).to.deep.include({ by: 'wang', outcome: 'approved' });
    });

    it('should let the owner take the task back', async () => {
      const { desk, taskId } = await delegated();

      const { task } = desk.do('resolve-task', { taskId }, WANG);

      expect(task).to.deep.include({ state: 'working', assignee: 'wang' });
    });

    it('should refuse to delegate to oneself', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);

      expect(desk.refusal('delegate-task', { taskId, to: 'wang' }, WANG).code).to.equal('transfer-to-assignee');
    });
  });

  describe('suspend and resume', () => {
    it('should refuse every other verb while held, and carry the limit over', async () => {
      const desk = await deskWith(oneTask(`${REVIEW}<tb:limit value="2" unit="hour"/>`));
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);
      desk.do('suspend-task', { taskId, comment: '等待鉴定' }, WANG);
      expect(desk.task('review')).to.deep.include({ state: 'held', heldFrom: 'claimed', assignee: 'wang' });
      for (const [name, input] of [
        ['claim-task', {}],
        ['release-task', {}],
        ['complete-task', {}],
        ['reject-task', {}],
        ['return-task', {}],
        ['transfer-task', { to: 'li' }],
        ['delegate-task', { to: 'li' }],
        ['resolve-task', {}],
        ['suspend-task', {}],
        ['comment-task', { comment: '?' }],
      ] as const) {
        const refused = desk.refusal(name, { taskId, ...input } as never, WANG);
        expect(refused.code, name).to.equal('task-state-conflict');
        expect(refused.params.state).to.equal('held');
      }
      desk.now += 5 * 3_600_000;

      const { task } = desk.do('resume-task', { taskId }, WANG);

      expect(task).to.deep.include({ state: 'claimed', assignee: 'wang', dueAt: START + 7 * 3_600_000 });
      expect(desk.task('review')).not.to.have.property('heldFrom');
    });

    it('should count only the latest suspension when resumed twice', async () => {
      const desk = await deskWith(oneTask(`${REVIEW}<tb:limit value="2" unit="hour"/>`));
      const { id: taskId } = desk.task('review');
      for (const hours of [1, 3]) {
        desk.do('suspend-task', { taskId }, ADMIN);
        desk.now += hours * 3_600_000;
        desk.do('resume-task', { taskId }, ADMIN);
        desk.now += 60_000;
      }

      expect(desk.task('review').dueAt).to.equal(START + 6 * 3_600_000);
      expect(desk.task('review').state).to.equal('offered');
    });

    it('should refuse every verb on a task of a suspended case', async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      desk.do('suspend-instance', { reason: '专项检查' }, withRole('boss', 'manager'));

      for (const name of ['claim-task', 'complete-task', 'reject-task', 'suspend-task'] as const) {
        expect(desk.refusal(name, { taskId }, WANG).code, name).to.equal('case-not-active');
      }
      desk.do('resume-instance', {}, ADMIN);
      expect(desk.complete('review', WANG).task.state).to.equal('approved');
    });
  });

  describe('comment', () => {
    it("should begin the work with the assignee's first remark and decide nothing", async () => {
      const desk = await deskWith(oneTask());
      const { id: taskId } = desk.task('review');
      desk.do('comment-task', { taskId, comment: '谁来?' }, LI);
      expect(desk.task('review').state).to.equal('offered');
      desk.do('claim-task', { taskId }, WANG);

      desk.do('comment-task', { taskId, comment: '已联系申请人' }, WANG);
      desk.do('comment-task', { taskId, comment: '请抓紧' }, ADMIN);

      expect(desk.task('review').state).to.equal('working');
      expect(desk.task('review').comments.map(({ by, text }) => `${by}: ${text}`)).to.deep.equal([
        'li: 谁来?',
        'wang: 已联系申请人',
        'admin: 请抓紧',
      ]);
    });
  });

  describe('tb:operations', () => {
    it('should refuse what the model does not admit, and admit what ends what it admits', async () => {
      const desk = await deskWith(oneTask(REVIEW, 'tb:operations="claim, complete, delegate, suspend"'));
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);

      const refused = desk.refusal('transfer-task', { taskId, to: 'li' }, WANG);

      expect(refused).to.deep.include({ code: 'action-switched-off', elementId: 'review' });
      expect(desk.refusal('reject-task', { taskId }, WANG).code).to.equal('action-switched-off');
      desk.do('delegate-task', { taskId, to: 'li' }, WANG);
      desk.do('resolve-task', { taskId }, LI);
      desk.do('suspend-task', { taskId }, WANG);
      desk.do('resume-task', { taskId }, WANG);
      desk.do('complete-task', { taskId }, WANG);
      expect(desk.state.status).to.equal('completed');
    });
  });
});
