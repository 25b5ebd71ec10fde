import { expect } from 'chai';
import {
  addressOf,
  criteriaIn,
  criteriaOf,
  type Filter,
  filterFrom,
  filterOf,
  NOTHING,
  without,
  withVariable,
} from '../../../apps/inbox/filter.ts';
import { addressOf as requestOf } from '../../../apps/shared/api/client.ts';

const filter: Filter = {
  view: 'claimable',
  q: '食品',
  lamp: 'red',
  sort: '-priority',
  more: { definitionKey: 'stall', variables: { city: '东', amount: { from: '1', to: '9' } } },
  columns: ['city'],
};

describe('the filter of the inbox', () => {
  it('should come back from the address as it was', () => {
    expect(filterOf(addressOf(filter))).to.deep.equal(filter);
    expect(addressOf({ ...NOTHING, view: 'mine' })).to.deep.equal({});
  });

  it('should take what nobody can read in an address for nothing', () => {
    const odd = { view: 'all', q: ['a'], lamp: 'purple', sort: 'name', more: '{', columns: '' };

    expect(filterOf(odd)).to.deep.equal({ ...NOTHING, view: 'mine' });
    expect(filterOf({ more: '[1]' }).more).to.deep.equal({});
  });

  it('should ask the server for all of it, ranges as such', () => {
    const request = decodeURIComponent(requestOf('/tasks', { query: { ...criteriaOf(filter) } }));

    expect(request).to.equal(
      '/api/v1/tasks?definitionKey=stall&variables[city]=东&variables[amount][from]=1&variables[amount][to]=9&q=食品&lamp=red',
    );
    expect(criteriaOf({ ...filter, view: 'done' })).not.to.have.property('lamp');
  });

  it('should be what was kept, in the view one is in where it names none', () => {
    const kept = { view: null, criteria: { q: 'x', definitionKey: 'd' }, sort: '-endedAt', columns: ['a'] };

    expect(filterFrom(kept as never, 'delegated')).to.deep.equal({
      view: 'delegated',
      q: 'x',
      lamp: '',
      sort: 'dueAt',
      more: { definitionKey: 'd' },
      columns: ['a'],
    });
  });

  it('should lose one criterion at a time', () => {
    const [key, city, amount] = criteriaIn(filter.more);

    expect([key?.text, city?.text, amount?.text]).to.deep.equal(['stall', '东', '1 – 9']);
    expect(without(filter.more, key as never)).to.deep.equal({ variables: filter.more.variables });
    expect(without(without(filter.more, city as never), amount as never)).to.deep.equal({ definitionKey: 'stall' });
  });

  it('should ask for a value where one is given, and for a range where there are two', () => {
    expect(withVariable({}, { name: 'a', from: '1', to: '' })).to.deep.equal({ variables: { a: '1' } });
    expect(withVariable({}, { name: 'a', from: '', to: '2' })).to.deep.equal({ variables: { a: { to: '2' } } });
    expect(withVariable({ variables: { b: 'x' } }, { name: 'a', from: '1', to: '2' })).to.deep.equal({
      variables: { b: 'x', a: { from: '1', to: '2' } },
    });
  });
});
