/** Whether the ledgers of a case account for all time, whatever was done to its clocks. */
import { expect } from 'chai';
import { clockRuns, isStopped } from '../../engine/commands/clocks/clock-runs.ts';
import { readClock } from '../../engine/commands/clocks/read-clock.ts';
import type { Desk } from '../commands/desk.ts';
import { ADMIN } from '../commands/desk.ts';

/** The intervals of each clock follow one another without a gap, and their sum is the time from its start to its end, or to now. */
export function expectAllTimeAccounted(desk: Desk, words: string): void {
  const { state, now } = desk;
  const isOver = state.status === 'completed' || state.status === 'terminated';
  for (const run of clockRuns(state)) {
    const [start] = run.records;
    const stop = run.records.find(({ effect }) => effect === 'stop');
    const read = readClock(run, desk.context(ADMIN), now);
    if (isOver) expect(isStopped(run), `${words}: ${run.id} runs on after the end`).to.equal(true);
    if (!start || !read) continue;
    const { intervals, gross } = read.ledger;
    const sum = intervals.reduce((total, { from, to }) => total + to - from, 0);
    expect(sum, `${words}: sum of ${run.id}`).to.equal((stop?.at ?? now) - start.at);
    expect(gross, `${words}: gross of ${run.id}`).to.equal(sum);
    for (const [index, { from }] of intervals.entries())
      expect(from, `${words}: gap in ${run.id}`).to.equal(intervals[index - 1]?.to ?? start.at);
  }
}
