import { expect } from 'chai';
import type { LoggedCase } from '../../engine/replay/collect.ts';
import { nextStretch, timelineOf } from '../../engine/replay/timeline.ts';

const logged = (id: string, start: number, ...times: number[]): LoggedCase => ({
  id,
  start,
  deadline: null,
  attributes: {},
  events: times.map((at, index) => ({ position: index + 1, activity: 'A', at, resource: null, department: null })),
});

describe('replay/timeline', () => {
  it('should put an opening before what happens at the same instant', () => {
    const items = timelineOf([logged('b', 5, 5), logged('a', 1, 3)]);

    expect(items.map((item) => `${item.case.id}${item.index ?? '+'}`)).to.deep.equal(['a+', 'a0', 'b+', 'b0']);
  });

  it('should let every case take part once in a stretch', () => {
    const items = timelineOf([logged('a', 1, 2), logged('b', 1, 3)]);

    const first = nextStretch(items, 0, { before: Number.POSITIVE_INFINITY, limit: 100 });

    expect(first.map((item) => item.case.id)).to.deep.equal(['a', 'b']);
    expect(nextStretch(items, 2, { before: Number.POSITIVE_INFINITY, limit: 100 })).to.have.length(2);
  });

  it('should stop before the next due timer and at the limit', () => {
    const items = timelineOf([logged('a', 1), logged('b', 2), logged('c', 3)]);

    expect(nextStretch(items, 0, { before: 3, limit: 100 })).to.have.length(2);
    expect(nextStretch(items, 0, { before: 9, limit: 1 })).to.have.length(1);
  });
});
