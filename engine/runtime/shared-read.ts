/**
 * Reading something anew for everybody who asks: what comes of it is what is committed when `newest` is called, or newer. Calls that come during a
 * read, which may have begun before the change they ask for, wait for it and then share the next one.
 */
export class SharedRead {
  readonly #read: () => Promise<void>;
  #running: Promise<void> | undefined;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  /** Fails where its own read fails; that an earlier one did is told to those who asked for that. */
  async newest(): Promise<void> {
    await this.#running?.catch(() => undefined);
    this.#running ??= this.#read().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }
}
