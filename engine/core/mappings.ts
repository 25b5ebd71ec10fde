/** `tb:input` and `tb:output`: how variables cross the border of an activity or event. */
import { ok, type Result } from '../errors.ts';
import type { FlowNode, Mapping } from '../model/graph.ts';
import type { Execution } from './execution.ts';
import { evaluateValue } from './expressions.ts';
import type { ElementInstance, Variables } from './state.ts';
import { write, writeLocal } from './variables.ts';

/** Evaluates all sources before anything is written, so a failure leaves nothing half done. */
export function evaluateMappings(
  x: Execution,
  id: string,
  mappings: readonly Mapping[],
  over?: Variables,
): Result<Variables> {
  const values: Record<string, unknown> = {};
  for (const { source, target } of mappings) {
    const value = evaluateValue(x, id, source, over);
    if (!value.ok) return value;
    values[target] = value.value ?? null;
  }
  return ok(values);
}

/** Makes the data objects and properties of a scope or activity, empty; those that have a value already keep it. */
export function declare(x: Execution, id: string, { declares }: FlowNode): void {
  const vars = x.element(id).vars ?? {};
  const missing = declares.filter(({ name }) => !Object.hasOwn(vars, name));
  writeLocal(x, id, Object.fromEntries(missing.map(({ name, isCollection }) => [name, isCollection ? [] : null])));
}

/** Input mappings make local variables of the element instance. */
export function applyInputs(x: Execution, id: string, node: FlowNode): Result<void> {
  declare(x, id, node);
  const values = evaluateMappings(x, id, node.inputs);
  if (!values.ok) return values;
  writeLocal(x, id, values.value);
  return ok(undefined);
}

/**
 * Hands the results of an element to its surroundings. With output mappings only those, evaluated over the results and written outside
 * the element; without any, the results as they are, to the scopes that declare them, the element itself first.
 */
export function applyOutputs(x: Execution, element: ElementInstance, node: FlowNode, results: Variables): Result<void> {
  if (node.outputs.length === 0) {
    write(x, element.id, results);
    return ok(undefined);
  }
  const values = evaluateMappings(x, element.id, node.outputs, results);
  if (!values.ok) return values;
  const [own, outside] = splitByLoop(element, node, values.value);
  writeLocal(x, element.id, own);
  write(x, element.parent ?? element.id, outside, element.id);
  return ok(undefined);
}

/** What the loop gives each item is the item's own; parallel items would overwrite each other's outside. */
function splitByLoop(element: ElementInstance, node: FlowNode, values: Variables): [Variables, Variables] {
  if (element.item === undefined || node.loop?.kind !== 'multiInstance') return [{}, values];
  const declared = new Set(
    Object.keys(element.vars ?? {}).filter((name) => !node.inputs.some((input) => input.target === name)),
  );
  const entries = Object.entries(values);
  return [
    Object.fromEntries(entries.filter(([name]) => declared.has(name))),
    Object.fromEntries(entries.filter(([name]) => !declared.has(name))),
  ];
}
