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
  'add-signer',
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
  /** Decides the task, moves it elsewhere, or only tells somebody. */
  readonly group: 'decide' | 'move' | 'tell';
  readonly style: 'primary' | 'danger' | 'plain';
  /** Acts at once, without a dialog. */
  readonly direct?: true;
}

export const VERB_NEEDS: Readonly<Record<Verb, VerbNeeds>> = {
  complete: { group: 'decide', comment: 'optional', style: 'primary', direct: true },
  disagree: { group: 'decide', comment: 'optional', style: 'danger' },
  abstain: { group: 'decide', comment: 'optional', style: 'plain' },
  claim: { group: 'decide', comment: 'none', style: 'primary', direct: true },
  resolve: { group: 'decide', comment: 'needed', style: 'primary' },
  resume: { group: 'decide', comment: 'optional', style: 'primary' },
  reject: { group: 'decide', comment: 'needed', style: 'danger' },
  return: { group: 'move', comment: 'needed', style: 'plain', to: 'step' },
  jump: { group: 'move', comment: 'optional', style: 'plain', to: 'free' },
  transfer: { group: 'move', comment: 'optional', style: 'plain', to: 'person' },
  delegate: { group: 'move', comment: 'optional', style: 'plain', to: 'person' },
  'add-signer': { group: 'move', comment: 'optional', style: 'plain', to: 'people' },
  release: { group: 'move', comment: 'optional', style: 'plain' },
  suspend: { group: 'move', comment: 'needed', style: 'plain' },
  comment: { group: 'tell', comment: 'needed', style: 'plain' },
  copy: { group: 'tell', comment: 'optional', style: 'plain', to: 'people' },
  urge: { group: 'tell', comment: 'optional', style: 'plain' },
};

/** Those of a group, in the order of their buttons. */
export const verbsOf = (group: VerbNeeds['group']): Verb[] => VERBS.filter((verb) => VERB_NEEDS[verb].group === group);

/** The verbs the server allows, in the order of their buttons. Verbs this page does not know are not offered. */
export const offered = (allowed: readonly string[]): Verb[] => VERBS.filter((verb) => allowed.includes(verb));

/** In a vote completing is agreeing, and who has delegated a task takes it back by resolving it: both are said as such. */
type Word = Verb | 'agree' | 'recall';

interface Standing {
  readonly allowedActions: readonly string[];
  readonly owner: string | null;
  readonly assignee: string | null;
}

export function wordOf(verb: Verb, { allowedActions, owner, assignee }: Standing, me: string | undefined): Word {
  if (verb === 'complete' && allowedActions.includes('disagree')) return 'agree';
  return verb === 'resolve' && owner === me && assignee !== me ? 'recall' : verb;
}

/** What somebody thinks of the matter is said with what decides it; what is only asked of others has words of its own. */
export const takesOpinion = (verb: Verb): boolean => VERB_NEEDS[verb].group === 'decide' || verb === 'return';
