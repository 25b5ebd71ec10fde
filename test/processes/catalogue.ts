import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ProcessFolder as DeployableFolder,
  processFolders as readFolders,
} from '../../engine/boot/process-folders.ts';
import { parseScenarios, type Scenarios } from '../../engine/scenario/parse-scenarios.ts';

export interface ProcessFolder extends DeployableFolder {
  /** The text of the diagram. */
  readonly xml: string;
  readonly forms: DeployableFolder['resources'];
  readonly scenarios: Scenarios;
}

const ROOT = 'processes';

/** Every process of the product, as it is deployed at the start, with its scenarios. */
export const processFolders: readonly ProcessFolder[] = readFolders(ROOT).map((folder) => ({
  ...folder,
  xml: folder.resources.find(({ name }) => name === `${folder.name}.bpmn`)?.content ?? '',
  forms: folder.resources.filter(({ name }) => name.endsWith('.form')),
  scenarios: parseScenarios(readFileSync(join(ROOT, folder.name, 'scenarios.json'), 'utf8')),
}));
