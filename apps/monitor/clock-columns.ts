/** Heads of the columns that `ClockCells` fills. */
import type { TableColumn } from '@shared/components/table-column.ts';

export const clockColumns = (t: (key: string) => string): TableColumn[] => [
  { label: t('caseView.number') },
  { label: t('monitor.lamp') },
  { label: t('monitor.clock') },
  { label: t('monitor.who') },
  { label: t('monitor.dueAt') },
];
