/** What a process asks for besides itself: forms, decisions and the processes it calls, fetched before it is played. */
import { compileDecisions } from '../../engine/dmn/compile.ts';
import { compileForm } from '../../engine/forms/compile-form.ts';
import type { Form, Forms } from '../../engine/forms/form.ts';
import { interpretSchema } from '../../engine/forms/interpreter.ts';
import { compileDeployed } from '../../engine/model/compile.ts';
import type { DecisionDefinition } from '../../engine/model/decision.ts';
import type { Definition, ModelValue, ProcessGraph } from '../../engine/model/graph.ts';

/** Where the texts come from; undefined where there is none of that key. */
export interface Library {
  form(key: string): Promise<string | undefined>;
  decision(key: string): Promise<string | undefined>;
  process(key: string): Promise<string | undefined>;
}

export interface World {
  readonly definition: Definition;
  readonly others: readonly Definition[];
  readonly decisions: ReadonlyMap<string, DecisionDefinition>;
  readonly forms: Forms;
  /** Keys of what could not be found: it fails when it is asked for. */
  readonly missing: readonly string[];
}

const definitionOf = (graph: ProcessGraph): Definition => ({
  id: `${graph.key}:1`,
  key: graph.key,
  version: 1,
  versionTag: graph.versionTag,
  name: graph.name,
  deploymentId: 'play',
  suspended: false,
  graph,
});

/** `graphs` are of the drawing: the first is played. */
export async function gatherWorld(graphs: readonly ProcessGraph[], library: Library): Promise<World> {
  const [first, ...rest] = graphs;
  if (!first) throw new Error('Expected a process to play, but there is none.');
  const others = await calledBy(first, rest, library);
  const all = [first, ...others];
  const [forms, decisions] = await Promise.all([
    fetchAll(all.flatMap(formKeys), library.form),
    fetchAll(all.flatMap(decisionKeys), library.decision),
  ]);
  const known = new Set(all.map(({ key }) => key));
  return {
    definition: definitionOf(first),
    others: others.map(definitionOf),
    decisions: compiledDecisions(decisions.found),
    forms: compiledForms(forms.found),
    missing: [...forms.missing, ...decisions.missing, ...all.flatMap(calledKeys).filter((key) => !known.has(key))],
  };
}

/** Also what the called ones call. */
async function calledBy(first: ProcessGraph, rest: readonly ProcessGraph[], library: Library): Promise<ProcessGraph[]> {
  const found = new Map(rest.map((graph) => [graph.key, graph]));
  const asked = new Set([first.key, ...found.keys()]);
  let open = [first, ...rest].flatMap(calledKeys);
  while (open.length > 0) {
    const wanted = [...new Set(open)].filter((key) => !asked.has(key));
    for (const key of wanted) asked.add(key);
    const texts = await fetchAll(wanted, library.process);
    const compiled = (await Promise.all([...texts.found.values()].map(compileDeployed))).flat();
    for (const graph of compiled) if (!found.has(graph.key)) found.set(graph.key, graph);
    open = compiled.flatMap(calledKeys);
  }
  return [...found.values()];
}

interface Fetched {
  readonly found: ReadonlyMap<string, string>;
  readonly missing: readonly string[];
}

async function fetchAll(
  keys: readonly string[],
  fetch: (key: string) => Promise<string | undefined>,
): Promise<Fetched> {
  const texts = await Promise.all([...new Set(keys)].map(async (key) => [key, await fetch(key)] as const));
  return {
    found: new Map(texts.flatMap(([key, text]) => (text === undefined ? [] : [[key, text] as const]))),
    missing: texts.flatMap(([key, text]) => (text === undefined ? [key] : [])),
  };
}

function compiledForms(texts: ReadonlyMap<string, string>): Forms {
  const forms = new Map<string, Form>();
  for (const [key, text] of texts) {
    const form = compileForm(text, interpretSchema);
    if (form.ok) forms.set(key, form.value);
  }
  return { find: (key) => forms.get(key) };
}

function compiledDecisions(texts: ReadonlyMap<string, string>): ReadonlyMap<string, DecisionDefinition> {
  const graphs = [...texts.values()].flatMap((text) => compileDecisions(text).graphs);
  return new Map(graphs.map((graph) => [graph.key, { id: `${graph.key}:1`, key: graph.key, version: 1, graph }]));
}

const literal = (value: ModelValue | undefined): string[] => (value?.kind === 'literal' ? [value.text] : []);

const calledKeys = ({ nodes }: ProcessGraph): string[] => nodes.flatMap(({ call }) => literal(call?.calledElement));

const decisionKeys = ({ nodes }: ProcessGraph): string[] =>
  nodes.flatMap(({ decision }) => literal(decision?.decision));

const formKeys = ({ nodes }: ProcessGraph): string[] =>
  nodes.flatMap(({ user, startForm }) => [user?.form, startForm].filter((key) => typeof key === 'string'));
