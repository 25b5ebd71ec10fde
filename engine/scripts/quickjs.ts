import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';

/** What goes wrong inside is an exception here; it need not be printed, too. */
const quiet = newVariant(variant, { emscriptenModule: { printErr: () => undefined } as object });

/** A new instance of the interpreter's program, with a memory of its own. */
export const loadQuickJs = (): Promise<QuickJSWASMModule> => newQuickJSWASMModuleFromVariant(quiet);
