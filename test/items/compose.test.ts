import { expect } from 'chai';
import fc from 'fast-check';
import { type Composition, compose, daysOf } from '../../engine/items/compose.ts';
import type { ServiceItem } from '../../engine/items/item.ts';
import { item, limit, material, question } from './items.ts';

const one = (key: string, days: number, more: Partial<ServiceItem> = {}) =>
  item({ key, limits: [limit('promised', days)], ...more });

function composed(items: readonly ServiceItem[], answers = {}): Composition {
  const result = compose(items, answers);
  if (!result.ok) throw new Error(`Expected an order, but found a circle of ${result.circle.join(', ')}.`);
  return result.composition;
}

describe('items/compose', () => {
  it('should let what does not wait go on at the same time', () => {
    const { plan, days } = composed([
      one('licence', 3),
      one('seal', 1, { after: ['licence'] }),
      one('tax', 2, { after: ['licence'] }),
      one('bank', 1),
    ]);

    expect(plan.map(({ key, stage, from, to }) => [key, stage, from, to])).to.deep.equal([
      ['licence', 0, 0, 3],
      ['seal', 1, 3, 4],
      ['tax', 1, 3, 5],
      ['bank', 0, 0, 1],
    ]);
    expect(days).to.deep.equal({ parallel: 5, serial: 7 });
  });

  it('should ask for each material once, and say what that saves', () => {
    const { materials, saved } = composed([
      one('a', 1, {
        materials: [material('plan', { required: false, copies: 2, forms: ['paper'] }), material('only-a')],
      }),
      one('b', 1, { materials: [material('plan')] }),
    ]);

    expect(
      materials.map(({ material: { code, required, copies, forms }, for: keys }) => ({
        code,
        required,
        copies,
        forms,
        keys,
      })),
    ).to.deep.equal([
      { code: 'plan', required: true, copies: 2, forms: ['paper'], keys: ['a', 'b'] },
      { code: 'only-a', required: true, copies: 1, forms: ['paper', 'electronic'], keys: ['a'] },
    ]);
    expect(saved).to.equal(1);
  });

  it('should not ask for what the government has for one of them', () => {
    const { materials, saved } = composed([
      one('a', 1, { materials: [material('licence')] }),
      one('b', 1, { materials: [material('licence', { source: 'government', waiver: { way: 'electronicLicence' } })] }),
    ]);

    expect(materials.map(({ how }) => how)).to.deep.equal(['held']);
    expect(saved).to.equal(1);
  });

  it('should ask a question once', () => {
    expect(
      composed([one('a', 1, { questions: [question('agent')] }), one('b', 1, { questions: [question('agent')] })]).open,
    ).to.deep.equal(['agent']);
  });

  it('should name items that wait for each other', () => {
    expect(compose([one('a', 1, { after: ['b'] }), one('b', 1, { after: ['a'] }), one('c', 1)], {})).to.deep.equal({
      ok: false,
      circle: ['a', 'b'],
    });
  });

  it('should never plan an item before what it waits for, nor take longer than one after the other', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const items = fc
      .tuple(
        ...keys.map((key, index) =>
          fc.record({
            days: fc.integer({ min: 1, max: 30 }),
            after: fc.subarray(keys.slice(0, index)),
            key: fc.constant(key),
          }),
        ),
      )
      .map((all) => all.map(({ key, days, after }) => one(key, days, { after })));
    fc.assert(
      fc.property(items, (all) => {
        const { plan, days } = composed(all);
        const byKey = new Map(plan.map((planned) => [planned.key, planned]));
        for (const { key, after, from } of plan) {
          for (const before of after) expect(from).to.be.at.least(byKey.get(before)?.to ?? 0);
          expect(after).to.have.members(all.find((each) => each.key === key)?.after ?? []);
        }
        expect(days.parallel).to.be.at.most(days.serial);
        expect(days.parallel).to.be.at.least(Math.max(...all.map(daysOf)));
      }),
    );
  });
});
