import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import type { ElementType } from '../../../engine/model/graph.ts';
import { EXECUTED_ELEMENTS } from '../../../engine/model/support.ts';
import { bpmn, type ModelOptions } from '../../support/bpmn.ts';

export interface Example extends ModelOptions {
  readonly name: string;
  /** What stands in the process; or a whole file in `xml`. */
  readonly body?: string;
  readonly xml?: string;
}

export interface Invalid extends Example {
  /** The elements the rule must name, in reading order. */
  readonly at: readonly (string | null)[];
  readonly severity?: 'error' | 'warning';
}

/** Names of types that a reader should meet as words: ids are quoted, and what is said of the text of the file is in brackets. */
const rawTypes = (message: string): string[] =>
  (message.replace(/[“"][^”"]*[”"]|<[^>]*>/g, '').match(/\b[a-z]+[A-Z]\w*/g) ?? []).filter((word) =>
    EXECUTED_ELEMENTS.has(word as ElementType),
  );

/** One test per example: the rule is silent on the valid ones, and names exactly the given elements of the others. */
export function verify(
  rule: string,
  { valid, invalid }: { valid: readonly Example[]; invalid: readonly Invalid[] },
): void {
  describe(`model/rules/${rule}`, () => {
    for (const example of valid) {
      it(`should accept ${example.name}`, async () => {
        const { problems } = await compileModel(xmlOf(example));

        expect(problems.filter((problem) => problem.rule === rule || problem.rule === 'rule-error')).to.deep.equal([]);
      });
    }

    for (const example of invalid) {
      it(`should report ${example.name}`, async () => {
        const model = await compileModel(xmlOf(example));

        expect(model.problems.filter((problem) => problem.rule === 'rule-error')).to.deep.equal([]);
        const found = model.problems.filter((problem) => problem.rule === rule);
        expect(found.map(({ elementId }) => elementId)).to.deep.equal(example.at);
        for (const { severity, line, column, message } of found) {
          expect(severity).to.equal(example.severity ?? 'error');
          expect(line).to.be.a('number');
          expect(column).to.be.a('number');
          expect(message.en).to.match(/^Expected /);
          expect(message.zh).to.match(/\p{Script=Han}/u);
          expect([...rawTypes(message.en), ...rawTypes(message.zh)], message.en).to.deep.equal([]);
        }
        if (found.some(({ severity }) => severity === 'error')) expect(model.graphs).to.deep.equal([]);
      });
    }
  });
}

function xmlOf({ xml, body = '', ...options }: Example): string {
  return xml ?? bpmn(body, options);
}
