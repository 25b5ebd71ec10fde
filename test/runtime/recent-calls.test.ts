import { expect } from 'chai';
import { RecentCalls } from '../../engine/runtime/departments/recent-calls.ts';

describe('runtime/recent calls of a department', () => {
  it('should say nothing before the first', () => {
    expect(new RecentCalls().level).to.equal(null);
  });

  it('should tell how long all but five of a hundred took, and how many were answered', () => {
    const recent = new RecentCalls();

    for (let n = 1; n <= 100; n++) recent.add({ ms: n, answered: n % 4 !== 0 });

    expect(recent.level).to.deep.equal({ p95Ms: 95, answered: 0.75 });
  });

  it('should forget the oldest', () => {
    const recent = new RecentCalls(3);

    for (const ms of [9_000, 8_000, 10, 20, 30]) recent.add({ ms, answered: ms < 1_000 });

    expect(recent.level).to.deep.equal({ p95Ms: 30, answered: 1 });
  });
});
