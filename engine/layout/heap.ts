/** A queue that gives the entry with the least cost first. */
export class Heap {
  readonly #items: number[] = [];
  readonly #costs: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: number, cost: number): void {
    let at = this.#items.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#costs[above] as number) <= cost) break;
      this.#move(above, at);
      at = above;
    }
    this.#items[at] = item;
    this.#costs[at] = cost;
  }

  pop(): number {
    const first = this.#items[0] as number;
    const item = this.#items.pop() as number;
    const cost = this.#costs.pop() as number;
    const size = this.#items.length;
    if (size === 0) return first;
    let at = 0;
    for (let below = 1; below < size; below = 2 * at + 1) {
      if (below + 1 < size && (this.#costs[below + 1] as number) < (this.#costs[below] as number)) below += 1;
      if ((this.#costs[below] as number) >= cost) break;
      this.#move(below, at);
      at = below;
    }
    this.#items[at] = item;
    this.#costs[at] = cost;
    return first;
  }

  #move(from: number, to: number): void {
    this.#items[to] = this.#items[from] as number;
    this.#costs[to] = this.#costs[from] as number;
  }
}
