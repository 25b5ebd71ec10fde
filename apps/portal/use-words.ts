import { preferences } from '@shared/preferences.ts';
import { type Words, wordsIn } from './items.ts';

/** Words in the language of the reader; follows the switch. */
export const useWords = (): ((words: Words) => string) => (words) => wordsIn(words, preferences.language);
