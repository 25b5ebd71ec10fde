/** What goes into the sandbox and what comes out. Everything is text, so nothing but text crosses. */
export interface ScriptRequest {
  readonly source: string;
  /** The variables, as the JSON text of an object. */
  readonly variables: string;
}

export interface ScriptLimits {
  /** How long a script may run. */
  readonly milliseconds: number;
  readonly memoryBytes: number;
  readonly stackBytes: number;
  /** Length of the JSON text of its result. */
  readonly resultLength: number;
}

/**
 * Above 128 KB of stack a script can overflow the stack of its host.
 */
export const DEFAULT_LIMITS: ScriptLimits = {
  milliseconds: 200,
  memoryBytes: 16 * 2 ** 20,
  stackBytes: 128 * 2 ** 10,
  resultLength: 1_000_000,
};

export type ScriptOutcome =
  /** The result as JSON text; `null` where there is none. */
  { readonly ok: true; readonly json: string } | ScriptFault;

export interface ScriptFault {
  readonly ok: false;
  readonly cause: 'time' | 'memory' | 'stack' | 'error' | 'result';
  /** What the script threw or is wrong with its result; empty where it was stopped. */
  readonly message: string;
  /** Line of the script, from 1. */
  readonly line?: number;
  /** The limit it ran into: milliseconds, or bytes. */
  readonly limit?: number;
}
