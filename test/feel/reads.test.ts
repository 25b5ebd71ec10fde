import { expect } from 'chai';
import { compiled } from './support.ts';

const reads = (source: string, names: readonly string[] = []): string[] => [...compiled(source, names).reads].sort();

describe('feel/compile reads', () => {
  const cases: readonly (readonly [source: string, expected: readonly string[], names?: readonly string[]])[] = [
    ['1 + 1', []],
    ['a + b', ['a', 'b']],
    ['a.b.c', ['a']],
    ['申请人.年龄 >= 18 and 月收入 < 5000', ['月收入', '申请人']],
    ['a b + c', ['a b', 'c']],
    ['a-b', ['a-b'], ['a-b']],
    ['for x in xs return x + y', ['xs', 'y']],
    ['for x in 1..3 return partial', []],
    ['some x in xs satisfies x > limit', ['limit', 'xs']],
    ['(function(x) x + y)(z)', ['y', 'z']],
    ['{a: 1, b: a + c}', ['c']],
    ['{a: a}', ['a']],
    ['count(list)', ['list']],
    ['count', ['count']],
    ['orders[total > limit]', ['limit', 'orders', 'total']],
    ['orders[item.total > 3]', ['orders']],
    ['date(d) + duration(n)', ['d', 'n']],
    ['if a then b else c', ['a', 'b', 'c']],
    ['f(x)', ['f', 'x'], ['f']],
  ];

  for (const [source, expected, names] of cases) {
    it(`should list ${expected.length === 0 ? 'nothing' : expected.join(', ')} for ${source}`, () => {
      expect(reads(source, names)).to.deep.equal([...expected].sort());
    });
  }
});
