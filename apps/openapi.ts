/** Writes the types of the API from its OpenAPI document to `.tongban/openapi.d.ts`: before each build and each type check. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '../engine/api/openapi/document.ts';

const TARGET = join(import.meta.dirname, '..', '.tongban', 'openapi.d.ts');

/** Leaves the file alone where nothing changed, so that watching tools stay quiet. */
export async function writeApiTypes(target = TARGET): Promise<void> {
  // The document as a client gets it: JSON, without the symbols the schema library keeps on its objects.
  const document = JSON.parse(JSON.stringify(openApiDocument('en', '1'))) as OpenAPI3;
  const text = astToString(await openapiTS(document));
  if (readIfThere(target) === text) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeApiTypes();
