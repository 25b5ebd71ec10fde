import { expect } from 'chai';
import { compileDeployed } from '../../../engine/model/compile.ts';
import { type Consequence, consequences } from '../../../modeler/compare/consequences.ts';
import { changesEn } from '../../../modeler/i18n/changes.en.ts';
import { changesZh } from '../../../modeler/i18n/changes.zh.ts';
import { bpmn, flows } from '../../support/bpmn.ts';

async function between(before: [string, string?], after: [string, string?]): Promise<Consequence[]> {
  const text = ([task, attributes = '']: [string, string?]): string =>
    bpmn(`<startEvent id="start"/>${task}<endEvent id="end"/>${flows('start it end')}`, { key: 'p', attributes });
  const [[old], [now]] = await Promise.all([compileDeployed(text(before)), compileDeployed(text(after))]);
  const found = consequences(old, now);
  for (const { key } of found) expect(changesZh.change, key).to.have.property(key);
  return found;
}

const task = (inner: string, attributes = ''): string =>
  `<userTask id="it" name="审查" ${attributes}><extensionElements>${inner}</extensionElements></userTask>`;
const said = (found: readonly Consequence[]) => found.map(({ subject, key, params }) => [subject, key, params]);

describe('modeler/compare consequences', () => {
  it('should say who takes over and who is released', async () => {
    const found = await between([task('<tb:assignment groups="a,b"/>')], [task('<tb:assignment groups="b,c"/>')]);

    expect(said(found)).to.deep.equal([
      ['roles', 'does-gained', { name: '审查', what: 'c' }],
      ['roles', 'does-lost', { name: '审查', what: 'a' }],
    ]);
  });

  it('should say how a limit changes', async () => {
    const limit = (n: number) => task(`<tb:assignment groups="a"/><tb:limit value="${n}" unit="工作日"/>`);

    expect(said(await between([limit(5)], [limit(3)]))).to.deep.equal([
      ['limits', 'limit-changed', { name: '审查', what: '', before: '5 workingDay', after: '3 workingDay' }],
    ]);
  });

  it('should say which operations and which data are no longer so', async () => {
    const before = task('<tb:assignment groups="a"/>', 'tb:operations="complete,return" tb:form="one"');
    const after = task('<tb:assignment groups="a"/>', 'tb:operations="complete" tb:form="two"');

    const found = await between([before, 'tb:published="x"'], [after, 'tb:published="y" tb:starters="applicant"']);

    expect(found.map(({ subject, key, params }) => `${subject} ${key} ${params.what}`)).to.deep.equal([
      'roles starts-gained applicant',
      'data published-gained y',
      'data form-changed ',
      'roles starts-lost official',
      'data published-lost x',
      'rights verb-lost return',
    ]);
  });

  it('should say nothing where only the drawing or a name changes', async () => {
    const found = await between(
      [task('<tb:assignment groups="a"/>')],
      [task('<tb:assignment groups="a"/>').replace('审查', '核查')],
    );

    expect(found).to.deep.equal([]);
  });

  it('should have every sentence in both languages with the same words', () => {
    const words = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, word]) => word ?? '').sort();

    for (const [key, zh] of Object.entries(changesZh.change)) {
      const en = changesEn.change[key as keyof typeof changesZh.change];
      expect(words(en), key).to.deep.equal(words(zh));
    }
  });
});
