/** An OpenAPI document (3.0 or 3.1) as far as a contract is made from it. What it refers to is looked up inside it only: nothing is fetched. */
import type { JsonSchema } from '../contract.ts';

export type Node = Readonly<Record<string, unknown>>;

export interface Found {
  readonly document: Node;
  readonly method: string;
  readonly path: string;
  /** The path's own entry, whose parameters hold for all its operations. */
  readonly item: Node;
  readonly node: Node;
}

/** What keeps an operation from becoming part of a contract, or what somebody has to look at. */
export class OpenApiProblem extends Error {}

const MAX_REFERENCES = 50;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const nodeOf = (value: unknown): Node => (isNode(value) ? value : {});

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** Follows `#/…` (RFC 6901). Throws `OpenApiProblem` for what lies elsewhere, is missing, or leads in a circle. */
export function resolve(document: Node, value: unknown): Node {
  let found = value;
  for (let count = 0; isNode(found) && typeof found.$ref === 'string'; count++) {
    const reference: string = found.$ref;
    if (!reference.startsWith('#/'))
      throw new OpenApiProblem(`${reference} lies in another document, and nothing is fetched`);
    if (count >= MAX_REFERENCES) throw new OpenApiProblem(`${reference} refers to itself`);
    found = at(document, reference);
  }
  if (!isNode(found)) throw new OpenApiProblem('an object is missing where one is needed');
  return found;
}

function at(document: Node, reference: string): unknown {
  let found: unknown = document;
  for (const part of reference.slice(2).split('/')) {
    const name = unescaped(part);
    const inner: Node = nodeOf(found);
    if (!Object.hasOwn(inner, name)) throw new OpenApiProblem(`${reference} is not there`);
    found = inner[name];
  }
  return found;
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return part;
  }
}

/** The JSON of a request or an answer: `application/json`, or one with a suffix. Undefined where there is none. */
export function jsonContent(content: unknown): Node | undefined {
  const entry = Object.entries(nodeOf(content)).find(([type]) => /^application\/([\w.-]+\+)?json\b/i.test(type));
  return entry && nodeOf(entry[1]);
}

/** The values given as examples, of a parameter or a body; those of the schema come last. */
export function examplesOf(document: Node, holder: Node, schema: JsonSchema): readonly unknown[] {
  const named = Object.values(nodeOf(holder.examples)).map((example) => resolve(document, example).value);
  const inner = Array.isArray(schema.examples) ? schema.examples : [];
  return [...(holder.example === undefined ? [] : [holder.example]), ...named, ...inner].filter(
    (value) => value !== undefined,
  );
}
