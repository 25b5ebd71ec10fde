import { HTTP_OPTIONAL, HTTP_PROPERTIES, type HttpSettings } from '../kit/http-settings.ts';
import { mapOf, object, text } from '../kit/settings.ts';

/** What is said to the service. */
export interface SoapRequest {
  /** SOAPAction; empty where the service has none. */
  readonly action: string;
  /** Name of the element inside the body. */
  readonly element: string;
  /** Its content: texts and objects of them; a list repeats its element. Texts that begin with `=` are FEEL. */
  readonly content: Readonly<Record<string, unknown>>;
}

export interface SoapOperation extends SoapRequest {
  /** FEEL over `body` (the element inside the body of the answer, as JSON) and `request`. */
  readonly answer: unknown;
  /** Over `body`, `fault` (`{ code, text }` or null), `status` and `request`. */
  readonly errors?: readonly { readonly when: string; readonly code: string }[];
  /**
   * How to ask what became of a call whose answer was lost. `state` says completed, absent or pending; where completed, `answer` reads it, the
   * operation's own where there is none here. Anything else leaves it unknown.
   */
  readonly lookUp?: SoapRequest & { readonly state: string; readonly answer?: unknown };
}

export interface SoapSettings extends HttpSettings {
  readonly kind: 'soap';
  readonly path: string;
  readonly version?: '1.1' | '1.2';
  readonly namespace: string;
  readonly operations: Readonly<Record<string, SoapOperation>>;
}

export const SOAP_SCHEMA = object(
  {
    kind: { const: 'soap' },
    ...HTTP_PROPERTIES,
    path: text,
    version: { enum: ['1.1', '1.2'] },
    namespace: text,
    operations: mapOf(
      object(
        {
          action: { type: 'string' },
          element: text,
          content: { type: 'object' },
          answer: {},
          errors: { type: 'array', items: object({ when: text, code: text }) },
          lookUp: object(
            { action: { type: 'string' }, element: text, content: { type: 'object' }, state: text, answer: {} },
            ['answer'],
          ),
        },
        ['errors', 'lookUp'],
      ),
    ),
  },
  [...HTTP_OPTIONAL, 'version'],
);
