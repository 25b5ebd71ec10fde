/** Forms and processes that a model names by their key. One that is not there yet may come later, so its absence is a warning. */
import type { ProcessGraph } from '../model/graph.ts';
import { type Problem, text } from '../model/problem.ts';

export interface Partner {
  readonly kind: 'form' | 'process';
  readonly key: string;
  readonly resource: string;
  readonly elementId: string;
}

export function partnersOf(graph: ProcessGraph, resource: string): Partner[] {
  return graph.nodes.flatMap(({ id: elementId, user, startForm, call }): Partner[] => {
    const form = user?.form ?? startForm;
    const called = call?.calledElement.kind === 'literal' ? call.calledElement.text : null;
    return [
      ...(form ? [{ kind: 'form' as const, key: form, resource, elementId }] : []),
      ...(called ? [{ kind: 'process' as const, key: called, resource, elementId }] : []),
    ];
  });
}

/** What is neither deployed nor deployed along with it. */
export function missingPartners(
  partners: readonly Partner[],
  isThere: (partner: Partner) => boolean,
): (Problem & { readonly resource: string })[] {
  return partners
    .filter((partner) => !isThere(partner))
    .map(({ kind, key, resource, elementId }) => ({
      resource,
      rule: `${kind}-not-deployed`,
      severity: 'warning',
      elementId,
      line: null,
      column: null,
      message: kind === 'form' ? noForm(elementId, key) : noProcess(elementId, key),
    }));
}

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
