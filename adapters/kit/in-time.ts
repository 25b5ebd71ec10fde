/** A technical failure whose text is ours and safe to show; `sent`: whether the department may have got the request. */
export class TalkError extends Error {
  readonly sent: boolean;
  constructor(message: string, sent = true) {
    super(message);
    this.name = 'TalkError';
    this.sent = sent;
  }
}

export interface Lost {
  readonly kind: 'unknown';
  readonly message: string;
}

/** Certainly not received. */
export interface Unsent {
  readonly kind: 'unsent';
  readonly message: string;
}

/**
 * What the work gives, or what became of it: `unknown` at the time limit, when the engine stops, and for what it throws, unless it is certain
 * that nothing was sent. Never rejects, and never waits for work that does not listen to its signal.
 */
export async function inTime<T>(
  ms: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | Lost | Unsent> {
  if (outer.aborted) return { kind: 'unsent', message: 'the call was interrupted' };
  const limit = AbortSignal.timeout(ms);
  const signal = AbortSignal.any([limit, outer]);
  const stopped = new Promise<Lost>((resolve) => {
    const message = (): string => (limit.aborted ? `no answer within ${ms} ms` : 'the call was interrupted');
    signal.addEventListener('abort', () => resolve({ kind: 'unknown', message: message() }), { once: true });
  });
  const done = (async () => work(signal))().catch(whatWasThrown);
  return Promise.race([done, stopped]);
}

function whatWasThrown(error: unknown): Lost | Unsent {
  if (error instanceof TalkError) return { kind: error.sent ? 'unknown' : 'unsent', message: error.message };
  const { code } = thrown(error);
  const isUnsent = typeof code === 'string' && NOT_REACHED.has(code);
  return { kind: isUnsent ? 'unsent' : 'unknown', message: safeText(error) };
}

const NOT_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Codes such as ECONNREFUSED say what happened; texts of libraries may carry addresses with passwords, headers or people's data. */
function safeText(error: unknown): string {
  const { code, name } = thrown(error);
  if (typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code)) return code;
  return typeof name === 'string' ? name : 'Error';
}

const thrown = (error: unknown): { readonly code?: unknown; readonly name?: unknown } =>
  typeof error === 'object' && error !== null ? error : {};
