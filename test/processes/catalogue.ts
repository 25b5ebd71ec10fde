import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenarios, type Scenarios } from '../../engine/scenario/parse-scenarios.ts';

export interface ProcessFolder {
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly scenarios: Scenarios;
}

const ROOT = 'processes';

/** Every folder of `processes/` that holds a diagram. */
export const processFolders: readonly ProcessFolder[] = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, entry.name, `${entry.name}.bpmn`)))
  .map(({ name }) => ({
    name,
    files: [`${name}.bpmn`, ...formsOf(name)].map((file) => ({
      name: file,
      content: readFileSync(join(ROOT, name, file), 'utf8'),
    })),
    scenarios: parseScenarios(readFileSync(join(ROOT, name, 'scenarios.json'), 'utf8')),
  }));

function formsOf(folder: string): string[] {
  const forms = join(ROOT, folder, 'forms');
  return existsSync(forms) ? readdirSync(forms).map((file) => join('forms', file)) : [];
}
