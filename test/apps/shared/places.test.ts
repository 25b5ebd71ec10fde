import { expect } from 'chai';
import { placesIn } from '../../../apps/shared/cases/places.ts';

type Element = Parameters<typeof placesIn>[0][number];
const element = (id: string, type: string, more: Partial<Element> = {}): Element => ({
  ...{ id, elementId: id, name: id, type, state: 'active', since: '2026-03-11T02:00:00Z' },
  ...{ parentElementInstanceId: null, instanceId: 'i', definitionId: 'd' },
  ...more,
});

describe('where a case is', () => {
  it('should be the work that is open, not what lies around it nor what only watches', () => {
    const places = placesIn([
      element('intake', 'callActivity'),
      element('take-in', 'userTask', { parentElementInstanceId: 'intake' }),
      element('watch', 'subProcess'),
      element('watching', 'intermediateCatchEvent', { parentElementInstanceId: 'watch' }),
    ]);

    expect(places).to.deep.equal(['take-in']);
  });

  it('should be what it waits at where nobody works, and what failed', () => {
    const waits = element('rating', 'receiveTask', { parentElementInstanceId: 'rate' });
    const failed = element('gate', 'exclusiveGateway', { state: 'incident' });

    expect(placesIn([element('rate', 'callActivity'), waits])).to.deep.equal(['rating']);
    expect(placesIn([element('a', 'userTask'), failed, failed])).to.deep.equal(['a', 'gate']);
    expect(placesIn([element('nameless', 'receiveTask', { name: '' })])).to.deep.equal(['nameless']);
    expect(placesIn([])).to.deep.equal([]);
  });
});
