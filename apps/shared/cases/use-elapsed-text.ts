import { useI18n } from 'vue-i18n';
import { daysAndHours } from './clock-words.ts';

/** A span of milliseconds in whole days and hours. */
export function useElapsedText(): (span: number) => string {
  const { t } = useI18n();
  return (span) => {
    const { days, hours } = daysAndHours(span);
    return t('clocks.elapsed', {
      days: t('clocks.elapsedDays', { n: days }, days),
      hours: t('clocks.elapsedHours', { n: hours }, hours),
    });
  };
}
