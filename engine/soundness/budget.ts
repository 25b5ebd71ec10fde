/** How many states may still be looked at. */
export class Budget {
  readonly limit: number;
  spent = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  spend(): boolean {
    if (this.spent >= this.limit) return false;
    this.spent++;
    return true;
  }

  /** A part of what is left, whose use counts here too. */
  share(part: number): Budget {
    return new Share(this, Math.ceil((this.limit - this.spent) * part));
  }
}

class Share extends Budget {
  private readonly of: Budget;

  constructor(of: Budget, limit: number) {
    super(limit);
    this.of = of;
  }

  override spend(): boolean {
    return super.spend() && this.of.spend();
  }
}
