/** F6 and F7: what becomes of who was found where that is nobody, or somebody with an interest in the case. */
import type { TaskReason } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import type { SelfPolicy } from '../../model/approver-words.ts';
import type { FindingSpec } from '../../model/graph.ts';
import { evaluateText } from '../evaluate.ts';
import type { Chart } from '../organisation/chart.ts';
import type { Bar, CaseFacts } from './case-facts.ts';
import type { Found, Why } from './find.ts';

export interface Policies {
  readonly finding: FindingSpec | undefined;
  readonly self: SelfPolicy;
  /** Who has an interest in the case. */
  readonly parties: readonly string[];
  readonly bars: readonly Bar[];
}

export interface Resolution {
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly reasons: readonly TaskReason[];
  /** The rules decide instead of a person. */
  readonly automatic?: 'auto:pass' | 'auto:refuse';
}

/** Refuses with 'approver-none' where nobody is left and the model says that the case does not go on so. */
export function applyPolicies(found: Found, policies: Policies, facts: CaseFacts): Result<Resolution> {
  const { chart } = facts;
  const isBarred = (user: string) => policies.bars.some(({ person }) => person === user);
  const own = withoutSelf(found, policies, chart);
  const left = keep(own, (user) => !isBarred(user) && isThere(user, policies, chart));
  if (!isEmpty(left, policies, chart)) return ok(resolutionOf(left, chart));
  const isOwn = policies.self === 'skip' && peopleOf(found).some((user) => policies.parties.includes(user));
  if (
    isOwn &&
    isEmpty(
      keep(found, (user) => !policies.parties.includes(user)),
      policies,
      chart,
    )
  ) {
    return ok(passing('auto:pass', { rule: 'self:skip', params: { person: policies.parties.join(', ') } }, chart));
  }
  return whenEmpty(left, policies, facts);
}

/** A list alone may name whom the organisation does not know, but nobody who has left. */
const isThere = (user: string, { finding }: Policies, chart: Chart): boolean =>
  finding ? chart.person(user) !== undefined : !chart.hasLeft(user);

const peopleOf = ({ assignee, users }: Found): string[] => [...(assignee ? [assignee[0]] : []), ...users.keys()];

function keep(found: Found, isKept: (user: string) => boolean): Found {
  return {
    ...found,
    assignee: found.assignee && isKept(found.assignee[0]) ? found.assignee : null,
    users: new Map([...found.users].filter(([user]) => isKept(user))),
  };
}

/** Each party among those found gives way to the superior, or to the head of the department; otherwise nothing changes here. */
function withoutSelf(found: Found, { self, parties }: Policies, chart: Chart): Found {
  if (self !== 'superior' && self !== 'head') return found;
  const stands = ([user, why]: readonly [string, Why]): (readonly [string, Why])[] => {
    if (!parties.includes(user)) return [[user, why]];
    return standIns(chart, { user, self, parties }).map((other) => [
      other,
      { rule: `self:${self}`, params: { instead: user, ...why.params } },
    ]);
  };
  const [assignee = null, ...more] = found.assignee ? stands(found.assignee) : [];
  return { ...found, assignee, users: new Map([...more, ...[...found.users].flatMap(stands)]) };
}

interface StandIn {
  readonly user: string;
  readonly self: 'superior' | 'head';
  readonly parties: readonly string[];
}

/** The nearest above who have no interest in the case themselves. */
function standIns(chart: Chart, { user, self, parties }: StandIn): readonly string[] {
  const free = (people: readonly string[]) => people.filter((person) => !parties.includes(person));
  const department = chart.departmentOf(user);
  if (self === 'head' && department !== null) {
    for (const unit of chart.ancestry(department)) {
      const heads = free(chart.headsOf(unit));
      if (heads.length > 0) return heads;
    }
    return [];
  }
  for (let level = 1; ; level++) {
    const heads = chart.superiorsOf(user, level);
    if (heads.length === 0 || free(heads).length > 0) return free(heads);
  }
}

/** Members of groups are looked at only where the model says more than lists: a list of groups alone stays what it is. */
function isEmpty({ assignee, users, groups }: Found, { finding, bars }: Policies, chart: Chart): boolean {
  if (assignee || users.size > 0) return false;
  if (!finding) return groups.size === 0;
  const barred = new Set(bars.map(({ person }) => person));
  return ![...groups.keys()].some((group) => chart.members({ group }).some((member) => !barred.has(member)));
}

function whenEmpty(found: Found, { finding, bars }: Policies, facts: CaseFacts): Result<Resolution> {
  const { chart, elementId } = facts;
  const isFree = (user: string) => chart.person(user) !== undefined && !bars.some(({ person }) => person === user);
  const policy = finding?.empty ?? 'admin';
  const rule = `empty:${policy}`;
  switch (policy) {
    case 'auto-pass':
      return ok(passing('auto:pass', { rule, params: {} }, chart));
    case 'auto-refuse':
      return ok(passing('auto:refuse', { rule, params: {} }, chart));
    case 'block-start':
      return fail('approver-none', { elementId }, { elementId });
    case 'person': {
      const named = evaluateText(finding?.emptyTo ?? null, facts.surroundings);
      if (!named.ok) return named;
      const { value } = named;
      return ok(value !== null && isFree(value) ? given([value], rule, chart) : toAdministrators(found, rule, chart));
    }
    case 'superior': {
      const people = found
        .above()
        .map((level) => level.filter(isFree))
        .find((level) => level.length > 0);
      return ok(people ? given(people, rule, chart) : toAdministrators(found, rule, chart));
    }
    case 'admin':
      return ok(toAdministrators(found, finding ? rule : 'nobody', chart));
  }
}

function given(people: readonly string[], rule: string, chart: Chart): Resolution {
  const [only, ...others] = people;
  const users = new Map(people.map((user): [string, Why] => [user, { rule, params: {} }]));
  const isSole = only !== undefined && others.length === 0;
  const found = { assignee: isSole ? ([only, { rule, params: {} }] as const) : null, groups: new Map<string, Why>() };
  return resolutionOf({ ...found, users: isSole ? new Map() : users, above: () => [] }, chart);
}

/** Groups nobody is in, or only who may not, are named in the reason: with a candidate the task would not be left to administrators. */
function toAdministrators({ groups }: Found, rule: string, { version }: Chart): Resolution {
  const nobody = { principal: '', rule, params: paramsOf(groups), organisationVersion: version };
  return { assignee: null, candidateUsers: [], candidateGroups: [], reasons: [nobody] };
}

const paramsOf = (groups: Found['groups']): Readonly<Record<string, string>> =>
  groups.size === 0 ? {} : { groups: [...groups.keys()].join(', ') };

function passing(automatic: 'auto:pass' | 'auto:refuse', why: Why, { version }: Chart): Resolution {
  const reasons = [{ principal: '', ...why, organisationVersion: version }];
  return { assignee: null, candidateUsers: [], candidateGroups: [], reasons, automatic };
}

function resolutionOf({ assignee, users, groups }: Found, { version }: Chart): Resolution {
  const reasonFor = (kind: 'user' | 'group', [name, { rule, params }]: readonly [string, Why]): TaskReason => ({
    principal: `${kind}:${name}`,
    rule,
    params,
    organisationVersion: version,
  });
  const others = [...users].filter(([user]) => user !== assignee?.[0]);
  return {
    assignee: assignee?.[0] ?? null,
    candidateUsers: [...users.keys()],
    candidateGroups: [...groups.keys()],
    reasons: [
      ...(assignee ? [reasonFor('user', assignee)] : []),
      ...others.map((user) => reasonFor('user', user)),
      ...[...groups].map((group) => reasonFor('group', group)),
    ],
  };
}
