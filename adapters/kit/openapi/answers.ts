/** What an operation answers: the first 2xx with JSON, and what its 4xx mean. */
import type { JsonSchema, Values } from '../contract.ts';
import { examplesOf, isNode, jsonContent, type Node, nodeOf, OpenApiProblem, resolve, textOf } from './document.ts';
import { kebab } from './names.ts';
import { plainSchema } from './plain-schema.ts';

export interface Answered {
  readonly schema: JsonSchema;
  readonly example: Values;
  /** Where the body is no object by itself. */
  readonly template?: unknown;
}

const NOTHING: Answered = { schema: { type: 'object', properties: {} }, example: {}, template: {} };

export function readAnswer(document: Node, node: Node): Answered {
  const success = Object.entries(nodeOf(node.responses))
    .filter(([status]) => /^2\d\d$|^2XX$/i.test(status))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (success.length === 0) throw new OpenApiProblem('it does not say what it answers when all is well');
  const json = success.map(([, response]) => jsonContent(resolve(document, response).content)).find(Boolean);
  if (json?.schema === undefined) return NOTHING;
  const schema = plainSchema(document, json.schema);
  const [example] = examplesOf(document, json, schema);
  if (schema.type === 'object' && isNode(schema.properties)) return { schema, example: nodeOf(example) };
  return {
    schema: { type: 'object', properties: { body: schema }, required: ['body'] },
    example: example === undefined ? {} : { body: example },
    template: { body: '=body' },
  };
}

export interface StatusError {
  readonly status: number;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** About the connection, not about the case: no process handles them. */
const TECHNICAL = new Set([401, 403, 405, 406, 407, 408, 413, 415, 425, 426, 429, 431]);

/** Every other 4xx is a business "no", `tax.status-404` unless the document names it by `x-tb-error`. */
export function readErrors(document: Node, node: Node, name: string): StatusError[] {
  return Object.entries(nodeOf(node.responses)).flatMap(([status, given]) => {
    if (!/^4\d\d$/.test(status) || TECHNICAL.has(Number(status))) return [];
    const response = resolve(document, given);
    const own = kebab(textOf(response['x-tb-error']) ?? '');
    const en = textOf(response['x-tb-en']) ?? textOf(response.description) ?? `Status ${status}`;
    const zh = textOf(response['x-tb-zh']) ?? textOf(response.description) ?? `状态码 ${status}`;
    return [{ status: Number(status), code: `${name}.${own === '' ? `status-${status}` : own}`, zh, en }];
  });
}
