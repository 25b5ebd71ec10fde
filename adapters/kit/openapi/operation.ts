/** One operation of an OpenAPI document: what the contract says of it, and how REST calls it. */
import type { Example, JsonSchema, Operation, Values, Words } from '../contract.ts';
import { compileSchema } from '../schemas.ts';
import { type Answered, readAnswer, readErrors } from './answers.ts';
import { type Found, type Node, nodeOf, OpenApiProblem, textOf } from './document.ts';
import { levelsOf } from './levels.ts';
import { kebab } from './names.ts';
import { withoutOwnWords } from './plain-schema.ts';
import { type Asked, readRequest, restRequest } from './request.ts';
import { sampleOf } from './sample-of.ts';

export interface Making {
  /** Of the contract. */
  readonly name: string;
  /** Data level of values that the document gives none; undefined: each has to have its own. */
  readonly level: 1 | 2 | 3 | 4 | undefined;
}

export interface Made {
  readonly contract: Operation;
  /** An operation of a connection of kind `rest`. */
  readonly connection: Readonly<Record<string, unknown>>;
  /** A second call with the same key has no second effect. */
  readonly isRepeatable: boolean;
}

const SLO = { timeoutMs: 5_000, p95Ms: 2_000, availability: 0.995 };

/** Throws `OpenApiProblem` where it cannot be said in a contract. */
export function makeOperation(found: Found, making: Making): Made {
  const { document, method, path, node } = found;
  const id = textOf(node.operationId) ?? `${method} ${path}`;
  const slug = kebab(id);
  if (slug === '') throw new OpenApiProblem('its operationId has no letters of which a topic could be made');
  const asked = readRequest(found);
  const answered = readAnswer(document, node);
  const errors = readErrors(document, node, making.name);
  const isQuery = method === 'get';
  return {
    contract: {
      topic: `${making.name}.${slug}`,
      title: titleOf(node, id),
      effect: isQuery ? 'query' : 'change',
      request: withoutOwnWords(asked.schema),
      answer: withoutOwnWords(answered.schema),
      levels: levelsOf([asked.schema, answered.schema], making.level),
      slo: SLO,
      errors: errors.map(({ code, zh, en }) => ({ code, zh, en })),
      examples: [exampleOf(asked, answered)],
    },
    connection: {
      ...restRequest(found, asked),
      ...(answered.template !== undefined && { answer: answered.template }),
      ...(errors.length > 0 && { errors: errors.map(({ status, code }) => ({ when: `=status = ${status}`, code })) }),
    },
    isRepeatable: isQuery || asked.hasKey || method === 'put' || method === 'delete',
  };
}

/** Documents are written in one language; the other is asked for by `x-tb-zh` and `x-tb-en`. */
export function titleOf(node: Node, fallback: string): Words {
  const own = textOf(node.summary) ?? textOf(node.title) ?? fallback;
  return { zh: textOf(node['x-tb-zh']) ?? own, en: textOf(node['x-tb-en']) ?? own };
}

/** What the document gives as an example, else what its schema lets in. Throws where neither fits: a pattern cannot be made up. */
function exampleOf(asked: Asked, answered: Answered): Example {
  const request = fitting(asked.schema, asked.example, 'request');
  const answer = fitting(answered.schema, answered.example, 'answer');
  return { name: 'documented', request, answer };
}

function fitting(schema: JsonSchema, given: unknown, side: string): Values {
  const plain = withoutOwnWords(schema);
  const check = compileSchema(plain);
  const made = sampleOf(plain, nodeOf(given));
  const problems = check(made);
  if (problems.length === 0) return made as Values;
  throw new OpenApiProblem(`no example of its ${side} fits at ${problems.join(', ')}: give one in the document`);
}
