import { expect } from 'chai';
import type { DmnElement } from 'dmn-js/lib/Modeler';
import { EnglishTexts } from '../../../modeler/decisions/table-texts.ts';

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
  const open = (definitions: DmnElement): EnglishTexts => {
    const texts = new EnglishTexts();
    texts.turn(definitions);
    return texts;
  };

  it('should show the English texts where there are some, and write the file as it was', async () => {
    const rule = element({ description: '大额', 'tb:nameEn': 'Large' });
    const definitions = tableOf({
      input: [element({ label: '金额', 'tb:nameEn': 'Amount' }), element({ label: '只有中文' })],
      rule: [rule],
    });

    const texts = open(definitions);

    expect(textsOf(definitions).map(([label]) => label)).to.deep.equal(['Amount', '只有中文']);
    expect(rule.get('description')).to.equal('Large');
    const written = await texts.asInFiles(definitions, async () => [...textsOf(definitions), rule.get('description')]);
    expect(written).to.deep.equal([['金额', 'Amount'], ['只有中文', undefined], '大额']);
    expect(textsOf(definitions).map(([label]) => label)).to.deep.equal(['Amount', '只有中文']);
  });

  it('should write what is typed into an English text into it, and leave the other alone', async () => {
    const column = element({ label: '金额', 'tb:nameEn': 'Amount' });
    const definitions = tableOf({ input: [column] });
    const texts = open(definitions);

    column.set('label', 'Sum');
    expect(await texts.asInFiles(definitions, async () => textsOf(definitions))).to.deep.equal([['金额', 'Sum']]);

    column.set('label', undefined);
    expect(await texts.asInFiles(definitions, async () => textsOf(definitions))).to.deep.equal([['金额', undefined]]);
  });

  it('should add an English text where there was none, of new columns too, and nothing where nothing is typed', async () => {
    const [named, unnamed, same, added] = [
      element({ label: '金额' }),
      element({}),
      element({ label: 'ID', 'tb:nameEn': 'ID' }),
      element({}),
    ];
    const input = [named, unnamed, same];
    const definitions = tableOf({ input });
    const texts = open(definitions);
    const written = () => texts.asInFiles(definitions, async () => textsOf(definitions));

    expect(await written(), 'as it was').to.deep.equal([
      ['金额', undefined],
      [undefined, undefined],
      ['ID', 'ID'],
    ]);
    input.push(added);
    for (const [column, text] of [
      [named, 'Amount'],
      [added, 'District'],
    ] as const)
      column.set('label', text);

    expect(await written()).to.deep.equal([
      ['金额', 'Amount'],
      [undefined, undefined],
      ['ID', 'ID'],
      [undefined, 'District'],
    ]);
    expect(
      textsOf(definitions).map(([label]) => label),
      'as it is shown',
    ).to.deep.equal(['Amount', undefined, 'ID', 'District']);
  });

  it('should write a copy made in the editor with both of its texts', async () => {
    const column = element({ label: '金额', 'tb:nameEn': 'Amount' });
    const texts = open(tableOf({ input: [column] }));
    const copy = element({ label: column.get('label'), 'tb:nameZh': column.get('tb:nameZh') });
    const definitions = tableOf({ input: [column, copy] });

    expect(await texts.asInFiles(definitions, async () => textsOf(definitions))).to.deep.equal([
      ['金额', 'Amount'],
      ['金额', 'Amount'],
    ]);
  });

  it('should show again what it showed where writing fails', async () => {
    const definitions = tableOf({ input: [element({ label: '金额', 'tb:nameEn': 'Amount' })] });
    const texts = open(definitions);

    const failed = await texts
      .asInFiles(definitions, () => Promise.reject(new Error('full')))
      .catch((error) => error.message);

    expect(failed).to.equal('full');
    expect(textsOf(definitions)).to.deep.equal([['Amount', undefined]]);
  });
});
