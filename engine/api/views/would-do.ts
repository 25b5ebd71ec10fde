import type { WouldDo } from '../../commands/would-do.ts';
import type { Language } from '../../errors.ts';
import type { Rehearsal } from '../contract/rehearsal.ts';
import { timeText } from '../formats.ts';
import { nameIn } from '../names.ts';

const timeOrNull = (at: number | null): string | null => (at === null ? null : timeText(at));

const timed = <T extends { readonly before: number | null; readonly after: number | null }>({
  before,
  after,
  ...move
}: T) => ({
  ...move,
  before: timeOrNull(before),
  after: timeOrNull(after),
});

const inLanguage =
  (language: Language) =>
  <T extends { readonly name: string; readonly nameEn?: string }>({ nameEn, ...rest }: T) => ({
    ...rest,
    name: nameIn(language, { name: rest.name, nameEn: nameEn ?? null }),
  });

/** What an operation would do, in the reader's language and with times as texts. */
export function showWouldDo({ dueTimes, limits, ...told }: WouldDo, language: Language): Rehearsal {
  const moves = dueTimes.map(timed).map(inLanguage(language));
  const named = {
    voidedTasks: told.voidedTasks.map(inLanguage(language)),
    openedTasks: told.openedTasks.map(inLanguage(language)),
    endedElements: told.endedElements.map(inLanguage(language)),
  };
  return {
    wouldDo: structuredClone({ ...told, ...named, dueTimes: moves, limits: limits.map(timed) }) as Rehearsal['wouldDo'],
  };
}
