import { expect } from 'chai';
import { JobRunner } from '../../engine/runtime/job-runner.ts';
import type { Job } from '../../engine/store/jobs/job.ts';
import { silent } from '../support/silent.ts';

const clock = { now: () => 0 };

describe('runtime/job-runner', () => {
  it('should not take a look that was already under way for proof that nothing is due', async () => {
    const looks: ((jobs: Job[]) => void)[] = [];
    const later = [[{ id: 'due' } as Job], []];
    const claim = (): Promise<Job[]> =>
      looks.length === 0 ? new Promise((resolve) => looks.push(resolve)) : Promise.resolve(later.shift() ?? []);
    const done: string[] = [];
    const run = async ({ id }: Job): Promise<void> => void done.push(id);
    const runner = new JobRunner({ name: 'test', clock, logger: silent, concurrency: 10, pollMs: 60_000, claim, run });
    runner.start();

    const drained = runner.drain();
    looks[0]?.([]);

    expect(await drained).to.equal(1);
    expect(done).to.deep.equal(['due']);
    await runner.stop();
  });
});
