import { expect } from 'chai';
import { compileDecisions } from '../../engine/dmn/compile.ts';
import { decision, dmn, literal, problemsOf, resultOf } from './support.ts';

const RULES = (source: string) => compileDecisions(source).problems.map(({ rule }) => rule);

describe('dmn/read', () => {
  for (const [version, namespace] of [
    ['1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
    ['1.4', 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
    ['1.5', 'https://www.omg.org/spec/DMN/20230324/MODEL/'],
  ]) {
    it(`should read DMN ${version}`, () => {
      const xml = dmn(decision(literal('1 + 1'))).replace(
        'https://www.omg.org/spec/DMN/20191111/MODEL/',
        namespace ?? '',
      );

      expect(resultOf(xml)).to.equal(2);
    });
  }

  it('should refuse other versions and other files', () => {
    const old = dmn(decision(literal('1'))).replace(
      'https://www.omg.org/spec/DMN/20191111/MODEL/',
      'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    );

    expect(RULES(old)).to.deep.equal(['not-dmn']);
    expect(RULES('<a/>')).to.deep.equal(['not-dmn']);
    expect(RULES('')).to.deep.equal(['xml-malformed']);
    expect(RULES('<a>')).to.deep.equal(['xml-malformed']);
  });

  it('should refuse document types and entities before anything is read', () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><definitions>&b;</definitions>';

    expect(RULES(bomb)).to.deep.equal(['xml-doctype']);
    expect(RULES(`<?xml version="1.0"?><d>${'<e>'.repeat(200)}`)).to.deep.equal(['xml-limit']);
  });

  it('should say once per namespace that extensions of others have no effect, and leave diagrams alone', () => {
    const xml = dmn(
      `<decision id="d" name="d" c:a="1" c:b="2" xmlns:c="urn:other"><extensionElements><c:x/></extensionElements>${literal('1')}</decision>
      <dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"><dmndi:DMNDiagram/></dmndi:DMNDI>`,
    );

    expect(problemsOf(xml)).to.deep.equal(['foreign-extension@d']);
    expect(resultOf(xml)).to.equal(1);
  });

  it('should read the version tag of a decision, and refuse ours anywhere else', () => {
    const tagged = compileDecisions(
      dmn(`<decision id="d" name="费用" tb:versionTag="2026">${literal('1')}</decision>`),
    );

    expect(tagged.graphs).to.have.length(1);
    expect(tagged.graphs[0]).to.include({ key: 'd', name: '费用', versionTag: '2026' });
    expect(problemsOf(dmn(`<decision id="d" name="d" tb:topic="x">${literal('1')}</decision>`))).to.deep.equal([
      'unknown-extension@d',
    ]);
  });

  it('should refuse a file without decisions, and doubled ids', () => {
    expect(problemsOf(dmn('<inputData id="i" name="i"/>'))).to.deep.equal(['decision-missing@D']);
    expect(problemsOf(dmn(decision(literal('1')) + decision(literal('1'))))).to.include('duplicate-id@d');
  });
});
