import { expect } from 'chai';
import fc from 'fast-check';
import { checkProxy } from '../../engine/people/organisation/proxy-chain.ts';

const link = (principal: string, proxy: string, since = 0, until: number | null = null) => ({
  principal,
  proxy,
  since,
  until,
});

const codeOf = (...[one, ...others]: [ReturnType<typeof link>, ...ReturnType<typeof link>[]]): string => {
  const checked = checkProxy(one, others);
  return checked.ok ? 'ok' : checked.failure.code;
};

describe('people/organisation/proxy-chain', () => {
  it('should refuse what is no proxy at all', () => {
    expect(codeOf(link('a', 'a'))).to.equal('proxy-of-oneself');
    expect(codeOf(link('a', 'b', 10, 10))).to.equal('period-invalid');
  });

  it('should refuse what leads back, directly or by way of somebody', () => {
    expect(codeOf(link('a', 'b'), link('b', 'a'))).to.equal('proxy-circle');
    expect(codeOf(link('c', 'a'), link('a', 'b'), link('b', 'c'))).to.equal('proxy-circle');
  });

  it('should admit the proxy of a proxy and no more', () => {
    expect(codeOf(link('b', 'c'), link('a', 'b'))).to.equal('ok');
    expect(codeOf(link('a', 'b'), link('b', 'c'))).to.equal('ok');
    expect(codeOf(link('c', 'd'), link('a', 'b'), link('b', 'c'))).to.equal('proxy-chain');
    expect(codeOf(link('a', 'b'), link('b', 'c'), link('c', 'd'))).to.equal('proxy-chain');
    expect(codeOf(link('b', 'c'), link('a', 'b'), link('c', 'd'))).to.equal('proxy-chain');
  });

  it('should look only at what holds at the same time', () => {
    expect(codeOf(link('a', 'b', 0, 10), link('b', 'a', 10, 20))).to.equal('ok');
    expect(codeOf(link('b', 'c', 0, 30), link('a', 'b', 0, 10), link('c', 'd', 10, 20))).to.equal('ok');
    expect(codeOf(link('a', 'b', 0, 11), link('b', 'a', 10, 20))).to.equal('proxy-circle');
  });

  it('should never let a circle or a chain of three grow, whatever is asked for in whatever order', () => {
    const who = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const time = fc.nat(6);
    const asked = fc.array(fc.record({ principal: who, proxy: who, since: time, until: fc.option(time) }), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(asked, (links) => {
        const kept: (typeof links)[number][] = [];
        for (const one of links) if (checkProxy(one, kept).ok) kept.push(one);
        for (let at = 0; at < 8; at++) {
          const now = kept.filter(({ since, until }) => since <= at && (until === null || at < until));
          const next = (ids: readonly string[]) =>
            now.filter(({ principal }) => ids.includes(principal)).map(({ proxy }) => proxy);
          for (const { principal } of now) {
            const [one, two, three] = [next([principal]), next(next([principal])), next(next(next([principal])))];
            expect([...one, ...two]).to.not.include(principal);
            expect(three).to.deep.equal([]);
          }
        }
      }),
    );
  });
});
