import { expect } from 'chai';
import { collectCases } from '../../engine/replay/collect.ts';
import { variablesOf } from '../../engine/replay/decide.ts';
import type { ReplayMap } from '../../engine/replay/map.ts';

const map: ReplayMap = {
  process: 'p',
  columns: { case: 'case', activity: 'activity', time: 'time' },
  activities: { A: { element: 'a' }, B: { element: 'b' }, C: { element: 'c' }, X: { element: 'x' } },
  branches: { main: ['A', 'B', 'C'], other: ['X'] },
  decisions: [
    { at: ['a'], variable: 'toB', whenNextInBranch: ['B'] },
    { at: ['a'], variable: 'way', whenNextInBranch: { B: 'short', C: 'long' } },
    { at: ['b'], variable: 'asks', whenLaterActivity: ['X'] },
    { at: ['x'], variable: 'list', collect: { A: 'one', B: 'two' }, until: ['C'] },
  ],
};

async function logged(...activities: string[]) {
  const records = activities.map((activity, index) => ({
    position: index + 1,
    record: { case: 'c', activity, time: `2011-01-0${index + 1}T00:00:00Z` },
  }));
  const [found] = await collectCases(
    (async function* () {
      yield* records;
    })(),
    map,
  );
  if (!found) throw new Error('no case');
  return found;
}

describe('replay/decide', () => {
  it('should look at the next event of the same branch, past those of others', async () => {
    expect(variablesOf(map, await logged('A', 'X', 'B'), 0)).to.deep.equal({ toB: true, way: 'short' });
    expect(variablesOf(map, await logged('A', 'X', 'C', 'B'), 0)).to.deep.equal({ toB: false, way: 'long' });
    expect(variablesOf(map, await logged('A', 'X'), 0)).to.deep.equal({ toB: false, way: null });
  });

  it('should say whether an activity comes later, not whether it came before', async () => {
    const events = await logged('X', 'B', 'A');

    expect(variablesOf(map, events, 1)).to.deep.equal({ asks: false });
  });

  it('should collect later activities once each, up to the next stop', async () => {
    expect(variablesOf(map, await logged('X', 'B', 'A', 'B', 'C', 'A'), 0)).to.deep.equal({ list: ['two', 'one'] });
    expect(variablesOf(map, await logged('X'), 0)).to.deep.equal({ list: [] });
  });

  it('should write nothing at an element without a decision', async () => {
    expect(variablesOf(map, await logged('C', 'A'), 0)).to.deep.equal({});
  });
});

describe('replay/collect', () => {
  it('should order events by time and open the case no later than its first event', async () => {
    const found = await logged('B', 'A');

    expect(found.events.map(({ activity }) => activity)).to.deep.equal(['B', 'A']);
    expect(found.start).to.equal(Date.UTC(2011, 0, 1));
    expect(found.deadline).to.equal(null);
  });

  it('should name the record when a column or a time is missing', async () => {
    const read = (record: Record<string, string>) =>
      collectCases(
        (async function* () {
          yield { position: 7, record };
        })(),
        map,
      ).catch((error: Error) => error.message);

    expect(await read({ case: 'c', time: '2011-01-01T00:00:00Z' })).to.contain('"activity" in record 7');
    expect(await read({ case: 'c', activity: 'A', time: 'yesterday' }))
      .to.contain('record 7')
      .and.contain('"yesterday"');
  });
});
