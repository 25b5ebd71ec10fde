/** How each verb on a task is offered: what it needs to know, and how loudly its button speaks. */
const VERBS = [
  'complete',
  'disagree',
  'abstain',
  'resolve',
  'claim',
  'resume',
  'reject',
  'return',
  'jump',
  'transfer',
  'delegate',
  'release',
  'suspend',
  'comment',
  'copy',
  'urge',
] as const;
export type Verb = (typeof VERBS)[number];

export interface VerbNeeds {
  /** Whom or where to. */
  readonly to?: 'person' | 'people' | 'step' | 'free';
  readonly comment: 'none' | 'optional' | 'needed';
  readonly style: 'primary' | 'danger' | 'plain';
  /** Acts at once, without a dialog. */
  readonly direct?: true;
}

export const VERB_NEEDS: Readonly<Record<Verb, VerbNeeds>> = {
  complete: { comment: 'optional', style: 'primary', direct: true },
  disagree: { comment: 'optional', style: 'danger' },
  abstain: { comment: 'optional', style: 'plain' },
  claim: { comment: 'none', style: 'primary', direct: true },
  resolve: { comment: 'needed', style: 'primary' },
  resume: { comment: 'optional', style: 'primary' },
  reject: { comment: 'needed', style: 'danger' },
  return: { comment: 'needed', style: 'plain', to: 'step' },
  jump: { comment: 'optional', style: 'plain', to: 'free' },
  transfer: { comment: 'optional', style: 'plain', to: 'person' },
  delegate: { comment: 'optional', style: 'plain', to: 'person' },
  release: { comment: 'optional', style: 'plain' },
  suspend: { comment: 'needed', style: 'plain' },
  comment: { comment: 'needed', style: 'plain' },
  copy: { comment: 'optional', style: 'plain', to: 'people' },
  urge: { comment: 'optional', style: 'plain' },
};

/** The verbs the server allows, in the order of their buttons. Verbs this page does not know are not offered. */
export const offered = (allowed: readonly string[]): Verb[] => VERBS.filter((verb) => allowed.includes(verb));
