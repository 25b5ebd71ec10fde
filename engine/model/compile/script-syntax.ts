import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import type { ProcessDraft } from './draft.ts';

/** Where and why a script is not well-formed. */
export interface ScriptError {
  /** Line of the script, from 1; null where the parser does not know. */
  readonly line: number | null;
  readonly message: string;
}

/** Reports the scripts of a process that are no JavaScript, as `script-invalid`. */
export async function checkScripts(
  context: CompileContext,
  { nodes }: ProcessDraft,
  parse: (source: string) => Promise<ScriptError | null>,
): Promise<void> {
  for (const { script, source } of nodes) {
    if (script?.language !== 'javascript') continue;
    const error = await parse(script.source);
    if (error) context.report('script-invalid', source, notWellFormed(error));
  }
}

const notWellFormed = ({ line, message }: ScriptError) =>
  text(
    `Expected the script to be JavaScript, but ${line === null ? 'it' : `line ${line}`} has an error: ${message}.`,
    `脚本应为 JavaScript，但${line === null ? '' : `第 ${line} 行`}有错误：${message}。`,
  );
