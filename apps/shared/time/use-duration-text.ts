import { useI18n } from 'vue-i18n';
import { remaining } from './remaining.ts';

const SECOND = 1000;

/** A span of milliseconds in the two largest units that say something, seconds only where there is nothing larger. */
export function useDurationText(): (ms: number) => string {
  const { t } = useI18n();
  return (ms) => {
    const { parts } = remaining(ms, 0);
    if (parts.length > 0) return parts.map(({ unit, n }) => t(`due.${unit}`, { n })).join(' ');
    const seconds = Math.floor(ms / SECOND);
    return seconds > 0 ? t('due.seconds', { n: seconds }) : t('due.underSecond');
  };
}
