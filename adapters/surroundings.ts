/** What an adapter may use of the machine; the composition root gives it, so that tests decide how time passes. */
export interface Surroundings {
  /** Resolves after `ms` milliseconds; rejects at once when `signal` is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
