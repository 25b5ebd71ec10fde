import { expect } from 'chai';
import { SYSTEM } from '../../engine/commands/command.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, START, WANG, withRole } from './desk.ts';

const WORKER = withRole('tax', 'worker');
const ANALYST = withRole('analyst', 'analyst');

const serviceTask = async (): Promise<{ desk: Desk; effectId: string }> => {
  const desk = new Desk({
    graphs: [
      await graphOf(
        `<startEvent id="start"/><serviceTask id="ask" tb:topic="tax" tb:retry="R3/PT30S"/><userTask id="a"/><userTask id="handle"/>
         <boundaryEvent id="no" attachedToRef="ask"><errorEventDefinition errorRef="e" tb:codeVariable="code"/></boundaryEvent>
         ${flows('start ask a', 'no handle')}`,
        { definitions: '<error id="e" errorCode="unknown-taxpayer"/>' },
      ),
    ],
  });
  desk.start({ taxNumber: '91350' });
  return { desk, effectId: Object.keys(desk.state.effects)[0] ?? '' };
};

describe('commands of jobs', () => {
  describe('timers', () => {
    const timed = async (): Promise<{ desk: Desk; timerId: string }> => {
      const desk = new Desk({
        graphs: [
          await graphOf(
            `<startEvent id="start"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
             <userTask id="a"/>${flows('start wait a')}`,
          ),
        ],
      });
      desk.start();
      return { desk, timerId: Object.keys(desk.state.timers)[0] ?? '' };
    };

    it('should fire when due and never early', async () => {
      const { desk, timerId } = await timed();
      desk.now = START + 3_599_999;
      const early = desk.refusal('fire-timer', { timerId }, SYSTEM);
      desk.now += 1;

      const answer = desk.do('fire-timer', { timerId }, SYSTEM);

      expect(early.code).to.equal('timer-not-due');
      expect(answer).to.deep.equal({ instanceId: 'case', status: 'active' });
      expect(desk.openNodes).to.deep.equal(['a']);
      expect(desk.refusal('fire-timer', { timerId }, SYSTEM).code).to.equal('not-found');
    });

    it('should fire early by the hand of an administrator, and of nobody else', async () => {
      const { desk, timerId } = await timed();

      expect(desk.refusal('fire-timer', { timerId }, WANG).code).to.equal('forbidden');
      desk.do('fire-timer', { timerId }, ADMIN);

      expect(desk.openNodes).to.deep.equal(['a']);
    });

    it('should not fire while the case is suspended', async () => {
      const { desk, timerId } = await timed();
      desk.do('suspend-instance', {}, ADMIN);
      desk.now += 3_600_000;

      expect(desk.refusal('fire-timer', { timerId }, SYSTEM).code).to.equal('case-not-active');
    });

    it('should take another time', async () => {
      const { desk, timerId } = await timed();

      desk.do('reschedule-job', { jobId: timerId, dueAt: START + 60_000 }, withRole('boss', 'manager'));

      expect(desk.state.timers[timerId]?.dueAt).to.equal(START + 60_000);
      desk.now += 60_000;
      desk.do('fire-timer', { timerId }, SYSTEM);
      expect(desk.refusal('reschedule-job', { jobId: timerId, dueAt: START }, ADMIN).code).to.equal('not-found');
      expect(desk.refusal('reschedule-job', { jobId: timerId, dueAt: START }, WANG).code).to.equal('forbidden');
    });
  });

  describe('work for the outside', () => {
    it('should be completed by a worker, once', async () => {
      const { desk, effectId } = await serviceTask();

      desk.do('complete-effect', { effectId, variables: { taxNumber: '913500' } }, WORKER);

      expect(desk.openNodes).to.deep.equal(['a']);
      expect(desk.variables).to.deep.equal({ taxNumber: '913500' });
      expect(desk.refusal('complete-effect', { effectId }, WORKER).code).to.equal('not-found');
    });

    it('should be settled by nobody else, and not while the case is suspended', async () => {
      const { desk, effectId } = await serviceTask();

      expect(desk.refusal('complete-effect', { effectId }, WANG).code).to.equal('forbidden');
      desk.do('suspend-instance', {}, ADMIN);
      expect(desk.refusal('complete-effect', { effectId }, WORKER).code).to.equal('case-not-active');
    });

    it('should be tried again later, then become an incident that can be retried', async () => {
      const { desk, effectId } = await serviceTask();
      desk.do('fail-effect', { effectId, message: 'timeout', dueAt: START + 5_000 }, SYSTEM);
      expect(desk.state.effects[effectId]).to.deep.include({
        attemptsLeft: 2,
        dueAt: START + 5_000,
        lastError: 'timeout',
      });
      desk.do('fail-effect', { effectId, message: 'gone', attemptsLeft: 0 }, SYSTEM);
      const [incident] = Object.values(desk.state.incidents);
      expect(incident).to.deep.include({ code: 'effect-failed' });

      expect(desk.refusal('resolve-incident', { incidentId: incident?.id ?? '' }, WANG).code).to.equal('forbidden');
      desk.do('resolve-incident', { incidentId: incident?.id ?? '' }, ANALYST);

      expect(desk.state.incidents).to.deep.equal({});
      expect(desk.state.effects[effectId]).to.deep.include({ attemptsLeft: 3, dueAt: START });
      expect(desk.refusal('resolve-incident', { incidentId: incident?.id ?? '' }, ADMIN).code).to.equal('not-found');
    });

    it('should be retried at once with as many attempts as asked', async () => {
      const { desk, effectId } = await serviceTask();
      desk.do('fail-effect', { effectId, message: 'down', attemptsLeft: 0 }, SYSTEM);

      desk.do('retry-job', { jobId: effectId, attempts: 7 }, ANALYST);
      expect(desk.state.incidents).to.deep.equal({});
      expect(desk.state.effects[effectId]).to.deep.include({ attemptsLeft: 7, dueAt: START });
      desk.do('fail-effect', { effectId, message: 'down', dueAt: START + 1_000_000 }, SYSTEM);
      desk.do('retry-job', { jobId: effectId }, ADMIN);

      expect(desk.state.effects[effectId]).to.deep.include({ attemptsLeft: 6, dueAt: START });
      expect(desk.refusal('retry-job', { jobId: 'none' }, ADMIN).code).to.equal('not-found');
      expect(desk.refusal('retry-job', { jobId: effectId }, WANG).code).to.equal('forbidden');
    });

    it('should raise a business error that the model catches', async () => {
      const { desk, effectId } = await serviceTask();

      desk.do('throw-effect-error', { effectId, errorCode: 'unknown-taxpayer', variables: { hint: 'new?' } }, WORKER);

      expect(desk.openNodes).to.deep.equal(['handle']);
      expect(desk.variables).to.deep.include({ hint: 'new?', code: 'unknown-taxpayer' });
      expect(desk.state.effects).to.deep.equal({});
    });

    it('should become an incident where the model does not catch the error', async () => {
      const { desk, effectId } = await serviceTask();

      desk.do('throw-effect-error', { effectId, errorCode: 'other' }, WORKER);

      expect(Object.values(desk.state.incidents).map(({ code }) => code)).to.deep.equal(['uncaught-error']);
    });

    it('should take another time for its next attempt', async () => {
      const { desk, effectId } = await serviceTask();

      desk.do('reschedule-job', { jobId: effectId, dueAt: START + 9 }, ADMIN);

      expect(desk.state.effects[effectId]?.dueAt).to.equal(START + 9);
    });

    it('should refuse variables that cannot be kept', async () => {
      const { desk, effectId } = await serviceTask();
      const variables = { bad: 'a\0' };

      expect(desk.refusal('complete-effect', { effectId, variables }, WORKER).code).to.equal('variables-invalid');
      const error = { effectId, errorCode: 'x', variables };
      expect(desk.refusal('throw-effect-error', error, WORKER).code).to.equal('variables-invalid');
    });
  });
});
