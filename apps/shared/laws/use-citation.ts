import { preferences } from '../preferences.ts';
import { citationInEnglish } from './citation.ts';

/** A legal basis in the language of the reader; follows the switch. */
export const useCitation =
  () =>
  (text: string): string =>
    preferences.language === 'en' ? citationInEnglish(text) : text;
