/** What somebody may not see of the data of a case: personal data is masked, and what the model hides at all of their nodes is left out. */
import { masksOf } from '../../commands/inbox-variables.ts';
import type { InstanceState, Variables } from '../../core/state.ts';
import type { FieldRule } from '../../model/graph.ts';
import type { MaskKind, Masks } from '../../model/masks.ts';
import { withAnswers } from '../../rights/answer-masks.ts';
import { NO_SHIELD, type Shield, shieldOf } from '../../rights/shield.ts';
import { decodeState } from '../../store/codec.ts';
import { type CaseData, caseData } from '../../store/read/case-data.ts';
import { findInstance } from '../../store/read/instances.ts';
import { partInCase } from '../../store/read/part-in-case.ts';
import { isWorkingOfficial, type Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { graphOf } from './graph.ts';
import { readerOf } from './reader.ts';

export interface CaseShield extends Shield {
  /** Paths that are not shown at all. */
  readonly hidden: readonly string[];
}

const OPEN: CaseShield = { ...NO_SHIELD, hidden: [] };

interface Subject {
  readonly row: Pick<CaseData, 'id' | 'initiator'>;
  readonly state: InstanceState;
  readonly variables: Variables;
  /** Paths that the caller needs for the work at hand. */
  readonly needed?: readonly string[];
}

/** Applicants see their own data as they are. */
const isOwn = (principal: Principal, initiator: string | null): boolean =>
  initiator === principal.id && !isWorkingOfficial(principal);

export async function caseShield(services: Services, principal: Principal, subject: Subject): Promise<CaseShield> {
  const { row, state, variables, needed = [] } = subject;
  if (isOwn(principal, row.initiator)) return OPEN;
  const { definitions } = services.runtime;
  const masks = withAnswers(await definitions.withLoaded(() => masksOf(state, definitions)), variables);
  const hidden = await hiddenFrom(services, principal, { id: row.id, definitionIds: state.definitions });
  if (masks.size === 0 && hidden.length === 0) return OPEN;
  const asked: [string, MaskKind][] = [...masks].filter(([path]) => !needed.some((one) => isWithin(path, one)));
  const all: Masks = new Map([...asked, ...hidden.map((path) => [path, 'text'] as const)]);
  const shield = shieldOf(all, scopesOf(variables, state));
  return {
    ...shield,
    variables: (values) => without(shield.variables(values), hidden),
    masked: shield.masked.filter((path) => !hidden.some((one) => isWithin(path, one))),
    hidden,
  };
}

/** The variables of the process and of every open scope below it. */
export const scopesOf = (variables: Variables, { elements }: InstanceState): Variables[] => [
  variables,
  ...Object.values(elements).flatMap(({ vars }): Variables[] => (vars ? [vars] : [])),
];

/** For lists of things of many cases; a case that is not there any more needs none. */
export async function shieldsOf(
  services: Services,
  principal: Principal,
  instanceIds: readonly string[],
): Promise<(instanceId: string | null) => Shield> {
  const shields = new Map<string, Shield>();
  for (const row of await caseData(services.database, instanceIds)) {
    const state = decodeState(row.state, row.variables);
    shields.set(row.id, await caseShield(services, principal, { row, state, variables: row.variables }));
  }
  return (id) => shields.get(id ?? '') ?? NO_SHIELD;
}

const isWithin = (path: string, whole: string): boolean => path === whole || path.startsWith(`${whole}.`);

interface Wanted {
  readonly id: string;
  readonly definitionIds: readonly string[];
}

/**
 * Fields that are hidden at a node of theirs, and shown at none. Who sees the case otherwise than by tasks of their own (through departments, as an
 * owner, because they see all) is not at a node.
 */
async function hiddenFrom(
  services: Services,
  principal: Principal,
  { id, definitionIds }: Wanted,
): Promise<readonly string[]> {
  const { runtime, database } = services;
  const graphs = await Promise.all(definitionIds.map(async (each) => [each, await graphOf(runtime, each)] as const));
  if (!graphs.some(([, { nodes }]) => nodes.some(({ fieldRules = [] }) => fieldRules.some(isHiding)))) return [];
  const reader = await readerOf(services, principal);
  if (await findInstance(database, { ...reader, seesOwn: false }, id)) return [];
  const parts = await partInCase(database, reader, id);
  const nodes = parts.flatMap(({ definitionId, elementId }) => {
    const graph = graphs.find(([each]) => each === definitionId)?.[1];
    return graph?.nodes[graph.byId.get(elementId) ?? -1] ?? [];
  });
  const hiding = nodes.flatMap(({ fieldRules = [] }) => fieldRules.filter(isHiding).map(({ name }) => name));
  const shown = await Promise.all(
    nodes.map(({ user, fieldRules = [] }) =>
      shownAt(services, { form: user?.form ?? null, fieldRules, definitionIds }),
    ),
  );
  return [...new Set(hiding)].filter((name) => !shown.some((paths) => paths(name)));
}

const isHiding = ({ right }: FieldRule): boolean => right === 'hidden';

interface ShowingNode {
  readonly form: string | null;
  readonly fieldRules: readonly FieldRule[];
  readonly definitionIds: readonly string[];
}

/** Whether a node shows a field: its form has it, and does not hide it there. */
async function shownAt(
  { runtime: { definitions } }: Services,
  { form: key, fieldRules, definitionIds }: ShowingNode,
): Promise<(path: string) => boolean> {
  if (key === null) return () => false;
  const deploymentId = definitions.head(definitionIds[0] ?? '')?.deploymentId ?? '';
  const form = await definitions.withLoaded(() => definitions.find(key, deploymentId));
  return (path) => form?.has(path) === true && !fieldRules.some((rule) => isHiding(rule) && isWithin(path, rule.name));
}

function without(values: Variables, paths: readonly string[]): Variables {
  return paths.reduce<Variables>((all, path) => drop(all, path.split('.')) as Variables, values);
}

/** The value without what lies at the path. */
export function drop(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => drop(one, name === undefined ? rest : [name, ...rest]));
  if (typeof value !== 'object' || value === null || name === undefined || !Object.hasOwn(value, name)) return value;
  const { [name]: inner, ...others } = value as Readonly<Record<string, unknown>>;
  return rest.length === 0 ? others : { ...others, [name]: drop(inner, rest) };
}
