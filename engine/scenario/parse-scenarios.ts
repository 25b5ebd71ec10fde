import { Ajv, type ErrorObject } from 'ajv';
import { type Scenario, ScenarioFile, STEPS, type Step, type WrittenStep } from './scenario.ts';

const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile<ScenarioFile>(ScenarioFile);

export interface Scenarios {
  readonly process: string;
  readonly scenarios: readonly Scenario[];
}

/**
 * Reads the text of a `scenarios.json` and puts its fragments in. Throws with every place that is wrong, so that an author sees them at
 * once.
 */
export function parseScenarios(text: string): Scenarios {
  const { process, fragments = {}, scenarios } = checked(JSON.parse(text));
  return { process, scenarios: scenarios.map((each) => ({ ...each, steps: expand(each.steps, fragments, []) })) };
}

function expand(
  steps: readonly WrittenStep[],
  fragments: NonNullable<ScenarioFile['fragments']>,
  within: readonly string[],
): readonly Step[] {
  return steps.flatMap((step) => {
    if (!('play' in step)) return [step];
    const path = [...within, step.play];
    const fragment = fragments[step.play];
    if (!fragment)
      throw new Error(`Expected a fragment "${step.play}", but there are: ${Object.keys(fragments).join(', ')}.`);
    if (within.includes(step.play))
      throw new Error(`Expected fragments to end, but they play each other: ${path.join(' > ')}.`);
    return expand(fragment, fragments, path);
  });
}

function checked(value: unknown): ScenarioFile {
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
  if (keyword === 'required') return !isKind(missingProperty);
  if (keyword === 'additionalProperties') return !isKind(additionalProperty);
  return true;
}

const isKind = (name: string | undefined): boolean => name === 'play' || (name !== undefined && name in STEPS);
