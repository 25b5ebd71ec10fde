import type { Values } from '../kit/contract.ts';
import { TalkError } from '../kit/in-time.ts';
import type { TalkCall } from '../kit/keep-contract.ts';
import { compileTemplate, type Template } from '../kit/template.ts';
import type { RestOperation, RestRequest } from './settings.ts';

export interface CompiledRequest {
  readonly method: RestRequest['method'];
  readonly path: (values: Values) => string;
  readonly query: (values: Values) => Record<string, string>;
  readonly headers: (values: Values) => Record<string, string>;
  readonly body: Template | undefined;
  readonly answer: Template;
  /** False: `answer` is the body as it came. */
  readonly hasAnswer: boolean;
}

export interface CompiledOperation {
  readonly request: CompiledRequest;
  readonly errors: readonly { readonly when: Template; readonly code: Template }[];
  readonly lookUp: (CompiledRequest & { readonly state: Template }) | undefined;
}

/** Throws where an expression is no FEEL. */
export const compileOperation = ({ errors = [], lookUp, ...request }: RestOperation): CompiledOperation => ({
  request: compileRequest(request),
  errors: errors.map(({ when, code }) => ({ when: compileTemplate(when), code: compileTemplate(code) })),
  lookUp: lookUp && { ...compileRequest(lookUp), state: compileTemplate(lookUp.state) },
});

function compileRequest({ method, path, query, headers, body, answer }: RestRequest): CompiledRequest {
  return {
    method,
    path: pathFrom(path),
    query: textsFrom(query),
    headers: textsFrom(headers),
    body: body === undefined ? undefined : compileTemplate(body),
    answer: answer === undefined ? (values) => values.body : compileTemplate(answer),
    hasAnswer: answer !== undefined,
  };
}

/**
 * `/persons/{idNumber}`: a value fills one segment and can be nothing else. `.` and `..` would be steps in the path even when encoded, so they
 * are refused, as is a value that is missing.
 */
function pathFrom(path: string): (values: Values) => string {
  return (values) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      const segment = encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value));
      if (/^\.{0,2}$/.test(segment))
        throw new TalkError(`Expected ${name} to fill a part of the path, but it cannot.`, false);
      return segment;
    });
}

/** What gives null is left out. */
function textsFrom(map: Readonly<Record<string, string>> = {}): (values: Values) => Record<string, string> {
  const template = compileTemplate(map);
  return (values) =>
    Object.fromEntries(
      Object.entries(template(values) as Values).flatMap(([name, value]): [string, string][] =>
        value === null || value === undefined
          ? []
          : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
      ),
    );
}

/** What the templates of a request see. */
export const valuesOf = ({
  values,
  request: { idempotencyKey, instanceId, businessKey, purpose, requestedBy },
}: TalkCall): Values => ({
  ...values,
  idempotencyKey,
  instanceId,
  businessKey,
  purpose,
  requestedBy,
});
