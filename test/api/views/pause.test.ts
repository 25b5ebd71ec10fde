import { expect } from 'chai';
import { pauseView } from '../../../engine/api/views/pause.ts';
import { clockRuns, isStopped } from '../../../engine/commands/clocks/clock-runs.ts';
import { readClock } from '../../../engine/commands/clocks/read-clock.ts';
import type { Desk } from '../../commands/desk.ts';
import { acceptedItem, CLERK, confirm, DECIDER, LEAD, openItem } from '../../commands/item.ts';

const DAY = 86_400_000;
const text = (instant: number): string => new Date(instant).toISOString();

/** Of the step that is open. */
function paused(desk: Desk) {
  const context = desk.context(LEAD);
  const run = clockRuns(desk.state).find((one) => one.clock === 'step' && !isStopped(one));
  const record = run && readClock(run, context, desk.now)?.ledger.paused;
  return pauseView({ state: desk.state, record, now: desk.now }, context);
}

const dueOf = (desk: Desk, clock: string): string =>
  text(Object.values(desk.state.readings ?? {}).find((one) => one.clock === clock)?.dueAt ?? Number.NaN);

describe('api/views: why a clock stands still, and until when', () => {
  it('should be nothing while it runs', async () => {
    expect(paused(await acceptedItem())).to.equal(null);
  });

  it('should be until the applicant has had his time', async () => {
    const desk = await openItem();
    const taskId = desk.task('accept').id;
    desk.do('claim-task', { taskId }, CLERK);
    const checks = (['m1', 'm2'] as const).map((material) => ({
      material,
      result: 'missing' as const,
      reason: '未交',
    }));
    desk.do('request-supplement-task', { taskId, checks }, CLERK);
    const since = text(desk.now);
    desk.now += DAY;

    expect(paused(desk)).to.deep.equal({ reason: 'request-supplement', since, until: dueOf(desk, 'correction') });
  });

  it('should be until the special procedure is due', async () => {
    const desk = await acceptedItem();
    desk.do('start-special-procedure-task', { taskId: desk.task('decide').id, kind: 'test', days: 12 }, DECIDER);

    expect(paused(desk)).to.deep.equal({ reason: 'test', since: text(desk.now), until: dueOf(desk, 'special') });
  });

  it('should be until the suspension is over', async () => {
    const desk = await acceptedItem();
    const until = desk.now + 10 * DAY;
    desk.do('apply-suspension-task', { taskId: desk.task('decide').id, reason: 'court', until }, DECIDER);
    confirm(desk, LEAD);

    expect(paused(desk)).to.deep.include({ reason: 'court', until: text(until) });
  });

  it('should be open where somebody has put a task on hold', async () => {
    const desk = await acceptedItem();
    desk.do('suspend-task', { taskId: desk.task('decide').id }, DECIDER);

    expect(paused(desk)).to.deep.include({ since: text(desk.now), until: null });
  });
});
