import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { choicesIn } from '../../../modeler/decisions/choices.ts';
import { askedIn, inputsOf } from '../../../modeler/decisions/inputs.ts';
import { newDecision } from '../../../modeler/decisions/template.ts';

const file = (body: string): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">${body}</definitions>`;

const input = (id: string, name: string, type: string): string =>
  `<inputData id="${id}" name="${name}"><variable id="v-${id}" name="${name}" typeRef="${type}" /></inputData>`;

const needs = (id: string, kind = 'Input'): string =>
  `<informationRequirement><required${kind} href="#${id}" /></informationRequirement>`;

const says = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`;

describe('modeler/decisions: inputs', () => {
  it('should find the input data of all required decisions, with types and allowed values', () => {
    const xml = file(`
      <itemDefinition name="colour"><typeRef>string</typeRef><allowedValues><text>"red","green"</text></allowedValues></itemDefinition>
      <decision id="outer" name="outer">${needs('inner', 'Decision')}${needs('a')}${says('inner + a')}</decision>
      <decision id="inner" name="inner">${needs('b')}${says('if b = "red" then 1 else 2')}</decision>
      ${input('a', 'a', 'number')}${input('b', 'b', 'colour')}${input('c', 'c', 'date')}`);

    expect(inputsOf(xml, 'outer')).to.have.deep.members([
      { name: 'a', kind: 'number', type: 'number', choices: [] },
      { name: 'b', kind: 'text', type: 'string', choices: ['"red"', '"green"'] },
    ]);
    expect(inputsOf(xml, 'inner').map(({ name }) => name)).to.deep.equal(['b']);
    expect(askedIn(xml, 'zh').map(({ id }) => id)).to.deep.equal(['outer', 'inner']);
  });

  it('should find the variables a table reads without requiring them', () => {
    const xml = readFileSync('processes/government-service/checks.dmn', 'utf8');

    expect(inputsOf(xml, 'required-checks').map(({ name, kind }) => [name, kind])).to.deep.equal([
      ['siteInspection', 'boolean'],
      ['area', 'number'],
      ['licenceNumber', 'text'],
      ['consultation', 'boolean'],
    ]);
  });

  it('should ask a service for what is given to it, and not for what is behind', () => {
    const xml = file(`
      <decision id="out" name="out">${needs('given', 'Decision')}${needs('a')}${says('given + a')}</decision>
      <decision id="given" name="given">${needs('b')}${says('b')}</decision>
      ${input('a', 'a', 'number')}${input('b', 'b', 'number')}
      <decisionService id="service" name="service"><outputDecision href="#out" /><inputDecision href="#given" /><inputData href="#a" /></decisionService>`);

    expect(inputsOf(xml, 'service').map(({ name }) => name)).to.have.members(['a', 'given']);
  });

  it('should end for requirements in a circle, and for what is no DMN', () => {
    const circle = file(
      `<decision id="x" name="x">${needs('y', 'Decision')}${says('y')}</decision><decision id="y" name="y">${needs('x', 'Decision')}${says('x')}</decision>`,
    );

    expect(inputsOf(circle, 'x')).to.deep.equal([]);
    expect(inputsOf('<a', 'x')).to.deep.equal([]);
    expect(askedIn('', 'zh')).to.deep.equal([]);
  });

  it('should list texts and numbers only', () => {
    expect(choicesIn('"a", "b"')).to.deep.equal(['"a"', '"b"']);
    expect(choicesIn('1, 2.5')).to.deep.equal(['1', '2.5']);
    for (const tests of ['>= 0', '[1..5]', '"a", [1..2]', 'not("a")', '', '"a', 'true, false']) {
      expect(choicesIn(tests), tests).to.deep.equal([]);
    }
  });

  it('should ask a new table for its one input, whatever its texts contain', () => {
    const xml = newDecision('decision-1', { decision: 'a "b" <c>', input: 'amount', output: 'result' });

    expect(inputsOf(xml, 'decision-1')).to.deep.equal([
      { name: 'amount', kind: 'number', type: 'number', choices: [] },
    ]);
  });
});
