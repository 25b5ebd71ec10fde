import { expect } from 'chai';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION, type PersonRow, type ProxyRow } from '../../engine/people/organisation/rows.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, LI, person, START, WANG, ZHAO } from './desk.ts';

const HOUR = 3_600_000;

const row = (id: string, groups: readonly string[] = []): PersonRow => ({
  id,
  roles: ['clerk'],
  groups,
  department: null,
  active: true,
});

const proxy = (principal: string, other: string, more: Partial<ProxyRow> = {}): ProxyRow => ({
  id: `${principal}-${other}`,
  principal,
  proxy: other,
  definitionKeys: null,
  elementIds: null,
  includeExisting: true,
  since: 0,
  until: null,
  ...more,
});

const office = (proxies: readonly ProxyRow[], people = ['wang', 'li', 'sun', 'admin'].map((id) => row(id))) =>
  new Organisation({ ...NO_ORGANISATION, version: 3, people: [...people, row('zhao', ['review'])], proxies });

const twoTasks = (assignment: string, attributes = ''): Promise<ProcessGraph> =>
  graphOf(
    `<startEvent id="start"/>
     <userTask id="review" ${attributes}><extensionElements><tb:assignment ${assignment}/></extensionElements></userTask>
     <userTask id="decide"><extensionElements><tb:assignment assignee="sun"/></extensionElements></userTask>
     <endEvent id="end"/>${flows('start review decide end')}`,
  );

async function deskOf(proxies: readonly ProxyRow[], assignment = 'assignee="wang"', attributes = ''): Promise<Desk> {
  const desk = new Desk({ graphs: [await twoTasks(assignment, attributes)] });
  desk.organisation = office(proxies);
  desk.start();
  return desk;
}

describe('proxies 代理', () => {
  it('should act for the principal, and be recorded as acting for him', async () => {
    const desk = await deskOf([proxy('wang', 'li')]);

    const { task } = desk.complete('review', LI, { comment: '同意' });

    expect(task).to.include({ assignee: 'wang', endedBy: 'li', onBehalfOf: 'wang' });
    expect(desk.state.trail[0]).to.include({ by: 'li', onBehalfOf: 'wang' });
    const ended = desk.events.find((event) => event.type === 'taskEnded');
    expect(ended?.type === 'taskEnded' && ended.task.comments).to.deep.equal([
      { at: START, by: 'li', onBehalfOf: 'wang', verb: 'complete', text: '同意' },
    ]);
  });

  it('should claim for the principal, who has the task when the period is over', async () => {
    const desk = await deskOf([proxy('zhao', 'li', { until: START + HOUR })], 'groups="review"');

    desk.do('claim-task', { taskId: desk.task('review').id }, LI);

    expect(desk.task('review')).to.include({ assignee: 'zhao', state: 'claimed' });
    expect(desk.events.at(-1)).to.include({ type: 'taskChanged', verb: 'claim', onBehalfOf: 'zhao' });
    desk.now = START + HOUR;
    expect(desk.refusal('complete-task', { taskId: desk.task('review').id }, LI).code).to.equal('action-not-allowed');
    desk.complete('review', ZHAO);
    expect(desk.openNodes).to.deep.equal(['decide']);
  });

  it('should act for itself where it is named itself', async () => {
    const desk = await deskOf([proxy('wang', 'li')], 'users="wang, li"');

    const { task } = desk.complete('review', LI);

    expect(task).to.include({ assignee: 'li', onBehalfOf: null });
  });

  for (const [what, narrowed] of [
    ['another process', { definitionKeys: ['other'] }],
    ['another step', { elementIds: ['decide'] }],
    ['tasks opened later', { includeExisting: false, since: START + 1 }],
    ['a time that has not come', { since: START + HOUR }],
    ['a time that is over', { until: START }],
  ] as const) {
    it(`should do nothing where it is narrowed to ${what}`, async () => {
      const desk = await deskOf([proxy('wang', 'li', narrowed)]);

      expect(desk.refusal('complete-task', { taskId: desk.task('review').id }, LI).code).to.equal('action-not-allowed');
    });
  }

  it('should not act where it asked for the case', async () => {
    const desk = new Desk({ graphs: [await twoTasks('assignee="wang"')] });
    desk.organisation = office([proxy('wang', 'li')]);
    desk.open('start-process-instance', { definitionId: desk.first.id }, LI);

    const refused = desk.refusal('complete-task', { taskId: desk.task('review').id }, LI);

    expect(refused).to.deep.include({ code: 'proxy-conflict' });
    expect(refused.params).to.include({ person: 'li', principal: 'wang', reason: 'initiator' });
  });

  it('should not act where it decided in an earlier visit', async () => {
    const desk = await deskOf([proxy('wang', 'li'), proxy('zhao', 'li')], 'users="wang" groups="review"');
    desk.complete('review', LI);
    desk.do('return-task', { taskId: desk.task('decide').id }, person('sun'));

    const refused = desk.refusal('complete-task', { taskId: desk.task('review').id }, LI);

    expect(desk.task('review')).to.include({ assignee: 'wang', visit: 2 });
    expect(refused.params).to.include({ reason: 'decided-before' });
  });

  it('should not approve for somebody what it has just done itself', async () => {
    const direct = await deskOf([proxy('sun', 'li')], 'users="li"');
    direct.complete('review', LI);
    const between = await deskOf([proxy('sun', 'li'), proxy('li', 'zhao')], 'users="li"');
    between.complete('review', LI);
    const asProxy = await deskOf([proxy('wang', 'li'), proxy('sun', 'li')]);
    asProxy.complete('review', LI);
    const principal = await deskOf([proxy('wang', 'zhao'), proxy('sun', 'wang')]);
    principal.complete('review', ZHAO);

    for (const [desk, actor, kept] of [
      [direct, LI, 'li'],
      [between, ZHAO, 'li'],
      [asProxy, LI, 'li'],
      [principal, WANG, 'wang'],
    ] as const) {
      const refused = desk.refusal('complete-task', { taskId: desk.task('decide').id }, actor);
      expect(refused).to.deep.include({ code: 'proxy-conflict' });
      expect(refused.params).to.include({ person: kept, principal: 'sun', reason: 'previous-approver' });
    }
  });

  it('should act again two steps later, and where another did the step before', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/>${['review', 'check', 'decide']
        .map(
          (id) =>
            `<userTask id="${id}"><extensionElements><tb:assignment users="wang,sun"/></extensionElements></userTask>`,
        )
        .join('')}<endEvent id="end"/>${flows('start review check decide end')}`,
    );
    const desk = new Desk({ graphs: [graph] });
    desk.organisation = office([proxy('sun', 'li')]);
    desk.start();

    desk.complete('review', LI);
    expect(desk.refusal('complete-task', { taskId: desk.task('check').id }, LI).code).to.equal('proxy-conflict');
    desk.complete('check', WANG);
    desk.complete('decide', LI);

    expect(desk.state.trail.map(({ by, onBehalfOf }) => `${by} ${onBehalfOf}`)).to.deep.equal([
      'li sun',
      'wang undefined',
      'li sun',
    ]);
  });

  it('should be kept out by the model', async () => {
    const desk = await deskOf([proxy('wang', 'li')], 'assignee="wang"', 'tb:delegable="false"');

    expect(desk.refusal('complete-task', { taskId: desk.task('review').id }, LI).code).to.equal('task-not-delegable');
    desk.complete('review', WANG);
  });

  it('should act through one proxy in between, and no further', async () => {
    const desk = await deskOf([proxy('wang', 'li'), proxy('li', 'zhao'), proxy('zhao', 'sun')]);
    const { id: taskId } = desk.task('review');

    expect(desk.refusal('complete-task', { taskId }, person('sun')).code).to.equal('action-not-allowed');
    expect(desk.complete('review', ZHAO).task).to.include({ endedBy: 'zhao', onBehalfOf: 'wang' });
  });

  it('should not get around a conflict through one in between', async () => {
    const desk = new Desk({ graphs: [await twoTasks('assignee="wang"')] });
    desk.organisation = office([proxy('wang', 'li'), proxy('li', 'zhao')]);
    desk.open('start-process-instance', { definitionId: desk.first.id }, LI);

    expect(desk.refusal('complete-task', { taskId: desk.task('review').id }, ZHAO).params).to.include({ person: 'li' });
  });

  it('should not get the rights of an office', async () => {
    const desk = await deskOf([proxy('admin', 'li')]);

    const refused = desk.refusal('transfer-task', { taskId: desk.task('review').id, to: 'zhao' }, LI);

    expect(refused.code).to.equal('action-not-allowed');
  });

  it('should not act for somebody who is not active', async () => {
    const desk = await deskOf([]);
    desk.organisation = office([proxy('wang', 'li')], [{ ...row('wang'), active: false }, row('li')]);

    expect(desk.refusal('complete-task', { taskId: desk.task('review').id }, LI).code).to.equal('action-not-allowed');
  });
});

describe('hand-over-task', () => {
  it('should put one person in the place of another, whatever state the task is in', async () => {
    const desk = await deskOf([], 'users="wang, zhao"');
    const { id: taskId } = desk.task('review');

    desk.do('hand-over-task', { taskId, from: 'wang', to: 'li', comment: '离职' }, ADMIN);
    expect(desk.task('review')).to.deep.include({ state: 'offered', candidateUsers: ['li', 'zhao'], assignee: null });

    desk.do('claim-task', { taskId }, LI);
    desk.do('suspend-task', { taskId, comment: '等待' }, LI);
    desk.do('hand-over-task', { taskId, from: 'li', to: 'zhao' }, ADMIN);
    expect(desk.task('review')).to.deep.include({ state: 'held', candidateUsers: ['zhao'], assignee: 'zhao' });
  });

  it('should be for administrators, and about somebody who has the task', async () => {
    const desk = await deskOf([]);
    const { id: taskId } = desk.task('review');

    expect(desk.refusal('hand-over-task', { taskId, from: 'wang', to: 'li' }, WANG).code).to.equal('forbidden');
    expect(desk.refusal('hand-over-task', { taskId, from: 'sun', to: 'li' }, ADMIN).code).to.equal('not-found');
    expect(desk.refusal('hand-over-task', { taskId, from: 'wang', to: 'wang' }, ADMIN).code).to.equal(
      'hand-over-to-oneself',
    );
  });
});
