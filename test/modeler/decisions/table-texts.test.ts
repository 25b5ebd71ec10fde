import { expect } from 'chai';
import type { DmnElement } from 'dmn-js/lib/Modeler';
import { asInFiles, turnToEnglish } from '../../../modeler/decisions/table-texts.ts';

/** An element as the parser of the editor gives it: attributes by name. */
function element(attributes: Record<string, unknown>): DmnElement & Record<string, unknown> {
  const one: Record<string, unknown> = {
    ...attributes,
    get: (name: string) => one[name],
    set(name: string, value: unknown) {
      one[name] = value;
    },
  };
  return one as never;
}

const textsOf = (definitions: DmnElement) =>
  (definitions.drgElement?.[0]?.decisionLogic?.input ?? []).map((column) => [
    column.get('label'),
    column.get('tb:nameEn'),
  ]);

function tableOf({ input = [], rule = [] }: { input?: readonly DmnElement[]; rule?: readonly DmnElement[] }) {
  return element({ drgElement: [element({ decisionLogic: element({ input, rule }) })] });
}

describe('modeler/decisions/table-texts', () => {
  it('should show the English texts where there are some, and write the file as it was', async () => {
    const rule = element({ description: '大额', 'tb:nameEn': 'Large' });
    const definitions = tableOf({
      input: [element({ label: '金额', 'tb:nameEn': 'Amount' }), element({ label: '只有中文' })],
      rule: [rule],
    });

    turnToEnglish(definitions);

    expect(textsOf(definitions).map(([label]) => label)).to.deep.equal(['Amount', '只有中文']);
    expect(rule.get('description')).to.equal('Large');
    const written = await asInFiles(definitions, async () => [...textsOf(definitions), rule.get('description')]);
    expect(written).to.deep.equal([['金额', 'Amount'], ['只有中文', undefined], '大额']);
    expect(textsOf(definitions).map(([label]) => label)).to.deep.equal(['Amount', '只有中文']);
  });

  it('should write what is typed into an English text into it, and leave the other alone', async () => {
    const column = element({ label: '金额', 'tb:nameEn': 'Amount' });
    const definitions = tableOf({ input: [column] });
    turnToEnglish(definitions);

    column.set('label', 'Sum');
    expect(await asInFiles(definitions, async () => textsOf(definitions))).to.deep.equal([['金额', 'Sum']]);

    column.set('label', undefined);
    expect(await asInFiles(definitions, async () => textsOf(definitions))).to.deep.equal([['金额', undefined]]);
  });

  it('should write a copy made in the editor with both of its texts', async () => {
    const column = element({ label: '金额', 'tb:nameEn': 'Amount' });
    turnToEnglish(tableOf({ input: [column] }));
    const copy = element({ label: column.get('label'), 'tb:nameZh': column.get('tb:nameZh') });
    const definitions = tableOf({ input: [column, copy] });

    expect(await asInFiles(definitions, async () => textsOf(definitions))).to.deep.equal([
      ['金额', 'Amount'],
      ['金额', 'Amount'],
    ]);
  });

  it('should show again what it showed where writing fails', async () => {
    const definitions = tableOf({ input: [element({ label: '金额', 'tb:nameEn': 'Amount' })] });
    turnToEnglish(definitions);

    const failed = await asInFiles(definitions, () => Promise.reject(new Error('full'))).catch(
      (error) => error.message,
    );

    expect(failed).to.equal('full');
    expect(textsOf(definitions)).to.deep.equal([['Amount', undefined]]);
  });
});
