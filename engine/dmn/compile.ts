import type { FeelScope } from '../feel/compile.ts';
import type { DecisionGraph, DecisionOutcome } from '../model/decision.ts';
import { inReadingOrder, type Problem, text } from '../model/problem.ts';
import type { XmlElement } from '../model/xml/xml-element.ts';
import { analyse } from './analysis/analyse.ts';
import { compileBoxed } from './boxed/index.ts';
import { isMultiHit } from './boxed/table-model.ts';
import { DmnContext } from './compile/context.ts';
import { namesOf } from './compile/names.ts';
import { attribute, englishName, expressionsIn, manyOf, oneOf } from './compile/xml.ts';
import { evaluateTarget, type Target } from './evaluate.ts';
import type { DrgNode, Plan } from './graph.ts';
import { TONGBAN } from './namespaces.ts';
import { readDmn } from './read-dmn.ts';
import { inOrder, type NodeDraft, readRequirements } from './requirements.ts';

export interface CompiledDecisions {
  /** One per decision, then one per decision service, in document order; empty where there is an error. */
  readonly graphs: readonly DecisionGraph[];
  /** All of them at once, in reading order. */
  readonly problems: readonly Problem[];
}

/**
 * Compiles DMN XML (text, or bytes in the encoding it declares). What cannot be evaluated truly is a problem with rule, element, place and
 * reason; nothing is left out silently.
 */
export function compileDecisions(source: string | Uint8Array): CompiledDecisions {
  const { root, problems } = readDmn(source);
  if (!root) return { graphs: [], problems };
  const context = new DmnContext(root);
  context.types.checkAll();
  const graphs = compileFile(root, context);
  const all = [...problems, ...context.problems];
  if (!all.some(({ severity }) => severity === 'error')) all.push(...context.tables.flatMap(analyse));
  const refused = all.some(({ severity }) => severity === 'error');
  return { graphs: refused ? [] : graphs, problems: inReadingOrder(all) };
}

/** Compiles a file that was deployed earlier, perhaps under other rules: those are not asked again. */
export function compileDeployedDecisions(source: string): readonly DecisionGraph[] {
  const { root, problems } = readDmn(source);
  if (!root)
    throw new Error(
      `Expected deployed decisions to be readable, but: ${problems.map(({ message }) => message.en).join(' ')}`,
    );
  return compileFile(root, new DmnContext(root, { deployed: true }));
}

function compileFile(root: XmlElement, context: DmnContext): readonly DecisionGraph[] {
  for (const imported of manyOf(root, 'import')) context.report('unsupported-element', imported, otherFiles);
  const drafts = readRequirements(root, context);
  const order = inOrder(drafts, context);
  const nodes = drafts.map((draft) => Object.freeze(compileNode(draft, drafts, context)));
  const invocable = nodes.filter(({ kind }) => kind === 'decision' || kind === 'decisionService');
  const plans = new Map<number, Plan>();
  const planFor = (node: DrgNode): Plan => {
    const plan = plans.get(node.index) ?? planOf(node, nodes, order);
    plans.set(node.index, plan);
    return plan;
  };
  if (invocable.length === 0) context.report('decision-missing', root, nothingToAsk);
  return invocable.map((node) =>
    graphOf({ node, planFor, nodes: Object.freeze(nodes) }, drafts[node.index]?.element ?? root),
  );
}

function compileNode(draft: NodeDraft, drafts: readonly NodeDraft[], context: DmnContext): DrgNode {
  const { index, kind, id, name, type, requires, element, service } = draft;
  const owner = { id: id === '' ? null : id, name, ...englishName(element) };
  const known = requires.flatMap((required) => {
    const node = drafts[required];
    return node ? namesOf(node.name, node.type) : [];
  });
  const logic =
    kind === 'businessKnowledgeModel' ? oneOf(element, 'encapsulatedLogic') : logicOf(element, kind, context);
  const isTable = logic?.local === 'decisionTable';
  const place = { context, owner, names: known, isWhole: isTable, compile: compileBoxed };
  const compiled = logic && compileBoxed(logic, place);
  const table = isTable ? context.tables.find((each) => each.element === logic) : undefined;
  const givesList = table !== undefined && table.aggregation === null && isMultiHit(table.hitPolicy);
  return { index, kind, owner, name, type, requires, logic: compiled, isTable, givesList, service };
}

/** A decision without logic is drawn, but not made yet: it cannot be deployed. */
function logicOf(element: XmlElement, kind: NodeDraft['kind'], context: DmnContext): XmlElement | null {
  if (kind !== 'decision') return null;
  const [logic, more] = expressionsIn(element);
  if (!logic) context.report('expression-missing', element, withoutLogic);
  if (more) context.report('expression-missing', more, severalLogics);
  return logic ?? null;
}

/** What it takes to evaluate a node, without the inside of the services it calls and without what is given to a service. */
function planOf(target: DrgNode, nodes: readonly DrgNode[], order: readonly NodeDraft[]): Plan {
  const given = new Set(target.service?.inputs);
  const needed = new Set<number>();
  const open = target.service ? [...target.requires] : [target.index];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const node = nodes[index];
    if (!node || needed.has(index) || given.has(index)) continue;
    needed.add(index);
    if (!node.service) open.push(...node.requires);
  }
  return order.flatMap(({ index }) => {
    const node = nodes[index];
    return node && needed.has(index) ? [node] : [];
  });
}

function graphOf(target: Target, element: XmlElement): DecisionGraph {
  const versionTag = element.attributes.find(({ uri, local }) => uri === TONGBAN && local === 'versionTag')?.value;
  return Object.freeze({
    key: target.node.owner.id ?? '',
    name: attribute(element, 'name') ?? target.node.name,
    ...englishName(element),
    versionTag: versionTag ?? null,
    evaluate: (variables: FeelScope, now: number): DecisionOutcome => evaluateTarget(target, variables, now),
  });
}

const otherFiles = text(
  'Expected everything in one file, but another is imported, and that is not read.',
  '内容应在同一文件中，但引用了其他文件，不予读取。',
);

const nothingToAsk = text('Expected a decision in the file, but there is none.', '文件中应有决策，但没有。');

const withoutLogic = text(
  'Expected a decision to have a table or an expression, but it has none.',
  '决策应有决策表或表达式，但没有。',
);

const severalLogics = text(
  'Expected a decision to have one table or expression, but it has several.',
  '决策应只有一个决策表或表达式，但有多个。',
);
