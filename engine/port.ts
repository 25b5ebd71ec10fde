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
  /** Who made the case ask, for the department's own records; `system` where it was a timer or another department. */
  readonly requestedBy: string;
  /** What for, as the model says (`tb:purpose`); null where it says nothing. */
  readonly purpose: string | null;
  /** JSON values; a number that no JavaScript number is written as, such as 12345678901234567891, is an `ExactNumber` (exact-number.ts). */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Aborted at the time limit and when the engine stops. */
  readonly signal: AbortSignal;
}

export type AdapterAnswer =
  /** Done: the variables go to the process through the output mappings. */
  | {
      readonly kind: 'completed';
      readonly variables: Readonly<Record<string, unknown>>;
      readonly quality?: DataQuality;
    }
  /** A business "no" that the model handles by an error event. */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly variables?: Readonly<Record<string, unknown>>;
    }
  /** A technical failure, and the department certainly did nothing: tried again while attempts are left, then given up. */
  | { readonly kind: 'failed'; readonly message: string; readonly retryAfterMs?: number }
  /** Nobody knows whether the department did it: it was asked, and no usable answer came. It is asked by `query` before any retry. */
  | { readonly kind: 'unknown'; readonly message: string };

/** How good the identity numbers of an answer are. One that cannot be right is not in its variables; it is counted and set aside, and the case goes on. */
export interface DataQuality {
  /** Who is responsible for the data: a department. */
  readonly source: string;
  readonly checked: readonly {
    /** `rows.idNumber`. */
    readonly field: string;
    readonly rule: string;
    readonly checked: number;
    readonly failed: number;
  }[];
  readonly setAside: readonly {
    /** JSON pointer into the answer. */
    readonly place: string;
    readonly field: string;
    readonly rule: string;
    /** As it came. It is kept masked, and as a hash. */
    readonly value: string;
  }[];
}

/** What a department says about an earlier request. */
export type AdapterState =
  | Extract<AdapterAnswer, { kind: 'completed' | 'error' }>
  /** It never got the request: it is safe to ask again. */
  | { readonly kind: 'absent' }
  /** It has it and is not done: asked again later. */
  | { readonly kind: 'pending' }
  /** It cannot be asked now, or does not know. */
  | { readonly kind: 'unknown'; readonly message: string };

/** How an adapter is kept from harming others, and its department from being harmed. Every part has a default. */
interface AdapterLimits {
  /** Calls at the same time (bulkhead); default 8. Others are not slowed by calls that hang. */
  readonly concurrent?: number;
  /** Calls begun per second; default: no limit. */
  readonly perSecond?: number;
  /** After so many technical failures in a row nothing is called for a while (circuit breaker); default 10. */
  readonly failuresToOpen?: number;
  /** How long, ms; default 10,000. Then one call tries whether it works again. */
  readonly openMs?: number;
}

export interface Adapter {
  readonly name: string;
  readonly topics: readonly string[];
  /** Topics that only ask and change nothing: what may be read outside of a case. Default: none. */
  readonly readTopics?: readonly string[];
  /** Of a call and of a query; default 5000. */
  readonly timeoutMs?: number;
  readonly limits?: AdapterLimits;
  /**
   * What a second call with the same key does. `ignored` (default): the department knows the key, a repeat has no further effect. `doubled`:
   * it does not, so where nobody knows whether a call arrived and there is no `query`, a person decides and nothing is called again.
   */
  readonly repeats?: 'ignored' | 'doubled';
  call(request: AdapterRequest): Promise<AdapterAnswer>;
  /** What became of an earlier request with this key. Has no effect in the department. */
  query?(request: AdapterRequest): Promise<AdapterState>;
}

/** What somebody outside tells without being asked, checked and translated: a message to a case. */
interface IncomingMessage {
  /** The sender's own id of the delivery: what comes again with it is not taken again. */
  readonly id: string;
  readonly name: string;
  readonly correlationKey: string | null;
  readonly businessKey: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly quality?: DataQuality;
  /** ISO 8601 duration; so long it waits for a case that listens, and a day longer a repeat is recognised. */
  readonly timeToLive: string;
}

type IncomingRefusal = 'content' | 'headers' | 'secret-missing' | 'signature' | 'timestamp';

export type IncomingVerdict =
  | { readonly kind: 'message'; readonly message: IncomingMessage }
  /** Its type is none that the installation takes from there. */
  | { readonly kind: 'unmapped' }
  | { readonly kind: 'refused'; readonly reason: IncomingRefusal };

interface WebhookDelivery {
  readonly source: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it came: the signature is of its bytes. */
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Judges webhooks that come in. */
export interface Webhooks {
  readonly sources: readonly string[];
  /** Undefined where there is no such source. */
  judge(delivery: WebhookDelivery): Promise<IncomingVerdict | undefined>;
}

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the body; default application/json. */
  readonly contentType?: string;
  /** Ends the request, reading included. */
  readonly signal: AbortSignal;
}

/** HTTP to a system that the installation names itself, such as its identity provider: guarded as calls of departments are. */
export interface OutgoingHttp {
  /** Follows no redirect. Rejects where the address is forbidden, nobody answers in time, or the answer is too long; the message is for the log. */
  request(asked: OutgoingRequest): Promise<{ readonly status: number; readonly body: string }>;
}

/** Looks into a file before it is attached (virus scan). Reads what it needs; a scanner that cannot answer throws, and the file is not attached. */
export interface FileScanner {
  readonly name: string;
  scan(file: ScannedFile): Promise<ScanResult>;
}

interface ScannedFile {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  content(): AsyncIterable<Uint8Array>;
}

type ScanResult = { readonly clean: true } | { readonly clean: false; readonly finding: string };

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
