import type { QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { ScriptError } from '../model/compile/script-syntax.ts';
import { loadQuickJs } from './quickjs.ts';
import { DEFAULT_LIMITS } from './script.ts';

let loading: Promise<QuickJSWASMModule> | undefined;

/** Compiles a script and runs nothing of it: where it is not well-formed, null where it is. */
export async function parseScript(source: string): Promise<ScriptError | null> {
  loading ??= loadQuickJs();
  try {
    return parse(await loading, source);
  } catch {
    // The parser has overrun its host; what is left of it is of no use.
    loading = undefined;
    return { line: null, message: 'it nests too deep' };
  }
}

function parse(module: QuickJSWASMModule, source: string): ScriptError | null {
  const { memoryBytes, stackBytes } = DEFAULT_LIMITS;
  const runtime = module.newRuntime({ memoryLimitBytes: memoryBytes, maxStackSizeBytes: stackBytes });
  const context = runtime.newContext();
  const result = context.evalCode(source, 'script.js', { compileOnly: true });
  const error: unknown = result.error && context.dump(result.error);
  result.dispose();
  context.dispose();
  runtime.dispose();
  return result.error ? told(error) : null;
}

function told(error: unknown): ScriptError {
  const { message, lineNumber } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return { line: typeof lineNumber === 'number' ? lineNumber : null, message: String(message ?? 'it cannot be read') };
}
