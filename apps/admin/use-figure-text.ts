import { formatDateTime, formatNumber } from '@shared/time/format.ts';
import { useI18n } from 'vue-i18n';
import type { Figure } from './metrics.ts';

const BYTES_PER_MB = 1024 * 1024;

/** How figures of the system are written: times since 1970 in milliseconds, sizes in bytes. */
export function useFigureText() {
  const { t } = useI18n();
  const rounded = (value: number): string => formatNumber(Math.round(value * 10) / 10);
  const texts: Readonly<Record<Figure['unit'], (value: number) => string>> = {
    time: (value) => formatDateTime(new Date(value).toISOString()),
    milliseconds: (value) => t('admin.ms', { n: rounded(value) }),
    bytes: (value) => t('admin.mb', { n: formatNumber(Math.round(value / BYTES_PER_MB)) }),
    ratio: rounded,
    count: formatNumber,
  };
  return (unit: Figure['unit'], value: number): string => texts[unit](value);
}
