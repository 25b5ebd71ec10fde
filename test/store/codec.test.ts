import { expect } from 'chai';
import fc from 'fast-check';
import type { InstanceState } from '../../engine/core/state.ts';
import { decodeState, encodeState, encodeVariables, isUnstorable } from '../../engine/store/codec.ts';

const state = (vars: Record<string, unknown> | undefined): InstanceState => ({
  format: 1,
  id: 'case',
  root: 'root',
  status: 'active',
  businessKey: null,
  initiator: 'ana',
  startedAt: 1,
  endedAt: null,
  definitions: ['d'],
  elements: {
    root: { id: 'root', def: 0, node: 0, parent: null, state: 'active', since: 1, visit: 1, via: null, vars },
    inner: {
      id: 'inner',
      def: 0,
      node: 2,
      parent: 'root',
      state: 'active',
      since: 1,
      visit: 1,
      via: 0,
      vars: { local: 1 },
    },
  },
  timers: {},
  subscriptions: {},
  effects: {},
  incidents: {},
  tasks: {},
  trail: [],
});

describe('store/codec', () => {
  it('should give back what it was given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (vars) => {
        const given = JSON.parse(JSON.stringify(state(vars))) as InstanceState;

        const [encoded, variables] = [encodeState(given), encodeVariables(given)];

        expect(decodeState(JSON.parse(encoded), JSON.parse(variables))).to.deep.equal(given);
      }),
    );
  });

  it('should keep the variables of the process apart, and those of inner scopes with the state', () => {
    const given = state({ amount: 3 });

    expect(JSON.parse(encodeVariables(given))).to.deep.equal({ amount: 3 });
    expect(encodeState(given)).not.to.contain('amount');
    expect(encodeState(given)).to.contain('local');
  });

  it('should refuse a state that a newer version has written', () => {
    const encoded = encodeState(state({}));

    const read = () => decodeState({ ...JSON.parse(encoded), format: 99 }, {});

    expect(read).to.throw('Expected a case of format 1 or older, but it is of format 99.');
  });

  it('should know exactly which texts the database cannot store', () => {
    const unit = fc.oneof(
      fc.constantFrom('\u0000', '\\', '\\u0000', '\ud83d', '\ude00', '😀', '"', 'u0000'),
      fc.string({ unit: 'binary' }),
    );

    fc.assert(
      fc.property(
        fc.array(unit).map((units) => units.join('')),
        (text) => {
          expect(isUnstorable(JSON.stringify({ [text]: text }))).to.equal(/[\0\p{Cs}]/u.test(text));
        },
      ),
    );
  });
});
