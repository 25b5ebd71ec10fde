import { expect } from 'chai';
import { forcedVisits } from '../../engine/items/forced-visits.ts';
import { item, material } from './items.ts';

const words = (zh: string) => ({ zh, en: zh });
const visit = (step: string, when?: string) => ({ step: words(step), why: words('w'), ...(when ? { when } : {}) });
const told = (...items: Parameters<typeof item>[0][]) =>
  forcedVisits(items.map((each) => item({ channels: ['online'], ...each }))).map(({ by, step, items: rows }) => [
    by,
    step.zh,
    rows.map(({ key, when }) => `${key}${when === null ? '' : ` if ${when}`}`),
  ]);

describe('items/forced-visits', () => {
  it('should name the steps with their items, those with most items first', () => {
    expect(
      told({ key: 'a', visits: [visit('photo')] }, { key: 'b', visits: [visit('photo', 'x = 1'), visit('oath')] }),
    ).to.deep.equal([
      ['visit', 'photo', ['a', 'b if x = 1']],
      ['visit', 'oath', ['b']],
    ]);
  });

  it('should count originals, and paper where it cannot be posted', () => {
    const paper = material('p', { forms: ['paper'] });

    expect(told({ key: 'a', materials: [material('o', { original: true }), paper] })).to.have.length(2);
    expect(told({ key: 'a', materials: [paper], channels: ['online', 'post'] })).to.deep.equal([]);
    expect(told({ key: 'a', materials: [{ ...paper, waiver: { way: 'dataSharing' } }] })).to.deep.equal([]);
  });

  it('should count an item that can be applied for only in person', () => {
    expect(told({ key: 'a', channels: ['window', 'selfService'] })).to.have.length(1);
    expect(told({ key: 'a', channels: ['window', 'online'] })).to.deep.equal([]);
  });
});
