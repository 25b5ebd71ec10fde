import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CompileContext } from '../../../engine/model/compile/context.ts';
import { text } from '../../../engine/model/problem.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { RULES } from '../../../engine/model/rules/index.ts';
import type { Rule } from '../../../engine/model/rules/rule.ts';
import { runRules } from '../../../engine/model/rules/run-rules.ts';
import { bpmn } from '../../support/bpmn.ts';

const MACHINERY = ['index.ts', 'rule.ts', 'run-rules.ts'];

describe('model/rules', () => {
  it('should list every rule once, under the name of its file', () => {
    const files = readdirSync(join('engine', 'model', 'rules')).filter((file) => !MACHINERY.includes(file));

    expect(RULES.map(({ id }) => `${id}.ts`).sort()).to.deep.equal(files.sort());
  });

  it('should report a rule that breaks, and run the others all the same', async () => {
    const { document } = await readBpmn(bpmn('<task id="a"/>'));
    if (!document) throw new Error('not read');
    const context = new CompileContext(document);
    const broken: Rule = {
      id: 'broken',
      check() {
        throw new Error('by design');
      },
    };
    const sound: Rule = { id: 'sound', check: ({ report }) => report(null, text('Expected.', '应。')) };

    runRules(context, [], [broken, sound]);

    expect(context.problems.map(({ rule }) => rule)).to.deep.equal(['rule-error', 'sound']);
    expect(context.problems[0]?.message.en).to.include('broken').and.to.include('by design');
  });
});
