/** Which process, step and days a report's list is about, from its address. */
import { type ComputedRef, computed } from 'vue';
import { useRoute } from 'vue-router';

export interface ReportScope {
  readonly process: string | undefined;
  /** One version of the process. */
  readonly definition: string | undefined;
  readonly step: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Only what was late. */
  readonly late: boolean;
}

export function useReportScope(): ComputedRef<ReportScope> {
  const route = useRoute();
  const text = (name: string): string | undefined => {
    const value = route.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return computed(() => ({
    process: text('process'),
    definition: text('definition'),
    step: text('step'),
    from: text('from'),
    to: text('to'),
    late: text('late') === 'true',
  }));
}

interface ElementQuery {
  readonly definitionKey?: string;
  readonly definitionId?: string;
  readonly elementId?: string;
}

/** The part of a query the API knows by these names. */
export const elementQuery = ({ process, definition, step }: ReportScope): ElementQuery => ({
  ...(process ? { definitionKey: process } : {}),
  ...(definition ? { definitionId: definition } : {}),
  ...(step ? { elementId: step } : {}),
});
