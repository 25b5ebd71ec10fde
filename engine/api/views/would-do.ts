import type { WouldDo } from '../../commands/would-do.ts';
import type { Language } from '../../errors.ts';
import type { Rehearsal } from '../contract/rehearsal.ts';
import { timeText } from '../formats.ts';
import { nameIn } from '../names.ts';

const timeOrNull = (at: number | null): string | null => (at === null ? null : timeText(at));

const inLanguage =
  (language: Language) =>
  <T extends { readonly name: string; readonly nameEn?: string }>({ nameEn, ...rest }: T) => ({
    ...rest,
    name: nameIn(language, { name: rest.name, nameEn: nameEn ?? null }),
  });

/** What an operation would do, in the reader's language and with times as texts. */
export function showWouldDo({ dueTimes, limits, ...told }: WouldDo, language: Language): Rehearsal {
  const moves = dueTimes.map(({ before, after, ...move }) => ({
    ...move,
    before: timeOrNull(before),
    after: timeOrNull(after),
  }));
  const named = {
    voidedTasks: told.voidedTasks.map(inLanguage(language)),
    openedTasks: told.openedTasks.map(inLanguage(language)),
    endedElements: told.endedElements.map(inLanguage(language)),
    ...(limits && {
      limits: limits.map(({ before, after, ...move }) => ({
        ...move,
        before: timeOrNull(before),
        after: timeText(after),
      })),
    }),
  };
  return { wouldDo: structuredClone({ ...told, ...named, dueTimes: moves }) as Rehearsal['wouldDo'] };
}
