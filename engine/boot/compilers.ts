import { compileForm } from '../forms/compile-form.ts';
import { compileDeployed, compileModel } from '../model/compile.ts';
import { type Problem, text } from '../model/problem.ts';
import type { Compilers } from '../runtime/compilers.ts';
import { parseScript } from '../scripts/parse-script.ts';

/** Every problem of a form's text, as deployment problems; `elementId` is the id of the component. */
function checkForm(content: string): Problem[] {
  const result = compileForm(content);
  if (result.ok) return [];
  return (result.failure.fields ?? []).map(({ path, message, messageZh }) => ({
    rule: 'form-invalid',
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

/** The real compilers of models and forms. */
export const compilers: Compilers = {
  process: (xml) => compileModel(xml, { parseScript }),
  deployed: compileDeployed,
  checkForm,
  form(content) {
    const result = compileForm(content);
    if (!result.ok) throw new Error(`Expected a form that was checked, but ${result.failure.params.reason}.`);
    return result.value;
  },
};
