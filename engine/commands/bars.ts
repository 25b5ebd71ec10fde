/**
 * Who may not act at a step, whatever rule or person names them: those with an interest in the case (回避), and those who have acted at a step that is
 * to be done by others. Asked when a task opens, so that it is not offered to them, and again whenever somebody acts, because more has happened since.
 */
import { requireTrail } from '../core/parts.ts';
import { ownDefinitionId, rootVariables } from '../core/query.ts';
import type { InstanceState, TrailEntry, Variables } from '../core/state.ts';
import { fail, type Result } from '../errors.ts';
import type { SelfPolicy } from '../model/approver-words.ts';
import type { Definitions, FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Bar } from '../people/approvers/case-facts.ts';
import type { Place } from './place.ts';
import { isSeparate, linesOf } from './separation.ts';

/** Where something is decided, nobody decides on a case of his own unless the model says so. A step that goes to one person by design is none. */
function isDecision({ user }: FlowNode): boolean {
  if (!user) return false;
  const { finding } = user.assignment;
  if (user.decides || user.fourEyes || user.approval) return true;
  return finding !== undefined && finding.rule !== 'initiator' && finding.rule !== 'handler-of';
}

/** F7: what the model says, else avoidance at a decision. */
export const selfPolicyOf = (node: FlowNode): SelfPolicy =>
  node.user?.assignment.finding?.self ?? (isDecision(node) ? 'avoid' : 'approve');

/** Variables that name the applicant and the agent where the model names none. */
const PARTIES = ['applicant', 'agent'];

/** Who began the case, and whom its variables name as having an interest in it. */
export function partiesOf(state: InstanceState, definitions: Definitions): readonly string[] {
  const { graph } = definitions.byId(ownDefinitionId(state));
  return partiesIn(graph, { initiator: state.initiator, variables: rootVariables(state) });
}

export interface Begun {
  readonly initiator: string | null;
  readonly variables: Variables;
}

/** The same of a case that is about to begin. */
export function partiesIn({ parties = PARTIES }: ProcessGraph, { initiator, variables }: Begun): readonly string[] {
  const named = parties.flatMap((name) => (Object.hasOwn(variables, name) ? peopleIn(variables[name]) : []));
  return [...new Set([...(initiator === null ? [] : [initiator]), ...named])];
}

/** A name, several, or something with an id. */
function peopleIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return value.flatMap(peopleIn);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return [];
  const { id } = value as { readonly id: unknown };
  return typeof id === 'string' ? [id] : [];
}

export function barsAt(state: InstanceState, place: Place, definitions: Definitions): Bar[] {
  const parties = selfPolicyOf(place.node) === 'approve' ? [] : partiesOf(state, definitions);
  const lines = linesOf(state, place, definitions);
  if (lines.length > 0) requireTrail(state);
  const acts = lines.length === 0 ? [] : state.trail.filter((entry) => isAct(entry) && isSeparate(lines, entry));
  const declared = place.element.round?.draw?.excluded ?? [];
  return [
    ...declared.map(({ person }): Bar => ({ person, rule: 'conflict-of-interest' })),
    ...parties.map((person): Bar => ({ person, rule: 'conflict-of-interest' })),
    ...acts.flatMap((entry) => {
      const { taskId, at } = entry;
      const { graph } = definitions.byId(state.definitions[entry.def] ?? '');
      const act = { taskId, elementId: graph.nodes[entry.node]?.id ?? '', at };
      return peopleOf(entry).map((person): Bar => ({ person, rule: 'separation-of-duties', act }));
    }),
  ];
}

const isAct = ({ outcome }: TrailEntry): boolean => !outcome.startsWith('voided:');

const peopleOf = ({ by, onBehalfOf, others = [] }: TrailEntry): readonly string[] => [
  ...(by === null ? [] : [by]),
  ...(onBehalfOf === undefined ? [] : [onBehalfOf]),
  ...others,
];

export interface BarredAct {
  readonly bars: readonly Bar[];
  readonly people: readonly string[];
  readonly verb: string;
  readonly elementId: string;
}

/** 'approver-barred' for the first of these people who may not. */
export function barred({ bars, people, verb, elementId }: BarredAct): Result<never> | undefined {
  const bar = bars.find(({ person }) => people.includes(person));
  return (
    bar && fail('approver-barred', { verb, elementId, person: bar.person, rule: bar.rule, ...told(bar) }, { elementId })
  );
}

function told({ act }: Bar): Readonly<Record<string, string>> {
  if (!act) return { reason: 'has an interest in the case', reasonZh: '与本办件有利害关系' };
  const at = new Date(act.at).toISOString();
  return {
    reason: `has acted at "${act.elementId}" at ${at} (task ${act.taskId})`,
    reasonZh: `已于 ${at} 办理“${act.elementId}”（任务 ${act.taskId}）`,
    act: act.taskId,
    actElementId: act.elementId,
    actAt: at,
  };
}

/** Everybody whom something keeps from the step, sorted. */
export const barredPeople = (bars: readonly Bar[]): readonly string[] =>
  [...new Set(bars.map(({ person }) => person))].sort();
