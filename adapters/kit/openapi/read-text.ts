/** An OpenAPI document as it is written: JSON, or YAML 1.2 as far as it says the same as JSON. */
import { parseDocument } from 'yaml';
import { OpenApiProblem } from './document.ts';

/** More than a description needs; an alias of aliases of aliases is a small file and a huge value. */
const MOST_ALIASES = 100;

/** Throws `OpenApiProblem` with the first thing that is wrong, and where. */
export function readText(text: string): unknown {
  try {
    return /^\s*\{/.test(text) ? JSON.parse(text) : fromYaml(text);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new OpenApiProblem(`Expected an OpenAPI document in JSON or YAML, but it is neither: ${reason}`);
  }
}

/** Its warnings are errors here: a tag nobody knows means something that would be lost. */
function fromYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error', version: '1.2', schema: 'core' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES }), finite));
}

function finite(name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`"${name}" is no number of JSON`);
  return value;
}
