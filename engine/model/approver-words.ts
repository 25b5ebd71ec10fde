/** The words of `tb:assignment` and of the attributes beside it that say who decides. */

/** F2 relative to the chart, F3 chosen, F4 by the list of responsibilities, or drawn by lot; what each asks for is in `people/approvers`. */
export const APPROVER_RULES = [
  'department-head',
  'form-department-head',
  'superior',
  'initiator',
  'previous-lead',
  'handler-of',
  'chosen-at-start',
  'chosen-before',
  'chosen-in-form',
  'responsibility',
  'draw',
] as const;
export type ApproverRule = (typeof APPROVER_RULES)[number];

/** F6: what if nobody is found. */
export const EMPTY_POLICIES = ['auto-pass', 'auto-refuse', 'person', 'admin', 'superior', 'block-start'] as const;
export type EmptyPolicy = (typeof EMPTY_POLICIES)[number];

/** F7: what if who is found has an interest in the case. */
export const SELF_POLICIES = ['avoid', 'approve', 'skip', 'superior', 'head'] as const;
export type SelfPolicy = (typeof SELF_POLICIES)[number];

/** F8: what if the only one who is found has decided already. */
export const REPEAT_POLICIES = ['never', 'consecutive', 'keep-first', 'keep-last', 'same-step'] as const;
export type RepeatPolicy = (typeof REPEAT_POLICIES)[number];

/** What is decided at a user task: a licence 行政许可, or anything else about the case. */
export const DECIDES = ['licence', 'case'] as const;
export type Decides = (typeof DECIDES)[number];
