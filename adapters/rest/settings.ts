import { HTTP_OPTIONAL, HTTP_PROPERTIES, type HttpSettings } from '../kit/http-settings.ts';
import { mapOf, object, secret, text, textMap } from '../kit/settings.ts';

/** One request. In `path`, `{name}` stands for a value. Other texts that begin with `=` are FEEL over the values of the contract and `idempotencyKey`, `instanceId`, `businessKey`. */
export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Over `status`, `headers`, `body` and `request`; the body where there is none. */
  readonly answer?: unknown;
}

export interface RestOperation extends RestRequest {
  /** The first that holds is the answer, before the status is looked at. */
  readonly errors?: readonly { readonly when: string; readonly code: string }[];
  /** How to ask what became of a call; `state` is FEEL and gives completed, absent or pending. */
  readonly lookUp?: RestRequest & { readonly state: string };
}

export type Authentication =
  | { readonly kind: 'hmac'; readonly keyId: string; readonly secret: string }
  | {
      readonly kind: 'oauth2';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
    };

export interface RestSettings extends HttpSettings {
  readonly kind: 'rest';
  /** Header that carries the idempotency key; `Idempotency-Key` where nothing is said. */
  readonly keyHeader?: string;
  readonly auth?: Authentication;
  readonly operations: Readonly<Record<string, RestOperation>>;
}

const request = {
  method: { enum: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] },
  path: text,
  query: textMap,
  headers: textMap,
  body: {},
  answer: {},
};
const optional = ['query', 'headers', 'body', 'answer'];

export const REST_SCHEMA = object(
  {
    kind: { const: 'rest' },
    ...HTTP_PROPERTIES,
    keyHeader: { type: 'string', pattern: '^[A-Za-z0-9-]+$' },
    auth: {
      oneOf: [
        object({ kind: { const: 'hmac' }, keyId: text, secret }),
        object(
          {
            kind: { const: 'oauth2' },
            tokenUrl: { type: 'string', format: 'uri' },
            clientId: text,
            clientSecret: secret,
            scope: text,
          },
          ['scope'],
        ),
      ],
    },
    operations: mapOf(
      object(
        {
          ...request,
          errors: { type: 'array', items: object({ when: text, code: text }) },
          lookUp: object({ ...request, state: text }, optional),
        },
        [...optional, 'errors', 'lookUp'],
      ),
    ),
  },
  [...HTTP_OPTIONAL, 'keyHeader', 'auth'],
);
