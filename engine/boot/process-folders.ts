import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileText } from '../model/xml/file-text.ts';

interface Resource {
  readonly name: string;
  readonly content: string;
  readonly encoding: string;
}

export interface ProcessFolder {
  readonly name: string;
  readonly resources: readonly Resource[];
}

const DEPLOYABLE = /\.(bpmn|dmn|form)$/;

/** Every folder below `root` that holds a diagram, with all that is deployed from it. */
export function processFolders(root: string): ProcessFolder[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, resources: resourcesIn(join(root, name)) }))
    .filter(({ resources }) => resources.some(({ name }) => name.endsWith('.bpmn')))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function resourcesIn(folder: string): Resource[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && DEPLOYABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: relative(folder, path), ...contentOf(path) }));
}

/** Throws where the bytes are not of the encoding of the file. */
function contentOf(path: string): Omit<Resource, 'name'> {
  const read = fileText(path, readFileSync(path));
  if (!read.ok) throw new Error(`${path}: ${read.problem.message.en}`);
  return { content: read.text, encoding: read.encoding };
}
