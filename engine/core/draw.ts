/** How the people of a round were drawn (抽取). Who was drawn first follows from the seed and the pool, so that anybody can do it again. */
export interface Draw {
  readonly seed: string;
  readonly number: number;
  /** Sorted. */
  readonly pool: readonly string[];
  /** Who of the pool may not be drawn; who declares a conflict later is added. */
  readonly excluded: readonly Excluded[];
}

export interface Excluded {
  readonly person: string;
  readonly why: 'conflict-of-interest' | 'separation-of-duties' | 'department' | 'named' | 'declared';
  /** Which department. */
  readonly of?: string;
}
