/**
 * The calendar that the form viewer brings along in the reader's language, with one way to write a day. By itself it is English, and days are written
 * as the browser writes them. It is reached by the window because the viewer hands out no options for it.
 */
import type { Language } from '../language.ts';
import { CALENDAR_TEXTS } from './translations.ts';

interface Calendar {
  readonly input: HTMLInputElement;
  set(option: 'dateFormat', value: string): void;
}

declare global {
  interface Window {
    flatpickr?: { localize(words: object): void; setDefaults(config: object): void };
  }
}

const NAMES = { zh: 'zh-CN', en: 'en-GB' } as const;
const DAY_MS = 86_400_000;
/** A Sunday, the first day of the calendar's list. */
const SUNDAY = Date.UTC(2026, 0, 4);

function named(language: Language, parts: Intl.DateTimeFormatOptions, times: readonly number[]): string[] {
  const format = new Intl.DateTimeFormat(NAMES[language], { ...parts, timeZone: 'UTC' });
  return times.map((time) => format.format(time));
}

export function speakDates(language: Language): void {
  const days = Array.from({ length: 7 }, (_, day) => SUNDAY + day * DAY_MS);
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
  const { placeholder, ...texts } = CALENDAR_TEXTS[language];
  window.flatpickr?.localize({
    ...texts,
    weekdays: {
      shorthand: named(language, { weekday: 'narrow' }, days),
      longhand: named(language, { weekday: 'long' }, days),
    },
    months: {
      shorthand: named(language, { month: 'short' }, months),
      longhand: named(language, { month: 'long' }, months),
    },
    firstDayOfWeek: 1,
  });
  const written = (calendar: Calendar) => ({
    onReady() {
      calendar.set('dateFormat', 'Y-m-d');
      calendar.input.placeholder = placeholder;
    },
  });
  window.flatpickr?.setDefaults({ plugins: [written] });
}
