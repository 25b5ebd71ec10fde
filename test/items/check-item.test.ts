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

  it('should warn of a condition that names no law', () => {
    const text = { zh: '年满十八周岁', en: 'of age' };

    expect(rulesOf({ conditions: [{ text, legalBasis: null }] })).to.deep.equal(['warning:condition-without-basis']);
    expect(rulesOf({ conditions: [{ text, legalBasis: text }] })).to.deep.equal([]);
  });

  it('should find a credit code that is none, in the organ and inside the codes, and one of another organ', () => {
    const [own, other, bad] = ['91350100M000100Y43', '9144030071526726XG', '91350100M000100Y44'];
    const codes = (credit: string) => ({ implementation: `${credit}4`.padEnd(31, '0') });
    const organ = { department: 'd', creditCode: own };

    expect(rulesOf({ organ, codes: codes(own) })).to.deep.equal([]);
    expect(rulesOf({ organ: { ...organ, creditCode: bad } })).to.deep.equal(['error:credit-code-invalid']);
    expect(rulesOf({ codes: codes(bad) })).to.deep.equal(['error:item-code-invalid']);
    expect(rulesOf({ organ, codes: codes(other) })).to.deep.equal(['error:item-code-foreign']);
    expect(rulesOf({ codes: { implementation: 'LOCAL-7', handling: 'LOCAL-701' } })).to.deep.equal([]);
    expect(rulesOf({ codes: { implementation: 'LOCAL-7', handling: 'OTHER-701' } })).to.deep.equal([
      'error:item-code-foreign',
    ]);
  });

  it('should refuse a period that does not exist', () => {
    expect(rulesOf({ validFrom: '2026-02-01', validUntil: '2026-02-01' })).to.deep.equal([]);
    for (const period of [
      { validFrom: '2026-02-30' },
      { validUntil: '2026-13-01' },
      { validFrom: '2026-03-02', validUntil: '2026-03-01' },
    ])
      expect(rulesOf(period), JSON.stringify(period)).to.deep.equal(['error:period-invalid']);
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
