/** What can be asked of departments. Where it cannot be had, topics are typed all the same. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import { onMounted, shallowRef } from 'vue';
import type { KnownContract } from '../contracts/known-contract.ts';

export function useContracts() {
  const contracts = shallowRef<readonly KnownContract[]>([]);
  onMounted(async () => {
    try {
      contracts.value = (await api.get('/contracts')).items as readonly KnownContract[];
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
    }
  });
  return contracts;
}
