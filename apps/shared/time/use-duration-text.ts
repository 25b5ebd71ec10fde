import { useI18n } from 'vue-i18n';
import { remaining } from './remaining.ts';

/** A span of milliseconds in the two largest units that say something. */
export function useDurationText(): (ms: number) => string {
  const { t } = useI18n();
  return (ms) => {
    const { parts } = remaining(ms, 0);
    return parts.map(({ unit, n }) => t(`due.${unit}`, { n })).join(' ') || t('due.moment');
  };
}
