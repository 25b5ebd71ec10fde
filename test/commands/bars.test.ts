import { expect } from 'chai';
import type { Failure } from '../../engine/errors.ts';
import { allowedActions } from '../../engine/tasks/allowed-actions.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, type Desk } from './desk.ts';
import { begin, caseOf, deskOf, office, proxyOf, someone, task } from './office.ts';

const REVIEW = task('review', 'groups="review"');
const DECIDE = task('decide', 'groups="review" users="sun"', 'tb:separateFrom="review"');

/** wang has begun it; li has reviewed. */
async function reviewed(more: Parameters<typeof caseOf>[1] = {}, decide = DECIDE): Promise<Desk> {
  const desk = await caseOf([REVIEW, decide], { initiator: 'amy', ...more });
  desk.complete('review', someone('li'));
  return desk;
}

const codeOf = ({ code, params }: Failure): string => `${code} ${params.rule ?? ''} ${params.person ?? ''}`.trim();

describe('who may not act 回避与职责分离', () => {
  describe('separation of duties', () => {
    it('should not offer the task to who has acted at the other step, whatever group he is in', async () => {
      const desk = await reviewed();

      const decide = desk.task('decide');

      expect(decide.barred).to.deep.equal(['li']);
      expect(decide.candidateUsers).to.deep.equal(['sun']);
    });

    it('should refuse every way to decide, saying by which rule and what was done before', async () => {
      const desk = await reviewed();
      const taskId = desk.task('decide').id;
      const [act] = desk.state.trail;

      for (const command of ['claim-task', 'complete-task', 'reject-task', 'return-task', 'comment-task'] as const) {
        const refused = desk.refusal(command, { taskId, comment: 'x' } as never, someone('li'));

        expect(codeOf(refused), command).to.equal('approver-barred separation-of-duties li');
        expect(refused.params).to.include({
          act: act?.taskId,
          actElementId: 'review',
          may: 'sun, group:review, role:admin',
        });
      }
    });

    it('should let nobody give it to him, by transfer, hand-over or delegation', async () => {
      const desk = await reviewed();
      const taskId = desk.task('decide').id;
      desk.do('claim-task', { taskId }, someone('sun'));

      const transferred = desk.refusal('transfer-task', { taskId, to: 'li' }, someone('sun'));
      const delegated = desk.refusal('delegate-task', { taskId, to: 'li' }, someone('sun'));
      const reassigned = desk.refusal('transfer-task', { taskId, to: 'li' }, ADMIN);
      const handedOver = desk.refusal('hand-over-task', { taskId, from: 'sun', to: 'li' }, ADMIN);

      for (const refused of [transferred, delegated, reassigned, handedOver]) {
        expect(codeOf(refused)).to.equal('approver-barred separation-of-duties li');
      }
    });

    it('should hold for a proxy, for whom he acts, and for who stands in between', async () => {
      for (const [proxies, actor, kept] of [
        [[proxyOf('sun', 'li')], 'li', 'li'],
        [[proxyOf('li', 'chen')], 'chen', 'li'],
        [[proxyOf('sun', 'li'), proxyOf('li', 'chen')], 'chen', 'li'],
      ] as const) {
        const desk = await reviewed({ organisation: office({ proxies }) });
        const taskId = desk.task('decide').id;
        const act = () => desk.refusal('complete-task', { taskId }, someone(actor));

        expect(codeOf(act()), actor).to.equal(`approver-barred separation-of-duties ${kept}`);
      }
    });

    it('should count who has acted through a proxy, and the proxy', async () => {
      const desk = await caseOf([REVIEW, DECIDE], {
        organisation: office({ proxies: [proxyOf('li', 'sun')] }),
        initiator: 'amy',
      });

      desk.complete('review', someone('sun'));

      expect(desk.task('decide').barred).to.deep.equal(['li', 'sun']);
    });

    it('should count who was asked for an opinion', async () => {
      const desk = await caseOf([REVIEW, DECIDE], { initiator: 'amy' });
      const taskId = desk.task('review').id;
      desk.do('claim-task', { taskId }, someone('li'));
      desk.do('delegate-task', { taskId, to: 'sun' }, someone('li'));
      desk.do('resolve-task', { taskId, comment: '同意' }, someone('sun'));

      desk.complete('review', someone('li'));

      expect(desk.task('decide').barred).to.deep.equal(['li', 'sun']);
    });

    it('should hold in both directions, whichever step is done first', async () => {
      const desk = deskOf(
        await graphOf(
          `<startEvent id="start"/><parallelGateway id="split"/>${REVIEW}${DECIDE}<parallelGateway id="join"/><endEvent id="end"/>
           ${flows('start split review join end', 'split decide join')}`,
        ),
      );
      begin(desk, { initiator: 'amy' });

      desk.complete('decide', someone('li'));

      expect(desk.task('review').barred).to.deep.equal(['li']);
      const refused = desk.refusal('claim-task', { taskId: desk.task('review').id }, someone('li'));
      expect(refused.params).to.include({ rule: 'separation-of-duties', actElementId: 'decide' });
    });

    it('should leave to who has it already nothing but to give it away', async () => {
      const desk = deskOf(
        await graphOf(
          `<startEvent id="start"/><parallelGateway id="split"/>${REVIEW}${DECIDE}<parallelGateway id="join"/><endEvent id="end"/>
           ${flows('start split review join end', 'split decide join')}`,
        ),
      );
      begin(desk, { initiator: 'amy' });
      desk.do('claim-task', { taskId: desk.task('decide').id }, someone('li'));
      desk.complete('review', someone('li'));

      const decide = desk.task('decide');
      const node = desk.first.graph.nodes[decide.node];
      const actions = node && allowedActions(someone('li'), { task: decide, node, owners: [], suspended: false });

      expect(actions).to.deep.equal(['release', 'transfer', 'suspend']);
      expect(desk.refusal('complete-task', { taskId: decide.id }, someone('li')).code).to.equal('approver-barred');
      desk.do('transfer-task', { taskId: decide.id, to: 'sun' }, someone('li'));
      desk.complete('decide', someone('sun'));
      expect(desk.state.status).to.equal('completed');
    });

    it('should hold for administrators too, and after a return', async () => {
      const desk = await caseOf([REVIEW, task('decide', 'assignee="sun"', 'tb:separateFrom="review"')], {
        initiator: 'amy',
      });
      desk.complete('review', { ...someone('admin'), roles: ['admin'] });
      desk.do('return-task', { taskId: desk.task('decide').id }, someone('sun'));
      desk.complete('review', { ...someone('admin'), roles: ['admin'] });
      const taskId = desk.task('decide').id;
      desk.do('release-task', { taskId }, someone('sun'));

      const refused = desk.refusal('complete-task', { taskId }, ADMIN);

      expect(codeOf(refused)).to.equal('approver-barred separation-of-duties admin');
    });

    it('should not ask the same person in a round of the other step, before, after or beside', async () => {
      const round = task('decide', 'users="li,sun,chen"', 'tb:separateFrom="review"', '<tb:approval rule="all"/>');
      const desk = await reviewed({}, round);
      const taskId = desk.tasksAt('decide').find(({ assignee }) => assignee === 'sun')?.id ?? '';

      expect(desk.tasksAt('decide').map(({ assignee }) => assignee)).to.deep.equal(['sun', 'chen']);
      for (const kind of ['before', 'after', 'parallel'] as const) {
        const refused = desk.refusal('add-signer-task', { taskId, users: ['li'], kind }, someone('sun'));
        expect(codeOf(refused), kind).to.equal('approver-barred separation-of-duties li');
      }
    });
  });

  describe('conflict of interest', () => {
    const decide = task('decide', 'groups="review" empty="admin"', 'tb:decides="licence"');

    it('should keep who began the case from deciding on it, in whatever way', async () => {
      const desk = await caseOf([decide], { initiator: 'li' });
      const taskId = desk.task('decide').id;

      expect(desk.task('decide').barred).to.deep.equal(['li']);
      for (const command of ['claim-task', 'complete-task', 'reject-task'] as const) {
        const refused = desk.refusal(command, { taskId }, someone('li'));
        expect(codeOf(refused), command).to.equal('approver-barred conflict-of-interest li');
      }
      desk.do('claim-task', { taskId }, someone('wang'));
      expect(desk.refusal('transfer-task', { taskId, to: 'li' }, someone('wang')).code).to.equal('approver-barred');
    });

    it('should hold for an administrator who began it, and leave the task to others', async () => {
      const desk = await caseOf([task('decide', 'post="none" empty="admin"')], { initiator: 'admin' });
      const taskId = desk.task('decide').id;

      expect(codeOf(desk.refusal('complete-task', { taskId }, ADMIN))).to.equal(
        'approver-barred conflict-of-interest admin',
      );
      desk.complete('decide', { ...someone('root'), roles: ['admin'] });
      expect(desk.state.status).to.equal('completed');
    });

    it('should see who becomes a party while the task is open', async () => {
      const desk = await caseOf([decide], { initiator: 'amy' });

      desk.do('write-variables', { variables: { agent: 'li' } } as never, ADMIN);

      const refused = desk.refusal('claim-task', { taskId: desk.task('decide').id }, someone('li'));
      expect(codeOf(refused)).to.equal('approver-barred conflict-of-interest li');
    });
  });

  describe('urging', () => {
    it('should be left to the applicant and to who has done the other step: to ask is not to decide', async () => {
      const desk = await caseOf(
        [REVIEW, task('decide', 'users="li,sun"', 'tb:separateFrom="review" tb:decides="licence"')],
        {
          initiator: 'amy',
        },
      );
      desk.complete('review', someone('li'));
      const decide = desk.task('decide');
      const node = desk.first.graph.nodes[decide.node];
      if (!node) throw new Error('Expected a node.');

      for (const who of ['amy', 'li']) {
        const situation = { task: decide, node, owners: [], suspended: false, isAwaiting: true };
        expect(allowedActions(someone(who), situation), who).to.deep.equal(['urge']);
        desk.do('urge-task', { taskId: decide.id }, someone(who));
      }
      expect(Object.values(desk.state.notices ?? {}).map(({ by }) => by)).to.include.members(['amy', 'li']);
    });
  });

  describe('four eyes', () => {
    const two = (rule: string, users = 'li,sun,chen') =>
      task('decide', `users="${users}"`, 'tb:fourEyes="true"', `<tb:approval ${rule}/>`);

    it('should not pass before two people agree, whatever the rule', async () => {
      const desk = await caseOf([two('rule="any"')], { initiator: 'amy' });

      desk.complete('decide', someone('li'));
      expect(desk.state.status).to.equal('active');
      desk.complete('decide', someone('sun'));

      expect(desk.state.status).to.equal('completed');
      expect(desk.variables.outcome).to.equal('agree');
    });

    it('should fail where two can no longer agree', async () => {
      const desk = await caseOf([two('rule="ratio" share="1/3"', 'li,sun')], { initiator: 'amy' });

      desk.complete('decide', someone('li'));
      desk.do('disagree-task', { taskId: desk.task('decide').id }, someone('sun'));

      expect(desk.variables.outcome).to.equal('disagree');
    });

    it('should refuse the submission that leads there where only one may', async () => {
      const desk = await caseOf([REVIEW, two('rule="all"', 'li,sun')], { initiator: 'sun' });

      const refused = desk.refusal('complete-task', { taskId: desk.task('review').id }, someone('li'));

      expect(refused).to.deep.include({ code: 'four-eyes-unmet', params: { elementId: 'decide', count: 1 } });
    });
  });
});
