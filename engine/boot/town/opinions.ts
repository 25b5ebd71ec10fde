/** What citizens think of how they were served. */
interface Opinion {
  /** 1 very satisfied to 5 very dissatisfied. */
  readonly level: number;
  readonly comment: string | null;
}

/** Up to which chance each level is given. */
const LEVELS: readonly number[] = [0.5, 0.8, 0.93, 0.98, 1];
const WORDS: readonly (readonly string[])[] = [
  ['办得很快，服务热情。', '一次就办好了。', ''],
  ['材料说明清楚。', '', ''],
  ['等候时间有点长。', ''],
  ['进度一直不更新。', '说法前后不一致。'],
  ['逾期没有人解释。', '跑了好几趟。'],
];

export function opinionBy(random: () => number): Opinion {
  const level = levelBy(random());
  const words = WORDS[level - 1] ?? [];
  return { level, comment: words[Math.floor(random() * words.length)] || null };
}

function levelBy(chance: number): number {
  return LEVELS.findIndex((bound) => chance < bound) + 1;
}
