/** Who may call what: the roles of the route table. Which of the things behind a route somebody sees is decided by the query. */
import { oneOf } from './schema.ts';

/** `script` is a right that goes with a role: who has it may deploy JavaScript. */
export const ROLES = ['admin', 'analyst', 'clerk', 'manager', 'applicant', 'worker', 'script'] as const;
export type UserRole = (typeof ROLES)[number];
export const Role = oneOf(ROLES);

/** No sign-in needed. */
export const PUBLIC = 'public';
export const EVERYONE: readonly UserRole[] = [...ROLES];
/** People, not machines. */
export const PEOPLE: readonly UserRole[] = ['admin', 'analyst', 'clerk', 'manager', 'applicant'];
/** People of the administration. */
export const OFFICIALS: readonly UserRole[] = ['admin', 'analyst', 'clerk', 'manager'];
export const DEPLOYERS: readonly UserRole[] = ['admin', 'analyst'];
/** May watch all cases. */
export const OBSERVERS: readonly UserRole[] = ['admin', 'analyst', 'manager'];
/** May repair what failed. */
export const REPAIRERS: readonly UserRole[] = ['admin', 'analyst'];
export const ADMINISTRATORS: readonly UserRole[] = ['admin'];
export const WORKERS: readonly UserRole[] = ['admin', 'worker'];
