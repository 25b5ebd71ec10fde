import { compileDecisions, compileDeployedDecisions } from '../dmn/compile.ts';
import { compileForm } from '../forms/compile-form.ts';
import { fieldsWithoutLevel } from '../forms/read-components.ts';
import { type CompiledModel, compileDeployed, compileModel } from '../model/compile.ts';
import { type Problem, type Severity, text } from '../model/problem.ts';
import type { Compilers } from '../runtime/compilers.ts';
import { parseScript } from '../scripts/parse-script.ts';
import { placeProblems } from '../soundness/place-problems.ts';
import { soundnessProblems } from '../soundness/problems.ts';

/** Every problem of a form's text, as deployment problems; `elementId` is the id of the component. */
function checkForm(content: string): Problem[] {
  const result = compileForm(content);
  const rule = result.ok ? 'field-level-missing' : 'form-invalid';
  const fields = result.ok ? fieldsWithoutLevel(result.value.schema) : (result.failure.fields ?? []);
  return fields.map(({ path, message, messageZh }) => ({
    rule,
    severity: 'error',
    elementId: path || null,
    line: null,
    column: null,
    message: text(
      `Expected a form the server can validate, but ${message}.`,
      `应为服务器可以校验的表单，但${messageZh}。`,
    ),
  }));
}

export interface SoundnessSetting {
  /** How a process that is not sound is reported; `off`: it is not looked at. */
  readonly soundness: Severity | 'off';
  /** How many states of a process are looked at, at most. */
  readonly soundnessStates: number | null;
}

/** The compiler of models with a look at whether their cases come to an end, once nothing else is wrong. */
async function compileAndLook(
  source: string,
  { soundness, soundnessStates }: SoundnessSetting,
): Promise<CompiledModel> {
  const compiled = await compileModel(source, { parseScript });
  if (soundness === 'off') return compiled;
  const found = compiled.graphs.flatMap((graph) =>
    soundnessProblems(graph, {
      severity: soundness,
      told: compiled.problems,
      ...(soundnessStates !== null && { states: soundnessStates }),
    }),
  );
  return { graphs: compiled.graphs, problems: [...compiled.problems, ...placeProblems(found, source)] };
}

/** The real compilers of models, decisions and forms. */
export const compilersWith = (setting: SoundnessSetting): Compilers => ({
  process: (source) => compileAndLook(source, setting),
  deployed: compileDeployed,
  decisions: compileDecisions,
  deployedDecisions: compileDeployedDecisions,
  checkForm,
  form(content) {
    const result = compileForm(content);
    if (!result.ok) throw new Error(`Expected a form that was checked, but ${result.failure.params.reason}.`);
    return result.value;
  },
});

export const compilers = compilersWith({ soundness: 'warning', soundnessStates: null });
