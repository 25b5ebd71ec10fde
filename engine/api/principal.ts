import type { Actor } from '../commands/command.ts';
import type { Language } from '../errors.ts';
import type { Names } from '../store/people/names.ts';
import { OFFICIALS } from './contract/roles.ts';

/** The actor of a request, and how it proved who it is. */
export interface Principal extends Actor, Names {
  /** What they have chosen; null where they have not. */
  readonly language: Language | null;
  /** What this request is answered in; absent before that is known. */
  readonly reads?: Language;
  /** `cookie` must also show the CSRF token. */
  readonly proof: 'none' | 'cookie' | 'token' | 'key';
  /** The session token; null for API keys and on public routes. */
  readonly token: string | null;
}

/** On public routes. */
export const ANONYMOUS: Principal = {
  id: 'anonymous',
  name: '',
  nameEn: null,
  roles: [],
  groups: [],
  department: null,
  language: null,
  proof: 'none',
  token: null,
};

/** Whoever reads as one of the administration, auditors too. */
export const isOfficial = ({ roles }: Actor): boolean =>
  roles.some((role) => role !== 'applicant' && role !== 'worker' && role !== 'script');

/** Who does the work of the administration, and may be given some. */
export const isWorkingOfficial = ({ roles }: Actor): boolean => roles.some((role) => WORKING.includes(role));
const WORKING: readonly string[] = OFFICIALS;

/** The language of the answer. */
export const languageOfReader = ({ reads, language }: Principal): Language => reads ?? language ?? 'zh';

/** Whom commands act for: the rights, without the proof. */
export const actorOf = ({ id, roles, groups, department, names }: Principal): Actor => ({
  id,
  roles,
  groups,
  department,
  ...(names === undefined ? {} : { names }),
});
