import { mapOf, object, secret, text, texts } from '../kit/settings.ts';

export interface SqlOperation {
  /** One select; `:name` is a parameter. */
  readonly statement: string;
  /** Value of each parameter, FEEL over the values of the contract. */
  readonly parameters: Readonly<Record<string, string>>;
  /** FEEL over `rows`, `row` (the first, or null) and `request`. */
  readonly answer: unknown;
  readonly errors?: readonly { readonly when: string; readonly code: string }[];
  /** More rows than this are a failure, not a part of the truth. Default 100. */
  readonly maxRows?: number;
}

export interface SqlSettings {
  readonly kind: 'sql';
  /** `secret:NAME`, postgresql://… with a user that may only read. */
  readonly url: string;
  readonly schemas?: readonly string[];
  readonly operations: Readonly<Record<string, SqlOperation>>;
}

export const SQL_SCHEMA = object(
  {
    kind: { const: 'sql' },
    url: secret,
    schemas: texts,
    operations: mapOf(
      object(
        {
          statement: { type: 'string', pattern: '^\\s*(?:select|with)\\b|^\\s*(?:SELECT|WITH)\\b' },
          parameters: mapOf(text),
          answer: {},
          errors: { type: 'array', items: object({ when: text, code: text }) },
          maxRows: { type: 'integer', minimum: 1, maximum: 10_000 },
        },
        ['errors', 'maxRows'],
      ),
    ),
  },
  ['schemas'],
);
