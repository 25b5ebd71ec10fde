import { compileCompensation } from './compile/compensation.ts';
import { CompileContext } from './compile/context.ts';
import type { ProcessDraft } from './compile/draft.ts';
import { compileEvents } from './compile/events.ts';
import { compileExtension } from './compile/extension.ts';
import { compileFlows } from './compile/flows.ts';
import { freezeGraph } from './compile/freeze.ts';
import { compileGlobalTask } from './compile/global-task.ts';
import { compileHeader, type ProcessHeader } from './compile/header.ts';
import { compileJoins } from './compile/joins.ts';
import { compileLoops } from './compile/loops.ts';
import { compileNodes } from './compile/nodes.ts';
import { checkScripts, type ScriptError } from './compile/script-syntax.ts';
import type { BpmnDocument } from './document.ts';
import type { ProcessGraph } from './graph.ts';
import { flagOf, type ModdleElement } from './moddle.ts';
import { inReadingOrder, type Problem } from './problem.ts';
import { readBpmn } from './read-bpmn.ts';
import { runRules } from './rules/run-rules.ts';

export interface CompiledModel {
  /** One per executable process, then one per global task, in document order; empty where there is an error. */
  readonly graphs: readonly ProcessGraph[];
  /** All of them at once, in reading order. */
  readonly problems: readonly Problem[];
}

/** What only the server can find out about a model. */
export interface ServerChecks {
  /** Parses a JavaScript script without running it; null where it is well-formed. */
  readonly parseScript?: (source: string) => Promise<ScriptError | null>;
}

/**
 * Compiles BPMN 2.0 XML (text, or bytes in the encoding it declares) into frozen graphs. What cannot be executed truly is a
 * problem with rule, element, place and reason; nothing is left out silently.
 */
export async function compileModel(
  source: string | Uint8Array,
  { parseScript }: ServerChecks = {},
): Promise<CompiledModel> {
  const { document, problems } = await readBpmn(source);
  if (!document) return { graphs: [], problems };
  const context = new CompileContext(document);
  const compiled = executablesOf(document).map((source) => compileProcess(context, source));
  runRules(
    context,
    compiled.map(({ draft }) => draft),
  );
  if (parseScript) for (const { draft } of compiled) await checkScripts(context, draft, parseScript);
  const all = inReadingOrder([...problems, ...context.problems]);
  if (all.some(({ severity }) => severity === 'error')) return { graphs: [], problems: all };
  return { graphs: compiled.map(({ draft, header }) => freezeGraph(draft, header)), problems: all };
}

/**
 * Compiles a model that was deployed earlier, perhaps under other rules: running cases must go on, so the rules are not asked again. Answers
 * its graphs; an expression that no longer compiles fails when it is evaluated, which is an incident there.
 */
export async function compileDeployed(source: string): Promise<readonly ProcessGraph[]> {
  const { document, problems } = await readBpmn(source);
  if (!document)
    throw new Error(
      `Expected a deployed model to be readable, but: ${problems.map(({ message }) => message.en).join(' ')}`,
    );
  const context = new CompileContext(document, { deployed: true });
  const compiled = executablesOf(document).map((source) => compileProcess(context, source));
  return compiled.map(({ draft, header }) => freezeGraph(draft, header));
}

const executablesOf = ({ processes, globalTasks }: BpmnDocument): readonly ModdleElement[] => [
  ...processes.filter((process) => flagOf(process, 'isExecutable')),
  ...globalTasks,
];

function compileProcess(
  context: CompileContext,
  process: ModdleElement,
): { draft: ProcessDraft; header: ProcessHeader } {
  const draft = process.$instanceOf('bpmn:GlobalTask') ? compileGlobalTask(process) : compileNodes(process);
  compileFlows(context, draft);
  compileEvents(context, draft);
  compileExtension(context, draft);
  compileCompensation(context, draft);
  compileLoops(context, draft);
  compileJoins(draft);
  return { draft, header: compileHeader(context, draft) };
}
