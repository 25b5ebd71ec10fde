import type { Role } from '@shared/api/types.ts';

export const ROLES: readonly Role[] = [
  'admin',
  'analyst',
  'clerk',
  'manager',
  'applicant',
  'auditor',
  'worker',
  'script',
];
