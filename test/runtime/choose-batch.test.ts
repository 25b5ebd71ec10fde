import { expect } from 'chai';
import { chooseBatch } from '../../engine/runtime/choose-batch.ts';
import type { Pending } from '../../engine/runtime/pending.ts';

const pending = (instanceId: string, background: boolean): Pending =>
  ({ instanceId, stores: [], alone: false, envelope: background ? { background } : {} }) as unknown as Pending;
const own = (count: number): Pending[] => Array.from({ length: count }, (_, n) => pending(`own-${n}`, true));
const people = (count: number): Pending[] => Array.from({ length: count }, (_, n) => pending(`person-${n}`, false));
const choose = (queue: Pending[], room: Partial<Parameters<typeof chooseBatch>[1]> = {}) =>
  chooseBatch(
    { queue, held: new Set(), heldStores: new Set() },
    { size: 20, background: 5, alone: true, ...room },
  ).batch.map(({ instanceId }) => instanceId);

describe('runtime/choose-batch', () => {
  it('should take people before what was there earlier of the engine itself', () => {
    const chosen = choose([...own(50), ...people(3)]);

    expect(chosen.filter((id) => id?.startsWith('person'))).to.have.length(3);
    expect(chosen.filter((id) => id?.startsWith('own'))).to.have.length(5);
  });

  it('should leave a share to the engine however many people come', () => {
    const chosen = choose([...people(50), ...own(50)]);

    expect(chosen).to.have.length(20);
    expect(chosen.filter((id) => id?.startsWith('own'))).to.have.length(2);
  });

  it('should take what is earlier of the same case along with the command of somebody', () => {
    const chosen = choose([...own(50), pending('own-40', false)]);

    expect(chosen.filter((id) => id === 'own-40')).to.have.length(2);
  });

  it('should keep the last batch for people', () => {
    expect(choose(own(5), { alone: false })).to.deep.equal([]);
  });
});
