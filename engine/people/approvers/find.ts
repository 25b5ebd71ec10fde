/** Who may do a task, and why: the lists and the rules of its `tb:assignment`, before any policy. */
import type { TaskReason } from '../../core/state.ts';
import { ok, type Result } from '../../errors.ts';
import type { AssignmentSpec, ModelValue } from '../../model/graph.ts';
import { evaluateList, evaluateText } from '../evaluate.ts';
import type { CaseFacts, Hit, Levels } from './case-facts.ts';
import { findMembers } from './members.ts';
import { findByRule, isAmongLists } from './rules.ts';

export type Why = Omit<TaskReason, 'principal' | 'organisationVersion'>;

/** Everybody that is found, each once with the first reason. */
export interface Found {
  readonly assignee: readonly [string, Why] | null;
  readonly users: ReadonlyMap<string, Why>;
  readonly groups: ReadonlyMap<string, Why>;
  /** Up from where the rules looked, the nearest level first. */
  above(): Levels;
}

/** Fails where an expression does, or as the rules of F3 and F4 refuse. `together`: co-departments are asked too. */
export function findApprovers(spec: AssignmentSpec, facts: CaseFacts, together: boolean): Result<Found> {
  const { finding } = spec;
  const listed = finding && isAmongLists(finding.rule) ? ok(NOBODY) : listedIn(spec, facts);
  if (!listed.ok) return listed;
  if (!finding) return ok(succeeded(listed.value, facts));
  const hits = hitsOf(spec, facts, together);
  if (!hits.ok) return hits;
  const users = new Map(listed.value.users);
  for (const { users: found, rule, params } of hits.value)
    for (const user of found) if (!users.has(user)) users.set(user, { rule, params });
  const all = { ...listed.value, users, above: () => hits.value.flatMap((hit) => hit.above()) };
  const sole = finding.rule === null ? all : withSole(all, together && finding.rule === 'responsibility');
  return ok(succeeded(sole, facts));
}

/** D5: who has handed everything over is found no longer, but his successor. */
function succeeded(found: Found, { chart }: CaseFacts): Found {
  const named = [...(found.assignee ? [found.assignee[0]] : []), ...found.users.keys()];
  if (named.every((user) => chart.successorOf(user) === user)) return found;
  const now = (user: string, why: Why): [string, Why] => {
    const next = chart.successorOf(user);
    return next === user ? [user, why] : [next, { ...why, params: { ...why.params, insteadOf: user } }];
  };
  const users = new Map<string, Why>();
  for (const [next, why] of [...found.users].map(([user, why]) => now(user, why)))
    if (!users.has(next)) users.set(next, why);
  return { ...found, assignee: found.assignee && now(...found.assignee), users };
}

const NOBODY: Found = { assignee: null, users: new Map(), groups: new Map(), above: () => [] };

/** Who is found alone by a rule is the one; so is who leads among departments that are asked together. */
function withSole(found: Found, leads: boolean): Found {
  const [first, ...others] = found.users;
  if (found.assignee || !first || found.groups.size > 0 || (others.length > 0 && !leads)) return found;
  return { ...found, assignee: first, users: new Map(others) };
}

function hitsOf(spec: AssignmentSpec, facts: CaseFacts, together: boolean): Result<readonly Hit[]> {
  const { finding } = spec;
  if (!finding) return ok([]);
  const ruled = findByRule(spec, finding, facts);
  if (ruled !== null) return ruled.ok ? ok([ruled.value, ...(together ? (ruled.value.co ?? []) : [])]) : ruled;
  const members = findMembers(finding, facts);
  return members.ok ? ok(members.value === null ? [] : [members.value]) : members;
}

/** F1 and F5: who is named in the three lists. */
function listedIn({ assignee, users, groups }: AssignmentSpec, facts: CaseFacts): Result<Found> {
  const { surroundings } = facts;
  const one = evaluateText(assignee, surroundings);
  if (!one.ok) return one;
  const named = evaluateList(users, surroundings);
  if (!named.ok) return named;
  const inGroups = evaluateList(groups, surroundings);
  if (!inGroups.ok) return inGroups;
  return ok({
    assignee: one.value === null ? null : [one.value, whyOf('user', assignee, facts)],
    users: new Map(named.value.map((user) => [user, whyOf('user', users, facts)])),
    groups: new Map(inGroups.value.map((group) => [group, whyOf('group', groups, facts)])),
    above: () => [],
  });
}

/** The expression, and which steps write what it reads: there a script or an adapter has chosen. */
function whyOf(rule: string, value: ModelValue | null, facts: CaseFacts): Why {
  if (value?.kind !== 'feel') return { rule, params: {} };
  const { source, reads } = value.expression;
  const from = facts.writersOf(reads).join(', ');
  return { rule, params: { expression: source, ...(from !== '' && { from }) } };
}
