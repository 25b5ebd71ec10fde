import type { Adapter, AdapterAnswer, AdapterRequest } from '../../engine/port.ts';
import { Outside } from '../../engine/scenario/outside.ts';
import type { AdapterScript } from '../../engine/scenario/scenario.ts';
import type { KnownContract, KnownOperation } from '../contracts/known-contract.ts';
import { madeUpAnswer } from '../contracts/made-up.ts';

/** Departments that answer as told before, and else wait until somebody answers for them. */
export class WaitingDepartments {
  readonly #outside = new Outside({ find: () => undefined });
  readonly #scripted = new Set<string>();

  script(topic: string, script: AdapterScript): void {
    this.#scripted.add(topic);
    this.#outside.script(topic, script);
  }

  answersAt(topic: string, calledAt: number): number {
    return this.#scripted.has(topic) ? this.#outside.answersAt(topic, calledAt) : Number.POSITIVE_INFINITY;
  }

  ask(request: AdapterRequest): Promise<AdapterAnswer> {
    return this.#outside.ask(request);
  }
}

/** Departments that answer as told, and else with the first example of their contract that is an answer, or with one that the contract allows. */
export const exampleDepartments = (contracts: readonly KnownContract[]): Outside =>
  new Outside({ find: (topic) => adapterFor(operationOf(contracts, topic), topic) });

export const operationOf = (contracts: readonly KnownContract[], topic: string): KnownOperation | undefined =>
  contracts.flatMap(({ operations }) => operations).find((operation) => operation.topic === topic);

interface Example {
  readonly name: string;
  readonly answer: AdapterAnswer;
}

/** What a department may be made to say: the answers of the examples, first those that are good. */
export function examplesOf(operation: KnownOperation | undefined): readonly Example[] {
  const said = (operation?.examples ?? []).flatMap(({ name, answer, error }): Example[] => {
    if (answer) return [{ name, answer: { kind: 'completed', variables: answer } }];
    return error === undefined ? [] : [{ name, answer: { kind: 'error', code: error } }];
  });
  return [...said].sort((a, b) => Number(a.answer.kind === 'error') - Number(b.answer.kind === 'error'));
}

function adapterFor(operation: KnownOperation | undefined, topic: string): Adapter {
  const good = examplesOf(operation).find(({ answer }) => answer.kind === 'completed')?.answer;
  const answer = good ?? { kind: 'completed' as const, variables: operation ? madeUpAnswer(operation.answer) : {} };
  return { name: topic, topics: [topic], call: async () => answer };
}
