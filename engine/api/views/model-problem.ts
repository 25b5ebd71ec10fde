import type { Language } from '../../errors.ts';
import type { Problem, RunStep } from '../../model/problem.ts';
import type { ModelProblem } from '../contract/problem.ts';

/** A problem of a model in the language of the request. */
export const problemView = (
  { message, run, ...problem }: Problem & { readonly resource: string },
  language: Language,
): ModelProblem => ({ ...problem, message: message[language], ...(run && { run: run.map(stepView) }) });

const stepView = ({ passed, tokens, ...step }: RunStep) => ({
  ...step,
  passed: passed.map(({ elementId, flows }) => ({ elementId, flows: flows && [...flows] })),
  tokens: [...tokens],
});
