/** A contract, and how it is called, from an OpenAPI document: what a department that has one need not write twice. */
import type { Contract, Operation } from '../contract.ts';
import { toContract } from '../read-contract.ts';
import { connectionOf } from './connection.ts';
import { type Found, isNode, type Node, nodeOf, OpenApiProblem, resolve, textOf } from './document.ts';
import { type Made, type Making, makeOperation, titleOf } from './operation.ts';

export interface OpenApiOptions extends Making {
  /** Only these, by `operationId`; default: all. */
  readonly operations?: readonly string[];
}

export interface FromOpenApi {
  readonly contract: Contract;
  /** For the file that `TONGBAN_CONNECTIONS` names. */
  readonly connection: Readonly<Record<string, unknown>>;
}

export class OpenApiError extends Error {
  constructor(problems: readonly string[]) {
    super(['Expected an OpenAPI document of which a contract can be made, but:', ...problems].join('\n  '));
    this.name = 'OpenApiError';
  }
}

const METHODS = ['get', 'post', 'put', 'delete', 'patch'];

/** Throws `OpenApiError` with every problem, `ContractError` where the contract would not be sound. Fetches nothing. */
export function contractFromOpenApi(json: unknown, options: OpenApiOptions): FromOpenApi {
  const document = nodeOf(json);
  if (typeof document.openapi !== 'string' || !/^3\.[01]\./.test(document.openapi) || !isNode(document.paths))
    throw new OpenApiError(['it is no OpenAPI document of version 3.0 or 3.1']);
  const problems: string[] = [];
  const made: Made[] = [];
  for (const found of wanted(document, options, problems)) {
    try {
      made.push(makeOperation(found, options));
    } catch (error) {
      if (!(error instanceof OpenApiProblem)) throw error;
      problems.push(`${found.method.toUpperCase()} ${found.path}: ${error.message}`);
    }
  }
  if (problems.length === 0 && made.length === 0) problems.push('it has no operation');
  if (problems.length > 0) throw new OpenApiError(problems);
  return {
    contract: toContract(contractOf(document, options.name, made)),
    connection: connectionOf(document, options.name, made),
  };
}

function wanted(document: Node, { operations }: OpenApiOptions, problems: string[]): Found[] {
  const all = Object.entries(nodeOf(document.paths)).flatMap(([path, given]) => {
    const item = resolve(document, given);
    return METHODS.filter((method) => isNode(item[method])).map((method): Found => {
      return { document, method, path, item, node: nodeOf(item[method]) };
    });
  });
  if (!operations) return all;
  const ids = new Set(all.map(({ node }) => node.operationId));
  for (const id of operations) if (!ids.has(id)) problems.push(`there is no operation "${id}"`);
  return all.filter(({ node }) => operations.includes(String(node.operationId)));
}

function contractOf(document: Node, name: string, made: readonly Made[]): unknown {
  const info = nodeOf(document.info);
  const version = /^\d+\.\d+\.\d+/.exec(textOf(info.version) ?? '')?.[0] ?? '1.0.0';
  // Where one operation would do it twice, nobody may repeat blindly.
  const doubled = made.some(({ isRepeatable }) => !isRepeatable);
  return {
    name,
    title: titleOf(info, name),
    version,
    signedOn: null,
    ...(doubled && { repeats: 'doubled' }),
    operations: made.map(({ contract }): Operation => contract),
  };
}
