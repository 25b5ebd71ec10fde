/**
 * One thing that can be refused or can fail. Clients switch on the code, never on text. `status` is the HTTP status, `retryable` says whether
 * the same request may succeed later without a change by the caller. Texts are "Expected to X, but Y": what was wanted, then what was found;
 * `{name}` is replaced by a parameter.
 */
export interface ErrorDefinition {
  readonly status: number;
  readonly retryable: boolean;
  readonly en: string;
  readonly zh: string;
}

export const define = (status: number, en: string, zh: string, retryable = false): ErrorDefinition => ({
  status,
  retryable,
  en,
  zh,
});
