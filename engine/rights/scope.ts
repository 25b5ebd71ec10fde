/** How far a right reaches, from nothing to everything. Each step holds what the one before it holds. */
export const SCOPES = ['none', 'own', 'department', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

export const reaches = (scope: Scope, wanted: Scope): boolean => SCOPES.indexOf(scope) >= SCOPES.indexOf(wanted);

/** The farthest of several; nothing where there is none. */
export const farthest = (scopes: readonly Scope[]): Scope =>
  scopes.reduce<Scope>((far, scope) => (reaches(scope, far) ? scope : far), 'none');
