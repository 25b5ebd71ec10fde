import { Ajv, type ErrorObject } from 'ajv';
import { ScenarioFile, STEPS } from './scenario.ts';

const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile<ScenarioFile>(ScenarioFile);

/** Reads the text of a `scenarios.json`. Throws with every place that is wrong, so that an author sees them at once. */
export function parseScenarios(text: string): ScenarioFile {
  const value: unknown = JSON.parse(text);
  if (validate(value)) return value;
  const problems = (validate.errors ?? []).filter(isTelling).map(({ instancePath, message, params }) => {
    const { additionalProperty } = params as { additionalProperty?: string };
    return `${instancePath}: ${message}${additionalProperty === undefined ? '' : ` ("${additionalProperty}")`}`;
  });
  throw new Error(`Expected a scenario file, but\n${[...new Set(problems)].join('\n')}`);
}

/** A step is tried as every kind; what it misses to be another kind tells nothing. */
function isTelling({ keyword, params }: ErrorObject): boolean {
  const { missingProperty, additionalProperty } = params as { missingProperty?: string; additionalProperty?: string };
  if (keyword === 'required') return !(String(missingProperty) in STEPS);
  if (keyword === 'additionalProperties') return !(String(additionalProperty) in STEPS);
  return true;
}
