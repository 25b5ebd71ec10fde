import { expect } from 'chai';
import { DEFAULT_CASE_NUMBER, readCaseNumberFormat } from '../../engine/items/case-number.ts';

const written = (format: string, n = 42): string | undefined => readCaseNumberFormat(format)?.('2026-03-05', n);

describe('items/case-number', () => {
  it('should write the day and the count', () => {
    expect(written(DEFAULT_CASE_NUMBER)).to.equal('20260305-000042');
    expect(written('综窗{yy}/{mm}.{dd}_{n}')).to.equal('综窗26/03.05_42');
  });

  it('should not cut a count that has outgrown its digits', () => {
    expect(written('{n:2}', 12_345)).to.equal('12345');
  });

  for (const [what, format] of [
    ['without a count', 'TB{yyyy}'],
    ['with two counts', '{n}-{n:4}'],
    ['with an unknown part', '{yyyy}{week}{n}'],
    ['with a blank', 'TB {n}'],
    ['with a sign that would break an address', 'TB?{n}'],
    ['that is too long', `${'x'.repeat(60)}{n}`],
    ['that is empty', ''],
  ] as const)
    it(`should refuse a format ${what}`, () => {
      expect(readCaseNumberFormat(format)).to.equal(undefined);
    });
});
