/** What an operation is asked with: parameters and body as one flat object, and the template that takes it apart again. */
import type { JsonSchema, Values } from '../contract.ts';
import {
  examplesOf,
  type Found,
  isNode,
  jsonContent,
  type Node,
  nodeOf,
  OpenApiProblem,
  resolve,
  textOf,
} from './document.ts';
import { variableName } from './names.ts';
import { plainSchema } from './plain-schema.ts';

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  /** As the department calls it. */
  readonly sent: string;
  /** As the contract calls it. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

interface Body {
  readonly names: readonly string[];
  readonly required: ReadonlySet<string>;
  /** The body is this one value. */
  readonly whole?: string;
}

export interface Asked {
  readonly schema: JsonSchema;
  readonly example: Values;
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  /** It takes an idempotency key. */
  readonly hasKey: boolean;
}

/** Set by the connection or by HTTP itself. */
const NOT_OURS = new Set(['authorization', 'accept', 'content-type', 'content-length', 'host', 'cookie']);
const KEY = 'idempotency-key';

export function readRequest({ document, item, node }: Found): Asked {
  const given = [...listOf(item.parameters), ...listOf(node.parameters)].map((each) => resolve(document, each));
  // An operation's own parameter takes the place of the path's.
  const unique = [...new Map(given.map((each) => [`${each.in} ${each.name}`, each])).values()];
  const hasKey = unique.some((each) => each.in === 'header' && String(each.name).toLowerCase() === KEY);
  const parameters = unique.flatMap((each) => parameterOf(document, each));
  const content = readBody(document, node);
  const names = [...parameters.map(({ name }) => name), ...(content?.body.names ?? [])];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new OpenApiProblem(`${twice} stands for two values of its request`);
  return {
    schema: schemaOf(parameters, content),
    example: {
      ...Object.fromEntries(parameters.filter(({ example }) => example !== undefined).map((p) => [p.name, p.example])),
      ...content?.example,
    },
    parameters,
    body: content?.body,
    hasKey,
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function parameterOf(document: Node, node: Node): Parameter[] {
  const sent = textOf(node.name) ?? '';
  const place = node.in;
  if (place === 'cookie') throw new OpenApiProblem(`the parameter ${sent} is a cookie`);
  if (place !== 'path' && place !== 'query' && place !== 'header') throw new OpenApiProblem(`${sent} is nowhere sent`);
  if (place === 'header' && (NOT_OURS.has(sent.toLowerCase()) || sent.toLowerCase() === KEY)) return [];
  const schema = plainSchema(document, node.schema ?? jsonContent(node.content)?.schema ?? { type: 'string' });
  const name = variableName(sent);
  if (name === '') throw new OpenApiProblem(`${sent} cannot be the name of a value`);
  const [example] = examplesOf(document, node, schema);
  return [{ in: place, sent, name, required: place === 'path' || node.required === true, schema, example }];
}

interface Content {
  readonly schema: JsonSchema;
  readonly body: Body;
  readonly example: Values;
}

function readBody(document: Node, node: Node): Content | undefined {
  if (node.requestBody === undefined) return undefined;
  const requestBody = resolve(document, node.requestBody);
  const json = jsonContent(requestBody.content);
  if (!json) throw new OpenApiProblem('its body is no JSON');
  const schema = plainSchema(document, json.schema);
  const [example] = examplesOf(document, json, schema);
  if (schema.type === 'object' && isNode(schema.properties)) {
    const names = Object.keys(schema.properties);
    const odd = names.find((name) => variableName(name) !== name);
    if (odd !== undefined) throw new OpenApiProblem(`${odd} cannot be the name of a value`);
    const required = new Set(listOf(schema.required).map(String));
    return { schema, body: { names, required }, example: nodeOf(example) };
  }
  const whole = { type: 'object', properties: { body: schema }, required: ['body'] };
  const body = { names: ['body'], required: new Set(['body']), whole: 'body' };
  return { schema: whole, body, example: example === undefined ? {} : { body: example } };
}

function schemaOf(parameters: readonly Parameter[], content: Content | undefined): JsonSchema {
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      ...nodeOf(content?.schema.properties),
    },
    required: [
      ...parameters.filter(({ required }) => required).map(({ name }) => name),
      ...(content?.body.required ?? []),
    ],
    additionalProperties: false,
  };
}

/** Method, path and templates of a connection of kind `rest`. */
export function restRequest({ method, path }: Found, { parameters, body }: Asked): Readonly<Record<string, unknown>> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const texts = (place: string): Record<string, string> =>
    Object.fromEntries(parameters.filter((each) => each.in === place).map(({ sent, name }) => [sent, `=${name}`]));
  const [query, headers] = [texts('query'), texts('header')];
  return {
    method: method.toUpperCase(),
    path: inPath.reduce((text, { sent, name }) => text.replaceAll(`{${sent}}`, `{${name}}`), path),
    ...(Object.keys(query).length > 0 && { query }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(body && { body: bodyTemplate(body) }),
  };
}

/** What is optional and not there is left out: null is a value, and many a department refuses it. */
function bodyTemplate({ names, required, whole }: Body): unknown {
  if (whole !== undefined) return `=${whole}`;
  const optional = names.filter((name) => !required.has(name));
  if (optional.length === 0) return Object.fromEntries(names.map((name) => [name, `=${name}`]));
  const always = names.filter((name) => required.has(name)).map((name) => `${JSON.stringify(name)}: ${name}`);
  const maybe = optional.map((name) => `if ${name} = null then {} else { ${JSON.stringify(name)}: ${name} }`);
  return `=context merge([{ ${always.join(', ')} }, ${maybe.join(', ')}])`;
}
