/** Which apps there are and whom they are for. The server judges every request anyway; this only decides what is shown. */
import type { Role } from '../api/types.ts';

const APPS = ['portal', 'inbox', 'monitor', 'modeler', 'admin'] as const;
export type AppName = (typeof APPS)[number];

const AUDIENCE: Readonly<Record<AppName, readonly Role[]>> = {
  portal: ['applicant', 'clerk', 'admin'],
  inbox: ['clerk', 'manager', 'admin'],
  monitor: ['manager', 'analyst', 'auditor', 'admin'],
  modeler: ['analyst', 'admin'],
  admin: ['admin', 'auditor', 'manager'],
};

export const mayUse = (app: AppName, roles: readonly Role[]): boolean =>
  AUDIENCE[app].some((role) => roles.includes(role));

export const appsFor = (roles: readonly Role[]): AppName[] => APPS.filter((app) => mayUse(app, roles));

export const addressOfApp = (app: AppName): string => `/${app}/`;

/** Where to go after signing in: back to where one came from within this origin, else to the only app, else to the start page. */
export function destination(next: string | null, roles: readonly Role[]): string {
  if (next && /^\/(?!\/|\\)/.test(next)) return next;
  const [only, ...others] = appsFor(roles);
  return only && others.length === 0 ? addressOfApp(only) : '/';
}
