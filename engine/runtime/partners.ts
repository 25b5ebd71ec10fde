/**
 * Forms, processes and decisions that a model names by their key. One that is not there yet may come later, so its absence is a warning; a
 * decision that is bound to the deployment can only come with it, so its absence is an error.
 */
import type { DecisionSpec, ProcessGraph } from '../model/graph.ts';
import { type Problem, text } from '../model/problem.ts';

export interface Partner {
  readonly kind: 'form' | 'process' | 'decision';
  readonly key: string;
  readonly resource: string;
  readonly elementId: string;
  /** It is meant as it is in the same deployment (`tb:binding="deployment"`). */
  readonly bound?: boolean;
}

export function partnersOf(graph: ProcessGraph, resource: string): Partner[] {
  return graph.nodes.flatMap(({ id: elementId, user, startForm, call, decision }): Partner[] => {
    const form = user?.form ?? startForm;
    const called = call?.calledElement.kind === 'literal' ? call.calledElement.text : null;
    return [
      ...(form ? [{ kind: 'form' as const, key: form, resource, elementId }] : []),
      ...decisionOf(decision, { resource, elementId }),
      ...(called ? [{ kind: 'process' as const, key: called, resource, elementId }] : []),
    ];
  });
}

function decisionOf(spec: DecisionSpec | null, at: Pick<Partner, 'resource' | 'elementId'>): Partner[] {
  if (spec?.decision.kind !== 'literal') return [];
  return [{ kind: 'decision', key: spec.decision.text, bound: spec.binding.kind === 'deployment', ...at }];
}

/** What is neither deployed nor deployed along with it. */
export function missingPartners(
  partners: readonly Partner[],
  { isThere, isAlong }: Record<'isThere' | 'isAlong', (partner: Partner) => boolean>,
): (Problem & { readonly resource: string })[] {
  return partners
    .filter((partner) => !(isError(partner) ? isAlong : isThere)(partner))
    .map(({ kind, key, resource, elementId, bound }) => ({
      resource,
      rule: `${kind}-not-deployed`,
      severity: isError({ kind, bound }) ? 'error' : 'warning',
      elementId,
      line: null,
      column: null,
      message: MISSING[kind](elementId, key),
    }));
}

const isError = ({ kind, bound }: Pick<Partner, 'kind' | 'bound'>): boolean => kind === 'decision' && bound === true;

const noForm = (elementId: string, key: string) =>
  text(
    `Expected the form "${key}" of "${elementId}" to be deployed, but it is not: the work cannot be completed before it is.`,
    `“${elementId}”使用的表单“${key}”应已部署，但没有；部署之前无法办理。`,
  );

const noProcess = (elementId: string, key: string) =>
  text(
    `Expected the process "${key}" called by "${elementId}" to be deployed, but it is not: reaching it will be an incident.`,
    `“${elementId}”调用的流程“${key}”应已部署，但没有；到达时将产生异常。`,
  );

const noDecision = (elementId: string, key: string) =>
  text(
    `Expected the decision "${key}" asked by "${elementId}" to be deployed, but it is not: reaching it will be an incident.`,
    `“${elementId}”使用的决策“${key}”应已部署，但没有；到达时将产生异常。`,
  );

const MISSING: Readonly<Record<Partner['kind'], typeof noForm>> = {
  form: noForm,
  process: noProcess,
  decision: noDecision,
};
