/** The server's clock: what pages of the past are counted back from. The browser's own until the server has been asked. */
import { api } from '@shared/api/client.ts';
import { useLoad } from '@shared/composables/use-load.ts';

export function useEngineNow(): () => number {
  const load = useLoad((signal) => api.get('/sla/board', { query: { by: 'lamp' }, signal }));
  return () => (load.data.value ? Date.parse(load.data.value.at) : Date.now());
}
