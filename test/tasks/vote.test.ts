import { expect } from 'chai';
import fc from 'fast-check';
import { parseFraction } from '../../engine/model/fraction.ts';
import { type Ballot, countVotes, type Vote, type VoteRule } from '../../engine/tasks/vote.ts';

const RULE: VoteRule = { rule: 'all', share: null, base: 'all', quorum: null, against: 'now', abstain: 'counts' };
const LETTERS: Readonly<Record<string, Vote | null>> = { f: 'for', a: 'against', n: 'abstain', '.': null };

/** One letter a person: for, against, neither, not answered; a capital holds a veto, a number before it is the weight. */
const ballots = (text: string): Ballot[] =>
  [...text.matchAll(/(\d*)([fan.!])/gi)].map(([, weight, letter = '']) => ({
    vote: letter === '!' ? null : (LETTERS[letter.toLowerCase()] ?? null),
    weight: weight ? Number(weight) : 1,
    veto: letter === '!' || letter !== letter.toLowerCase(),
  }));
const count = (rule: Partial<VoteRule>, text: string, closed = false) =>
  countVotes({ ...RULE, ...rule }, ballots(text), closed);
const share = (text: string) => ({ rule: 'ratio' as const, share: parseFraction(text) });

describe('model/fraction', () => {
  it('should read ratios, percentages and decimals exactly', () => {
    expect(parseFraction('2/3')).to.deep.equal({ numerator: 2n, denominator: 3n });
    expect(parseFraction('66.7%')).to.deep.equal({ numerator: 667n, denominator: 1000n });
    expect(parseFraction('0.5')).to.deep.equal({ numerator: 5n, denominator: 10n });
  });

  it('should refuse what is no share', () => {
    expect(['0', '4/3', '1/0', '120%', '-1/2', 'half', '2/3/4', ''].map(parseFraction)).to.deep.equal(
      Array(8).fill(null),
    );
  });
});

describe('tasks/vote', () => {
  it('should pass a countersign when all have agreed, and fail it with the first against', () => {
    expect(count({}, 'ff.')).to.equal('open');
    expect(count({}, 'fff')).to.equal('passed');
    expect(count({}, 'fa.')).to.equal('failed');
    expect(count({ against: 'wait' }, 'fa.'), 'all are heard first').to.equal('open');
    expect(count({ against: 'wait' }, 'faf')).to.equal('failed');
  });

  it('should let the first decision count where any may sign', () => {
    expect(count({ rule: 'any' }, '.f.')).to.equal('passed');
    expect(count({ rule: 'any' }, '.a.')).to.equal('failed');
    expect(count({ rule: 'any' }, 'n.'), 'abstaining decides nothing').to.equal('open');
    expect(count({ rule: 'any' }, 'nn')).to.equal('failed');
  });

  it('should count exact shares: two of three are two thirds', () => {
    expect(count(share('2/3'), 'ff.')).to.equal('passed');
    expect(count(share('2/3'), 'f.a')).to.equal('open');
    expect(count(share('2/3'), '.aa')).to.equal('failed');
    expect(count(share('66.7%'), 'ff.')).to.equal('open');
  });

  it('should count who abstains only where the model says so', () => {
    expect(count({ ...share('1/2'), abstain: 'counts' }, 'fnn')).to.equal('failed');
    expect(count({ ...share('1/2'), abstain: 'left-out' }, 'fnn')).to.equal('passed');
    expect(count({ ...share('1/2'), abstain: 'left-out' }, 'nnn'), 'nobody has agreed').to.equal('failed');
  });

  it('should weigh votes, whatever they sum up to', () => {
    const weighted = { ...share('1/2'), rule: 'weighted' as const };

    expect(count(weighted, '7f3a4.')).to.equal('passed');
    expect(count(weighted, '3f7a3.')).to.equal('failed');
    expect(count({ ...weighted, rule: 'ratio' }, '3f7a3.'), 'heads do not weigh').to.equal('open');
  });

  it('should end with a veto at once, and hear everybody who holds one', () => {
    expect(count(share('1/2'), 'fffA')).to.equal('failed');
    expect(count(share('1/2'), 'fff!')).to.equal('open');
    expect(count(share('1/2'), 'fffF')).to.equal('passed');
  });

  it('should wait for the quorum', () => {
    const quorum = parseFraction('3/4');

    expect(count({ ...share('1/4'), quorum }, 'ff..')).to.equal('open');
    expect(count({ ...share('1/4'), quorum }, 'ffn.')).to.equal('passed');
    expect(count({ ...share('1/4'), quorum }, 'ff..', true), 'time is up').to.equal('failed');
  });

  it('should leave out who has not answered when time is up, where only answers count', () => {
    expect(count({ ...share('2/3'), base: 'voted' }, 'ff...', true)).to.equal('passed');
    expect(count({ ...share('2/3'), base: 'all' }, 'ff...', true)).to.equal('failed');
  });

  it('should keep the weight of who is taken out in what a share is of, unless the model says otherwise', () => {
    const weighted = { ...RULE, rule: 'weighted', share: parseFraction('1/2') } as const;
    const ballots = [
      { vote: 'for', weight: 3, veto: false },
      { vote: null, weight: 1, veto: false },
      { vote: null, weight: 4, veto: false, gone: true },
    ] as const;

    expect(countVotes(weighted, ballots)).to.equal('open');
    expect(countVotes({ ...weighted, removal: 'renormalises' }, ballots)).to.equal('passed');
    expect(countVotes({ ...weighted, share: parseFraction('2/3') }, ballots)).to.equal('failed');
    expect(countVotes({ ...RULE, rule: 'ratio', share: parseFraction('1/2') }, ballots)).to.equal('passed');
  });

  it('should let the lead decide once the others have answered', () => {
    const of = (lead: Vote | null, ...others: (Vote | null)[]) =>
      countVotes({ ...RULE, rule: 'lead' }, [
        { vote: lead, weight: 1, veto: false, lead: true },
        ...others.map((vote) => ({ vote, weight: 1, veto: false })),
      ]);

    expect(of('for', 'against', null)).to.equal('open');
    expect(of('for', 'against', 'for')).to.equal('passed');
    expect(of('against', 'for')).to.equal('failed');
  });

  it('should decide exactly when no answer that is out could change it', () => {
    const votes: readonly Vote[] = ['for', 'against', 'abstain'];
    const rules = fc.record({
      rule: fc.constantFrom('all', 'any', 'ratio', 'weighted'),
      share: fc.constantFrom(parseFraction('1/3'), parseFraction('1/2'), parseFraction('2/3'), parseFraction('1')),
      base: fc.constantFrom('all', 'voted'),
      quorum: fc.constant(null),
      against: fc.constantFrom('now', 'wait'),
      abstain: fc.constantFrom('counts', 'left-out'),
    }) as fc.Arbitrary<VoteRule>;
    const one = fc.record({
      vote: fc.constantFrom<Vote | null>('for', 'against', 'abstain', null, null),
      weight: fc.integer({ min: 1, max: 5 }),
      veto: fc.boolean(),
    });
    fc.assert(
      fc.property(rules, fc.array(one, { minLength: 1, maxLength: 5 }), (rule, given) => {
        fc.pre(rule.rule !== 'any');
        const ends = new Set<string>();
        const fill = (at: number, filled: Ballot[]): void => {
          const ballot = given[at];
          if (!ballot) ends.add(countVotes(rule, filled));
          else if (ballot.vote !== null) fill(at + 1, [...filled, ballot]);
          else for (const vote of votes) fill(at + 1, [...filled, { ...ballot, vote }]);
        };
        fill(0, []);

        const now = countVotes(rule, given);

        if (now !== 'open') expect([...ends]).to.deep.equal([now]);
        else if (rule.rule !== 'all') expect(ends.size, 'it is held open for a reason').to.be.above(1);
      }),
      { numRuns: 2000 },
    );
  });
});
