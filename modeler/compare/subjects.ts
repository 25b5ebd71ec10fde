/** What consequences of a change are about, in the order in which they are told. */
export const SUBJECTS = ['roles', 'rights', 'limits', 'data'] as const;
export type Subject = (typeof SUBJECTS)[number];
