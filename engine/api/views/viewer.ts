import type { Language } from '../../errors.ts';
import type { Principal } from '../principal.ts';

/** For whom something is shown. */
export interface Viewer {
  readonly principal: Principal;
  readonly language: Language;
}
