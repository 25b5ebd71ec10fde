/** An address of a host: what a name resolves to. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What an adapter may use of the machine; the composition root gives it, so that tests decide how time passes. */
export interface Surroundings {
  /** Resolves after `ms` milliseconds; rejects at once when `signal` is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Every address of a host; rejects where there is none. */
  resolve(host: string): Promise<readonly ResolvedAddress[]>;
  /** The value behind `secret:NAME`, read anew at every call, so that a changed one needs no restart; undefined where there is none. */
  secret(name: string): Promise<string | undefined>;
}
