/**
 * What a department adapter is. An adapter serves topics; the outbox calls it after the commit that asked for the work, at least once,
 * always with the same `idempotencyKey` for the same request. It must answer within `timeoutMs` or the call counts as failed.
 */
export interface AdapterRequest {
  readonly topic: string;
  readonly idempotencyKey: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly attempt: number;
  /** JSON values; a number that no JavaScript number is written as, such as 12345678901234567891, is an `ExactNumber` (exact-number.ts). */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Aborted at the time limit and when the engine stops. */
  readonly signal: AbortSignal;
}

export type AdapterAnswer =
  /** Done: the variables go to the process through the output mappings. */
  | { readonly kind: 'completed'; readonly variables: Readonly<Record<string, unknown>> }
  /** A business "no" that the model handles by an error event. */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly variables?: Readonly<Record<string, unknown>>;
    }
  /** A technical failure: tried again while attempts are left, then an incident. */
  | { readonly kind: 'failed'; readonly message: string; readonly retryAfterMs?: number };

export interface Adapter {
  readonly name: string;
  readonly topics: readonly string[];
  /** Default 5000. */
  readonly timeoutMs?: number;
  call(request: AdapterRequest): Promise<AdapterAnswer>;
}

/** Looks into a file before it is attached (virus scan). Reads what it needs; a scanner that cannot answer throws, and the file is not attached. */
export interface FileScanner {
  readonly name: string;
  scan(file: ScannedFile): Promise<ScanResult>;
}

export interface ScannedFile {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  content(): AsyncIterable<Uint8Array>;
}

export type ScanResult = { readonly clean: true } | { readonly clean: false; readonly finding: string };

/** G8: signs for a person or seals for a department; what it signs is the SHA-256 of a file. Throws where it cannot. */
export interface Signer {
  readonly name: string;
  sign(request: SignRequest): Promise<SignedHash>;
}

export interface SignRequest {
  readonly method: 'handwriting' | 'seal';
  /** SHA-256 of what is signed, hexadecimal. */
  readonly hash: string;
  readonly person: string;
  readonly department: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/** Texts of the provider's own format, usually base64. */
export interface SignedHash {
  readonly signature: string;
  readonly certificate: string;
  /** The time-stamp token. */
  readonly timestamp: string;
}
