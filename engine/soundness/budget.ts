/** Units of work for each state: a look at one token or flow is about one. */
const WORK_PER_STATE = 1_000;

/** How many states may still be looked at, and how much work may be done for it, so that a huge model takes no longer than others. */
export class Budget {
  readonly limit: number;
  spent = 0;
  private readonly work: number;
  private done = 0;

  constructor(limit: number, work: number = limit * WORK_PER_STATE) {
    this.limit = limit;
    this.work = work;
  }

  /** Takes one state; false where there is none left. */
  spend(): boolean {
    if (this.spent >= this.limit || this.isTired) return false;
    this.spent++;
    return true;
  }

  /** Notes work; it is up to the caller to stop. */
  toil(units: number): void {
    this.done += units;
  }

  get isTired(): boolean {
    return this.done >= this.work;
  }

  /** A part of what is left, whose use counts here too. */
  share(part: number): Budget {
    return new Share(this, Math.ceil((this.limit - this.spent) * part), Math.ceil((this.work - this.done) * part));
  }
}

class Share extends Budget {
  private readonly of: Budget;

  constructor(of: Budget, limit: number, work: number) {
    super(limit, work);
    this.of = of;
  }

  override spend(): boolean {
    return super.spend() && this.of.spend();
  }

  override toil(units: number): void {
    super.toil(units);
    this.of.toil(units);
  }

  override get isTired(): boolean {
    return super.isTired || this.of.isTired;
  }
}
