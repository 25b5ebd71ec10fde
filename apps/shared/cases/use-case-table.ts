import { useRoute } from 'vue-router';
import { api } from '../api/client.ts';
import { zone } from '../app/session.ts';
import { apiQuery, filterOf } from './case-filter.ts';

/** Asks for the cases of the filter in the address as a table for spreadsheets. */
export function useCaseTable(): () => Promise<unknown> {
  const route = useRoute();
  return () =>
    api.get('/process-instances', { query: { ...apiQuery(filterOf(route.query), zone.value), format: 'csv' } });
}
