import type { Adapter } from '../../engine/port.ts';
import type { Contract } from '../kit/contract.ts';
import { keepContract } from '../kit/keep-contract.ts';
import { createSimulator } from '../simulator/simulator.ts';
import type { Surroundings } from '../surroundings.ts';
import { LICENCE_LIBRARY_RULES } from './rules.ts';

/**
 * The electronic licence library, played by rules: the number of a licence chooses the behaviour, and the number of an issued one follows from
 * the idempotency key, so a repeated call issues nothing new.
 */
export function createLicenceLibrary(contract: Contract, surroundings: Surroundings): Adapter {
  const topics = contract.operations.map(({ topic }) => topic);
  const played = createSimulator({ name: contract.name, topics, rules: LICENCE_LIBRARY_RULES }, surroundings);
  return keepContract(contract, { call: ({ values, request }) => played.call({ ...request, variables: values }) });
}
