/** A contract file, checked as a whole: what cannot be kept is told when the engine starts, not when a citizen waits. */
import { readFileSync } from 'node:fs';
import type { Contract, Operation, Values } from './contract.ts';
import { CONTRACT_SCHEMA } from './contract-schema.ts';
import { compileMapping, runMappingTests } from './mapping.ts';
import { propertiesOf } from './properties.ts';
import { compileSchema } from './schemas.ts';

const checkShape = compileSchema(CONTRACT_SCHEMA);

export class ContractError extends Error {
  readonly problems: readonly string[];
  constructor(name: string, problems: readonly string[]) {
    super([`Expected the contract "${name}" to be sound, but:`, ...problems].join('\n  '));
    this.name = 'ContractError';
    this.problems = problems;
  }
}

/** Reads the file beside a module: `readContract(new URL('contract.json', import.meta.url))`. */
export const readContract = (file: URL): Contract => toContract(JSON.parse(readFileSync(file, 'utf8')));

/** Throws `ContractError` with every problem. */
export function toContract(json: unknown): Contract {
  const name = (json as { readonly name?: unknown } | null)?.name;
  const wrong = checkShape(json);
  if (wrong.length > 0) throw new ContractError(String(name), wrong);
  const contract = json as Contract;
  const topics = contract.operations.map(({ topic }) => topic);
  const problems = [
    ...topics.filter((topic, index) => topics.indexOf(topic) !== index).map((topic) => `${topic} is there twice`),
    ...contract.operations.flatMap((operation) => problemsOf(operation).map((text) => `${operation.topic}: ${text}`)),
  ];
  if (problems.length > 0) throw new ContractError(contract.name, problems);
  return contract;
}

function problemsOf(operation: Operation): string[] {
  const schemas = (['request', 'answer'] as const).flatMap((side) => schemaProblems(operation, side));
  if (schemas.length > 0) return schemas;
  const { slo } = operation;
  const slower = slo.p95Ms > slo.timeoutMs ? ['its p95 is later than its time-out'] : [];
  return [...slower, ...levelProblems(operation), ...exampleProblems(operation), ...mappingProblems(operation)];
}

function schemaProblems({ request, answer }: Operation, side: 'request' | 'answer'): string[] {
  const schema = side === 'request' ? request : answer;
  if (schema.type !== 'object') return [`its ${side} is no object`];
  try {
    compileSchema(schema);
    return [];
  } catch (error) {
    return [`its ${side} is no JSON Schema (${error instanceof Error ? error.message : error})`];
  }
}

function levelProblems({ levels, request, answer }: Operation): string[] {
  const wanted = new Set([...propertiesOf(request), ...propertiesOf(answer)]);
  return [
    ...[...wanted].filter((path) => !Object.hasOwn(levels, path)).map((path) => `${path} has no data level`),
    ...Object.keys(levels)
      .filter((path) => !wanted.has(path))
      .map((path) => `${path} has a level, but is in neither schema`),
  ];
}

function exampleProblems({ examples, request, answer, errors }: Operation): string[] {
  const [asked, answered] = [compileSchema(request), compileSchema(answer)];
  const codes = new Set(errors.map(({ code }) => code));
  const wrong = (name: string, problems: readonly string[]): string[] => problems.map((text) => `${name} ${text}`);
  return examples.flatMap((example) => [
    ...wrong(`the request of "${example.name}"`, asked(example.request)),
    ...wrong(`the answer of "${example.name}"`, example.answer === undefined ? [] : answered(example.answer)),
    ...((example.answer === undefined) === (example.error === undefined)
      ? [`"${example.name}" has not one of answer and error`]
      : []),
    ...(example.error === undefined || codes.has(example.error)
      ? []
      : [`"${example.name}" has the error ${example.error}, which is not declared`]),
  ]);
}

function mappingProblems({ mapping }: Operation): string[] {
  if (!mapping) return [];
  const rows = [...(mapping.request ?? []), ...(mapping.answer ?? [])];
  const compiled = compileMapping(rows);
  if (!compiled.ok) return [...compiled.problems];
  return runMappingTests(mapping).flatMap(({ name, got }) =>
    got === null ? [] : [`the mapping test "${name}" gives ${JSON.stringify(got satisfies Values)}`],
  );
}
