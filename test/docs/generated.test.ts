import { readFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';
import { expect } from 'chai';
import { behaviors } from '../../engine/core/behaviors/index.ts';
import { OUTSIDE, REFUSED, WITH_EFFECT } from '../../engine/docs/bpmn-terms.ts';
import { code, table } from '../../engine/docs/markdown.ts';
import { PAGES } from '../../engine/docs/pages.ts';
import { EXECUTED_ELEMENTS, OTHER_ELEMENTS } from '../../engine/model/support.ts';

interface Registry {
  readonly typeMap: Readonly<Record<string, { readonly isAbstract?: boolean }>>;
}

/** Every element of the BPMN schema that a file can contain, as it is written in XML. */
function elementsOfSchema(): string[] {
  const { typeMap } = new BpmnModdle({}).registry as unknown as Registry;
  return Object.entries(typeMap)
    .filter(([name, { isAbstract }]) => name.startsWith('bpmn:') && !isAbstract)
    .map(([name]) => name.charAt(5).toLowerCase() + name.slice(6));
}

describe('docs/generated pages', () => {
  for (const [path, text] of PAGES) {
    it(`should be what \`npm run docs\` writes: ${path}`, () => {
      expect(readFileSync(path, 'utf8')).to.equal(text());
    });
  }

  it('should say of every element of the BPMN schema whether it runs', () => {
    const known = new Set<string>([
      ...EXECUTED_ELEMENTS,
      ...OTHER_ELEMENTS,
      ...Object.keys(behaviors),
      ...REFUSED,
      ...OUTSIDE,
    ]);

    const unmentioned = elementsOfSchema().filter((name) => !known.has(name));

    expect(unmentioned).to.deep.equal([]);
  });

  it('should call refused only what deployment refuses', () => {
    const accepted = new Set<string>([...EXECUTED_ELEMENTS, ...OTHER_ELEMENTS]);

    expect([...REFUSED, ...OUTSIDE].filter((name) => accepted.has(name))).to.deep.equal([]);
    expect([...WITH_EFFECT].filter((name) => !OTHER_ELEMENTS.has(name))).to.deep.equal([]);
  });

  it('should have a behaviour for exactly the elements that run', () => {
    expect(Object.keys(behaviors).sort()).to.deep.equal([...EXECUTED_ELEMENTS].sort());
  });

  it('should keep a cell in its row and column whatever it holds', () => {
    const text = table(
      ['a', 'b'],
      [
        ['x | y', 'two\nlines'],
        [code('z'), ''],
      ],
    );

    expect(text.split('\n')).to.deep.equal(['| a | b |', '| --- | --- |', '| x \\| y | two lines |', '| `z` |  |']);
  });
});
