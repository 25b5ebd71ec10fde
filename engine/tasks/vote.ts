/**
 * What the answers of one visit mean together. Pure counting: it is decided as soon as no answer that is still out could change it, and not before.
 * Whoever holds a veto is always heard.
 */
import { type Fraction, reaches } from '../model/fraction.ts';
import type { RoundSpec } from '../model/graph.ts';

export type Vote = 'for' | 'against' | 'abstain';

export interface Ballot {
  readonly vote: Vote | null;
  /** Whole number, 1 where the model gives none. */
  readonly weight: number;
  readonly veto: boolean;
  /** Of the department that leads 主办. */
  readonly lead?: boolean;
  /** Taken out of the round: nobody answers, and of weights theirs stays in what a share is of unless the model says otherwise. */
  readonly gone?: boolean;
}

export type RoundResult = 'open' | 'passed' | 'failed';

export type VoteRule = Pick<RoundSpec, 'rule' | 'share' | 'base' | 'quorum' | 'against' | 'abstain' | 'removal'>;

/**
 * Without ballots there is nothing to decide: it has passed. `closed`: nobody answers any more, for instance because the time is up; who has not
 * answered has not agreed, and where only answers count (`base` = voted) is left out.
 */
export function countVotes(rule: VoteRule, all: readonly Ballot[], closed = false): RoundResult {
  const ballots = all.filter(({ gone }) => !gone);
  const lost = rule.removal === 'renormalises' ? 0n : sumOf(all.filter(({ gone }) => gone));
  if (ballots.length === 0) return 'passed';
  if (ballots.some(({ veto, vote }) => veto && vote === 'against')) return 'failed';
  const result = COUNTS[rule.rule](rule, ballots, lost);
  if (closed && result === 'open') return closeCount(rule, ballots, lost);
  const isUnheard = !closed && ballots.some(({ veto, vote }) => veto && vote === null);
  return result === 'passed' && isUnheard ? 'open' : result;
}

const sumOf = (ballots: readonly Ballot[]): bigint => ballots.reduce((total, { weight }) => total + BigInt(weight), 0n);

function closeCount(rule: VoteRule, ballots: readonly Ballot[], lost: bigint): RoundResult {
  if (!hasQuorum(ballots, rule.quorum)) return 'failed';
  const out = rule.base === 'voted' ? null : ('against' as const);
  const heard = ballots.flatMap((ballot) => {
    if (ballot.vote !== null) return [ballot];
    return out === null ? [] : [{ ...ballot, vote: out, veto: false }];
  });
  return heard.length === 0 ? 'failed' : COUNTS[rule.rule](rule, heard, lost);
}

type Count = (rule: VoteRule, ballots: readonly Ballot[], lost: bigint) => RoundResult;

const COUNTS: Readonly<Record<VoteRule['rule'], Count>> = {
  all: countAll,
  any: (_, ballots) => countAny(ballots),
  ratio: (rule, ballots) =>
    countShare(
      rule,
      ballots.map((ballot) => ({ ...ballot, weight: 1 })),
      0n,
    ),
  weighted: countShare,
  lead: (_, ballots) => countLead(ballots),
};

/** E1 会签: everybody who does not abstain agrees. */
function countAll({ against }: VoteRule, ballots: readonly Ballot[]): RoundResult {
  const isOpen = ballots.some(({ vote }) => vote === null);
  if (ballots.some(({ vote }) => vote === 'against')) return against === 'now' || !isOpen ? 'failed' : 'open';
  if (isOpen) return 'open';
  return ballots.some(({ vote }) => vote === 'for') ? 'passed' : 'failed';
}

/** E2 或签: the first answer for or against counts. Where all abstain nobody has agreed. */
function countAny(ballots: readonly Ballot[]): RoundResult {
  if (ballots.some(({ vote }) => vote === 'for')) return 'passed';
  if (ballots.some(({ vote }) => vote === 'against')) return 'failed';
  return ballots.some(({ vote }) => vote === null) ? 'open' : 'failed';
}

/** E7 主办/协办: the lead's answer counts, once all the others have answered. */
function countLead(ballots: readonly Ballot[]): RoundResult {
  if (ballots.some(({ vote }) => vote === null)) return 'open';
  return ballots.filter(({ lead }) => lead).every(({ vote }) => vote === 'for') ? 'passed' : 'failed';
}

const ALL: Fraction = { numerator: 1n, denominator: 1n };

/** E3, E4: passed where it holds even if all who are out answered against, failed where it does not even if all agreed. */
function countShare({ share, quorum, abstain }: VoteRule, ballots: readonly Ballot[], lost: bigint): RoundResult {
  const wanted = share ?? ALL;
  const sum = (vote: Vote | null) => sumOf(ballots.filter((ballot) => ballot.vote === vote));
  const [agreed, out] = [sum('for'), sum(null)];
  const counted = agreed + sum('against') + out + (abstain === 'counts' ? sum('abstain') : 0n) + lost;
  if (!reaches(agreed + out, counted, wanted)) return 'failed';
  const isOpen = ballots.some(({ vote }) => vote === null);
  if (reaches(agreed, counted, wanted) && hasQuorum(ballots, quorum)) return 'passed';
  return isOpen ? 'open' : 'failed';
}

const hasQuorum = (ballots: readonly Ballot[], quorum: Fraction | null): boolean =>
  quorum === null ||
  reaches(BigInt(ballots.filter(({ vote }) => vote !== null).length), BigInt(ballots.length), quorum);
