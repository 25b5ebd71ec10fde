/** Which variables a process of ours reads, and which it sets, as far as its model, forms and decisions tell. */
import { basename } from 'node:path';
import { compileDecisions } from '../../engine/dmn/compile.ts';
import { compileExpression } from '../../engine/feel/compile.ts';
import type { FlowNode, ProcessGraph } from '../../engine/model/graph.ts';
import type { ProcessFolder } from './catalogue.ts';

export interface Read {
  readonly name: string;
  /** Where: the element, or the form. */
  readonly at: string;
}

interface Expression {
  readonly source: string;
  readonly reads: ReadonlySet<string>;
}

const isExpression = (value: object): value is Expression =>
  'source' in value && 'reads' in value && value.reads instanceof Set;

/** Every expression below a value of a graph. */
function expressionsIn(value: unknown): Expression[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isExpression(value)) return [value];
  return Object.values(value).flatMap(expressionsIn);
}

/** Names inside of a filter may be those of the entries that it looks at: they are not judged. */
function namesRead({ source, reads }: Expression): string[] {
  const bare = source.replace(/([\w)])\[[^[\]]*\]/g, '$1');
  if (bare === source) return [...reads];
  const compiled = compileExpression(bare);
  return compiled.ok ? [...compiled.value.reads] : [];
}

/** Keys of the context that a script makes: what it writes where it names no variable. */
function keysOf(source: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const [token] of source.matchAll(/"[^"]*"|[{}()[\]]|\w+(?=\s*:)/g)) {
    if ('{(['.includes(token)) depth++;
    else if ('})]'.includes(token)) depth--;
    else if (depth === 1 && !token.startsWith('"')) keys.push(token);
  }
  return keys;
}

interface Component {
  readonly key?: string;
  readonly path?: string;
  readonly type: string;
  readonly disabled?: boolean;
  readonly validate?: { readonly required?: boolean };
  readonly conditional?: { readonly hide?: string };
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly components?: readonly Component[];
}

const componentsOf = (content: string): readonly Component[] =>
  (JSON.parse(content) as { components: readonly Component[] }).components;

const nameOf = ({ key, path }: Component): string => (key ?? path ?? '').split('.')[0] ?? '';

/** What can be filled in, by form. */
const written = (content: string): string[] =>
  componentsOf(content).flatMap((one) => (one.disabled === true || nameOf(one) === '' ? [] : [nameOf(one)]));

const shown = (content: string): string[] =>
  componentsOf(content).flatMap((one) => (one.disabled === true && nameOf(one) !== '' ? [nameOf(one)] : []));

const asked = (content: string): string[] =>
  componentsOf(content)
    .flatMap(({ conditional, properties }) => [conditional?.hide, properties?.check])
    .flatMap((source) => {
      const compiled = typeof source === 'string' ? compileExpression(source) : undefined;
      return compiled?.ok ? [...compiled.value.reads] : [];
    });

export class ProcessData {
  readonly graph: ProcessGraph;
  readonly #forms: ReadonlyMap<string, string>;
  readonly #decisions: ReadonlyMap<string, readonly string[]>;

  constructor(graph: ProcessGraph, { forms, resources }: ProcessFolder) {
    this.graph = graph;
    this.#forms = new Map(forms.map(({ name, content }) => [basename(name, '.form'), content]));
    this.#decisions = new Map(
      resources
        .filter(({ name }) => name.endsWith('.dmn'))
        .flatMap(({ content }) => compileDecisions(content).graphs)
        .map((decision) => [decision.key, [...new Set(expressionsIn(decision).flatMap(namesRead))]]),
    );
  }

  /** Set by somebody inside: scripts, mappings, decisions, loops, and forms of its steps. */
  writes(): ReadonlySet<string> {
    return new Set(this.graph.nodes.flatMap((node) => this.#writesOf(node)));
  }

  /** What the form of its start asks for. */
  startFields(): { readonly all: readonly string[]; readonly required: readonly string[] } {
    const contents = this.graph.nodes.flatMap(({ startForm }) => this.#forms.get(startForm ?? '') ?? []);
    return {
      all: contents.flatMap(written),
      required: contents
        .flatMap(componentsOf)
        .filter(({ validate, conditional }) => validate?.required === true && !conditional?.hide)
        .map(nameOf),
    };
  }

  /** Read by somebody inside, and not written where it is read. */
  reads(): readonly Read[] {
    const known = this.writes();
    return this.graph.nodes
      .flatMap((node) => this.#readsOf(node).map((name) => ({ name, at: node.id })))
      .concat(
        this.graph.flows.flatMap(({ id, condition }) =>
          condition ? namesRead(condition).map((name) => ({ name, at: id })) : [],
        ),
      )
      .filter(({ name }) => !known.has(name) && !ALWAYS.has(name));
  }

  /** Names that the mappings of one element read. */
  sourcesOf(node: FlowNode, side: 'inputs' | 'outputs'): readonly string[] {
    return node[side].flatMap(({ source }) => expressionsIn(source).flatMap(namesRead));
  }

  /** What is handed to a called process is there only. */
  #writesOf({ script, decision, inputs, outputs, loop, user, events, declares, call }: FlowNode): string[] {
    const named = [script?.resultVariable, decision?.resultVariable];
    const ofLoop = loop?.kind === 'multiInstance' ? [loop.elementVariable, loop.outputCollection] : [];
    const codes = events.map((event) => ('codeVariable' in event ? event.codeVariable : null));
    const form = this.#forms.get(user?.form ?? '');
    return [
      ...[...named, ...ofLoop, ...codes].filter((name) => name != null),
      ...(script?.language === 'feel' && script.resultVariable === null ? keysOf(script.expression.source) : []),
      ...(call ? [] : inputs.map(({ target }) => target)),
      ...outputs.map(({ target }) => target),
      ...declares.map(({ name }) => name),
      ...(form === undefined ? [] : written(form)),
      ...(user?.approval ? ['outcome'] : []),
    ];
  }

  /** An adapter and a called process answer with names of their own: what is read of the answer is not read of the case. */
  #readsOf(node: FlowNode): string[] {
    const { outputs, job, call, ...rest } = node;
    const answered = job !== null || call !== null;
    const form = this.#forms.get(node.user?.form ?? '');
    const decision = node.decision?.decision;
    const inputs = decision?.kind === 'literal' ? (this.#decisions.get(decision.text) ?? []) : [];
    return [
      ...expressionsIn({ ...rest, ...(answered ? {} : { outputs }) }).flatMap(namesRead),
      ...inputs,
      ...(form === undefined ? [] : [...shown(form), ...asked(form)]),
    ];
  }
}

const ALWAYS: ReadonlySet<string> = new Set([
  'loopCounter',
  'nrOfInstances',
  'nrOfActiveInstances',
  'nrOfCompletedInstances',
  'nrOfTerminatedInstances',
  'item',
  'outcomes',
  'partial',
]);
