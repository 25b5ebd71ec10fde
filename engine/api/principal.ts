import type { Actor } from '../commands/command.ts';
import type { Language } from '../errors.ts';
import type { Names } from '../store/people/names.ts';

/** The actor of a request, and how it proved who it is. */
export interface Principal extends Actor, Names {
  readonly language: Language | null;
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

/** Managers and administrators see every case and task; analysts every case. */
export const seesAllCases = ({ roles }: Actor): boolean =>
  roles.some((role) => role === 'admin' || role === 'manager' || role === 'analyst');
export const seesAllTasks = ({ roles }: Actor): boolean => roles.some((role) => role === 'admin' || role === 'manager');
export const isOfficial = ({ roles }: Actor): boolean =>
  roles.some((role) => role !== 'applicant' && role !== 'worker' && role !== 'script');

/** Whom commands act for: the rights, without the proof. */
export const actorOf = ({ id, roles, groups, department }: Principal): Actor => ({ id, roles, groups, department });
