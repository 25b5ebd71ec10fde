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
    const next = () => Promise.resolve(Number.POSITIVE_INFINITY);
    const done: string[] = [];
    const run = async ({ id }: Job): Promise<void> => void done.push(id);
    const runner = new JobRunner({
      name: 'test',
      clock,
      logger: silent,
      concurrency: 10,
      pollMs: 60_000,
      claim,
      run,
      next,
    });
    runner.start();

    const begun = runner.begin();
    looks[0]?.([]);

    expect(await begun).to.equal(1);
    await runner.finish();
    expect(done).to.deep.equal(['due']);
    await runner.stop();
  });

  it('should wake for every job when it falls due, though it was told of the first only', async () => {
    const now = (): number => Date.now();
    const waiting = [10, 60, 110].map((ms) => ({ id: `after ${ms} ms`, dueAt: now() + ms }) as Job);
    const claim = async (): Promise<Job[]> => {
      const due = waiting.filter(({ dueAt }) => dueAt <= now());
      waiting.splice(0, due.length);
      return due;
    };
    const next = async (): Promise<number> => waiting[0]?.dueAt ?? Number.POSITIVE_INFINITY;
    const done: string[] = [];
    let finish = (): void => undefined;
    const allDone = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const run = async ({ id }: Job): Promise<void> => {
      done.push(id);
      if (done.length === 3) finish();
    };
    const clocked = { now };
    const runner = new JobRunner({
      name: 'test',
      clock: clocked,
      logger: silent,
      concurrency: 10,
      pollMs: 60_000,
      claim,
      run,
      next,
    });
    runner.start();

    await allDone;

    expect(done).to.deep.equal(['after 10 ms', 'after 60 ms', 'after 110 ms']);
    await runner.stop();
  });
});
