/** 考核得分: one figure for a department, out of the shares that are known of it. */

/** In the order in which they are shown. The last three are what was not returned, answered late or lit red. */
export const WEIGHED = ['inTimeRate', 'casesInTimeRate', 'satisfaction', 'answersInTime', 'returns', 'lamps'] as const;
export type Weighed = (typeof WEIGHED)[number];
export type Weights = Readonly<Record<Weighed, number>>;

export const DEFAULT_WEIGHTS: Weights = {
  inTimeRate: 30,
  casesInTimeRate: 20,
  satisfaction: 20,
  answersInTime: 10,
  returns: 10,
  lamps: 10,
};

/** 0 to 1. Shares of which nothing is known (null) weigh nothing; null where nothing is left to weigh. */
export function scoreOf(shares: Readonly<Record<Weighed, number | null>>, weights: Weights): number | null {
  let sum = 0;
  let whole = 0;
  for (const name of WEIGHED) {
    const share = shares[name];
    if (share === null) continue;
    sum += weights[name] * share;
    whole += weights[name];
  }
  return whole === 0 ? null : sum / whole;
}
