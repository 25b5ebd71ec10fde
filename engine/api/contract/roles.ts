/** Roles as the contract names them. What a role may is the table of rights, `engine/rights/table.ts`; a row of the route table names one. */
import { ROLES, type UserRole } from '../../rights/roles.ts';
import { oneOf } from './schema.ts';

export const Role = oneOf(ROLES);

/** No sign-in needed. */
export const PUBLIC = 'public';
/** People of the administration who do its work. */
export const OFFICIALS: readonly UserRole[] = ['admin', 'analyst', 'clerk', 'manager'];
