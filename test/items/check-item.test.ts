import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { checkItem } from '../../engine/items/check-item.ts';
import { parseItem } from '../../engine/items/parse-item.ts';
import { item, limit, material, question } from './items.ts';

const rulesOf = (...args: Parameters<typeof item>) =>
  checkItem(item(...args)).map(({ rule, severity }) => `${severity}:${rule}`);

describe('items/check-item', () => {
  it('should find nothing wrong with a good item', () => {
    expect(
      rulesOf({
        limits: [limit('statutory', 20), limit('promised', 10)],
        questions: [question('agent')],
        materials: [material('a', { appliesWhen: 'agent = "yes"' })],
      }),
    ).to.deep.equal([]);
  });

  it('should refuse a promise that is longer than the law allows, whatever the units', () => {
    expect(rulesOf({ limits: [limit('statutory', 20), limit('promised', 1, { unit: 'month' })] })).to.deep.equal([
      'error:promised-within-statutory',
    ]);
    expect(rulesOf({ limits: [limit('statutory', 20), limit('promised', 28, { unit: 'day' })] })).to.deep.equal([]);
  });

  it('should refuse a statutory limit without a law', () => {
    expect(rulesOf({ limits: [limit('statutory', 20, { legalBasis: null })] })).to.deep.equal([
      'error:statutory-without-basis',
    ]);
  });

  it('should refuse to ask for what the government holds', () => {
    expect(rulesOf({ materials: [material('licence', { source: 'government' })] })).to.deep.equal([
      'error:material-held-by-government',
    ]);
  });

  it('should refuse conditions that are none, and warn of answers nobody asks for', () => {
    expect(rulesOf({ materials: [material('a', { appliesWhen: 'agent = = 1' })] })).to.deep.equal([
      'error:condition-invalid',
    ]);
    expect(rulesOf({ materials: [material('a', { appliesWhen: 'agent = "yes"' })] })).to.deep.equal([
      'warning:answer-not-asked',
    ]);
  });

  it('should refuse keys that occur twice and an item that waits for itself', () => {
    expect(rulesOf({ materials: [material('a'), material('a')] })).to.deep.equal(['error:key-twice']);
    expect(rulesOf({ after: ['shop'] })).to.deep.equal(['error:after-itself']);
  });

  it('should name what is no item, down to the path', () => {
    const parsed = parseItem({ ...item(), materials: [{ ...material('a'), colour: 'red' }] });

    expect(parsed).to.deep.equal({
      ok: false,
      problems: ['/materials/0: must NOT have additional properties ("colour")'],
    });
  });

  const folders = readdirSync('processes').filter((folder) => existsSync(`processes/${folder}/item.json`));
  for (const folder of folders) {
    it(`should find no error in the item of ${folder}`, () => {
      const parsed = parseItem(JSON.parse(readFileSync(`processes/${folder}/item.json`, 'utf8')));

      if (!parsed.ok) expect.fail(parsed.problems.join('\n'));
      expect(checkItem(parsed.item).filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    });
  }
});
