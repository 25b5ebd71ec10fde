import { Type } from 'typebox';
import { Errors } from 'typebox/schema';
import { type Scenario, ScenarioFile, STEPS, type Step, type StepKind, type WrittenStep } from './scenario.ts';

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

/** What is said of a file as a whole: each step is then judged as the kind it names. */
const LOOSE = JSON.parse(
  JSON.stringify(ScenarioFile, (name, value: unknown) => (name === 'anyOf' ? undefined : value)),
) as object;
const PLAY = Type.String({ minLength: 1 });

function checked(value: unknown): ScenarioFile {
  const problems = problemsOf(LOOSE, value, '');
  const steps = problems.length > 0 ? [] : stepsOf(value as ScenarioFile);
  problems.push(...steps.flatMap(({ step, path }) => stepProblems(step, path)));
  if (problems.length === 0) return value as ScenarioFile;
  throw new Error(`Expected a scenario file, but\n${[...new Set(problems)].join('\n')}`);
}

interface PlacedStep {
  readonly step: unknown;
  readonly path: string;
}

function stepsOf({ fragments = {}, scenarios }: ScenarioFile): PlacedStep[] {
  const lists = [
    ...Object.entries(fragments).map(([name, steps]) => ({ steps, path: `/fragments/${name}` })),
    ...scenarios.map(({ steps }, index) => ({ steps, path: `/scenarios/${index}/steps` })),
  ];
  return lists.flatMap(({ steps, path }) => steps.map((step, index) => ({ step, path: `${path}/${index}` })));
}

function stepProblems(step: unknown, path: string): string[] {
  const kinds = typeof step === 'object' && step !== null ? Object.keys(step) : [];
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return [`${path}: must be one property, the kind of the step`];
  if (kind !== 'play' && !Object.hasOwn(STEPS, kind)) return [`${path}: must be a known kind of step ("${kind}")`];
  const schema = kind === 'play' ? PLAY : STEPS[kind as StepKind];
  return problemsOf(schema, (step as Record<string, unknown>)[kind], `${path}/${kind}`);
}

function problemsOf(schema: object, value: unknown, path: string): string[] {
  const [good, errors] = Errors(schema, value);
  if (good) return [];
  return errors
    .filter(({ keyword }) => keyword !== 'boolean')
    .map(({ instancePath, message, params }) => {
      const { additionalProperties = [] } = params as { additionalProperties?: readonly string[] };
      const names = additionalProperties.map((name) => ` ("${name}")`).join('');
      return `${path}${instancePath}: ${message}${names}`;
    });
}
