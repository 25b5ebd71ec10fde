/** What somebody is in the house. `script` is a right that goes with a role: who has it may deploy JavaScript. */
export const ROLES = ['admin', 'analyst', 'clerk', 'manager', 'applicant', 'auditor', 'worker', 'script'] as const;
export type UserRole = (typeof ROLES)[number];
