import { type CompiledModel, compileModel } from '../../engine/model/compile.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';

const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:tb="urn:tongban:bpmn:1"',
].join(' ');

export interface ModelOptions {
  /** The id of the process; `process` unless given. */
  readonly key?: string;
  /** Root elements next to the process: `<message>`, `<signal>`, `<error>`, `<escalation>`, further processes. */
  readonly definitions?: string;
  /** More attributes of the process, such as `tb:owners="admin"`. */
  readonly attributes?: string;
}

/**
 * Wraps what stands inside a process into a whole BPMN file without a diagram. BPMN is the default namespace, ours has the
 * prefix `tb`.
 */
export function bpmn(body: string, { key = 'process', definitions = '', attributes = '' }: ModelOptions = {}): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<definitions ${NAMESPACES} id="definitions" targetNamespace="urn:test">`,
    definitions,
    `<process id="${key}" isExecutable="true" ${attributes}>`,
    body,
    '</process>',
    '</definitions>',
  ].join('\n');
}

/** `<sequenceFlow>` elements for paths such as `'start a end', 'a other'`; the id of each is `source_target`. */
export function flows(...paths: string[]): string {
  return paths.flatMap((path) => flowsOfPath(path.trim().split(/\s+/))).join('\n');
}

function flowsOfPath(ids: string[]): string[] {
  return ids
    .slice(1)
    .map((target, i) => `<sequenceFlow id="${ids[i]}_${target}" sourceRef="${ids[i]}" targetRef="${target}"/>`);
}

/** A sequence flow with a FEEL condition. */
export function flowIf(source: string, target: string, condition: string): string {
  const escaped = condition.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">
    <conditionExpression xsi:type="tFormalExpression">${escaped}</conditionExpression></sequenceFlow>`;
}

/** Compiles a whole file that must have no error, and gives its first graph. */
export async function compileXml(xml: string): Promise<ProcessGraph> {
  const { graphs } = await compileClean(xml);
  return graphs[0] as ProcessGraph;
}

/** Compiles a whole file that must have no error, and gives all its graphs. */
export async function compileClean(xml: string): Promise<CompiledModel> {
  const model = await compileModel(xml);
  const errors = model.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0 || model.graphs.length === 0) {
    const lines = errors.map(
      (problem) => `${problem.rule} ${problem.elementId} ${problem.line}: ${problem.message.en}`,
    );
    throw new Error(`Expected a model without errors, but:\n${lines.join('\n')}`);
  }
  return model;
}

/** The graph of a process with the given body. */
export function graphOf(body: string, options?: ModelOptions): Promise<ProcessGraph> {
  return compileXml(bpmn(body, options));
}

/** An activity with what undoes it: `undone('a')` is user task `a`, undone by user task `undo_a`. */
export function undone(id: string, { tag = 'userTask', inside = '', attributes = '' } = {}): string {
  return `<${tag} id="${id}" ${attributes}>${inside}</${tag}>
    <boundaryEvent id="on_${id}" attachedToRef="${id}"><compensateEventDefinition/></boundaryEvent>
    <userTask id="undo_${id}" isForCompensation="true"/>
    <association id="as_${id}" sourceRef="on_${id}" targetRef="undo_${id}" associationDirection="One"/>`;
}
