/** Who is up next: entries in slots of equal length, each taken once, from the first instant on. */
export class Timetable<T extends { readonly at: number }> {
  readonly #from: number;
  readonly #slotMs: number;
  readonly #slots: T[][] = [];
  #next = 0;

  constructor({ from, slotMs }: { readonly from: number; readonly slotMs: number }) {
    this.#from = from;
    this.#slotMs = slotMs;
  }

  /** What is late is up in the next slot. */
  put(entry: T): void {
    const slot = Math.max(this.#next, this.slotOf(entry.at));
    this.#slots[slot] = [...(this.#slots[slot] ?? []), entry];
  }

  /** The slot that an instant lies in; slots are numbered from 0. */
  slotOf(instant: number): number {
    return Math.floor((instant - this.#from) / this.#slotMs);
  }

  /** When a slot begins, epoch ms. */
  startOf(slot: number): number {
    return this.#from + slot * this.#slotMs;
  }

  /** The first slot that has entries; infinite where there is none. */
  get firstSlot(): number {
    for (let slot = this.#next; slot < this.#slots.length; slot++) if (this.#slots[slot]?.length) return slot;
    return Number.POSITIVE_INFINITY;
  }

  /** The entries of a slot, in the order of time. Slots before it are over. */
  take(slot: number): readonly T[] {
    const entries = this.#slots[slot] ?? [];
    delete this.#slots[slot];
    this.#next = slot + 1;
    return entries.sort((a, b) => a.at - b.at);
  }
}
