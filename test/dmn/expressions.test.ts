import { expect } from 'chai';
import { decision, dmn, literal, outcomeOf, problemsOf, reasonOf, resultOf, table } from './support.ts';

const required = (kind: 'Input' | 'Decision', id: string) =>
  `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`;
const knowledge = (id: string) => `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
const input = (id: string, name: string, type = 'Any') =>
  `<inputData id="${id}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const model = (
  id: string,
  name: string,
  { parameters, logic, more = '', type = '' }: { parameters: string; logic: string; more?: string; type?: string },
) =>
  `<businessKnowledgeModel id="${id}" name="${name}"><encapsulatedLogic ${type}>${parameters}${logic}</encapsulatedLogic>${more}</businessKnowledgeModel>`;
const parameter = (name: string, type = 'Any') => `<formalParameter name="${name}" typeRef="${type}"/>`;
const entry = (name: string | null, logic: string) =>
  `<contextEntry>${name === null ? '' : `<variable name="${name}"/>`}${logic}</contextEntry>`;

describe('dmn/boxed expressions', () => {
  it('should evaluate a context entry by entry, and give its result entry', () => {
    const entries = entry('净 收入', literal('gross - 10')) + entry('double', literal('净 收入 * 2'));

    expect(resultOf(dmn(decision(`<context>${entries}</context>`)), { gross: 30 })).to.deep.equal({
      '净 收入': 20,
      double: 40,
    });
    expect(
      resultOf(dmn(decision(`<context>${entries}${entry(null, literal('double + 1'))}</context>`)), { gross: 30 }),
    ).to.equal(41);
  });

  it('should refuse an entry without a name before the last', () => {
    expect(
      problemsOf(dmn(decision(`<context>${entry(null, literal('1'))}${entry('a', literal('2'))}</context>`))),
    ).to.deep.equal(['entry-without-name@d']);
  });

  it('should give lists and relations', () => {
    const relation = `<relation><column name="k"/><column name="v"/><row>${literal('"a"')}${literal('1')}</row><row>${literal('"b"')}${literal('x')}</row></relation>`;

    expect(resultOf(dmn(decision(`<list>${literal('1')}${literal('x')}</list>`)), { x: 2 })).to.deep.equal([1, 2]);
    expect(resultOf(dmn(decision(relation)), { x: 2 })).to.deep.equal([
      { k: 'a', v: 1 },
      { k: 'b', v: 2 },
    ]);
  });

  it('should evaluate the boxes of DMN 1.4', () => {
    const part = (name: string, logic: string) => `<${name}>${logic}</${name}>`;
    const conditional = `<conditional>${part('if', literal('x > 2'))}${part('then', literal('"big"'))}${part('else', literal('"small"'))}</conditional>`;
    const each = (name: string, of: string, logic: string) =>
      `<${name} iteratorVariable="i">${part('in', literal('[1, 2, 3]'))}${part(of, logic)}</${name}>`;

    expect(resultOf(dmn(decision(conditional)), { x: 3 })).to.equal('big');
    expect(resultOf(dmn(decision(conditional)), {})).to.equal('small');
    expect(resultOf(dmn(decision(each('for', 'return', literal('i * x')))), { x: 2 })).to.deep.equal([2, 4, 6]);
    expect(resultOf(dmn(decision(each('every', 'satisfies', literal('i > x')))), { x: 2 })).to.equal(false);
    expect(resultOf(dmn(decision(each('some', 'satisfies', literal('i > x')))), { x: 2 })).to.equal(true);
    const filter = `<filter>${part('in', literal('[{a: 1}, {a: 5}]'))}${part('match', literal('a > x and item.a < 9'))}</filter>`;
    expect(resultOf(dmn(decision(filter)), { x: 2 })).to.deep.equal([{ a: 5 }]);
  });

  it('should call business knowledge models by position, by name and by invocation', () => {
    const knowledgeModel = model('k', '加价', {
      parameters: parameter('价 格', 'number') + parameter('rate'),
      logic: literal('价 格 * (1 + rate)'),
    });
    const invocation = `<invocation>${literal('加价')}<binding><parameter name="rate"/>${literal('0.5')}</binding><binding><parameter name="价 格"/>${literal('x')}</binding></invocation>`;
    const with_ = (logic: string) => dmn(knowledgeModel + decision(logic, { more: knowledge('k') }));

    expect(resultOf(with_(literal('加价(x, 0.5)')), { x: 100 })).to.equal(150);
    expect(resultOf(with_(literal('加价(rate: 0.5, 价 格: x)')), { x: 100 })).to.equal(150);
    expect(resultOf(with_(invocation), { x: 100 })).to.equal(150);
    expect(reasonOf(with_(invocation), { x: 'cheap' })).to.contain('"价 格" has to be number');
    expect(reasonOf(with_(invocation.replace('name="rate"', 'name="rebate"')), { x: 1 })).to.contain(
      'no parameter "rebate"',
    );
  });

  it('should let a model see its parameters and what it requires, and not the variables of the caller', () => {
    const inner = model('k1', 'half', { parameters: parameter('n'), logic: literal('n / 2') });
    const outer = model('k2', 'f', {
      parameters: parameter('n'),
      logic: literal('[half(n), secret]'),
      more: knowledge('k1'),
    });

    expect(
      resultOf(dmn(inner + outer + decision(literal('f(8)'), { more: knowledge('k2') })), { secret: 1 }),
    ).to.deep.equal([4, null]);
  });

  it('should keep what a function sees where it was written, and bound its recursion', () => {
    const context = `<context>${entry('factor', literal('3'))}${entry('f', `<functionDefinition>${parameter('n')}${literal('n * factor')}</functionDefinition>`)}${entry(null, literal('f(5)'))}</context>`;
    const endless = `<context>${entry('f', `<functionDefinition>${parameter('n')}${literal('f(n + 1)')}</functionDefinition>`)}${entry(null, literal('f(1)'))}</context>`;

    expect(resultOf(dmn(decision(context)))).to.equal(15);
    expect(reasonOf(dmn(decision(endless)))).to.match(/levels of nesting/);
  });

  it('should tell of a table inside a knowledge model, and then of the decision', () => {
    const rules = table({
      inputs: ['n'],
      outputs: ['r'],
      rules: [
        ['> 0', '"plus"'],
        ['<= 0', '"minus"'],
      ],
    });
    const xml = dmn(
      model('k', 'sign', { parameters: parameter('n'), logic: rules }) +
        decision(literal('sign(x)'), { more: knowledge('k') }),
    );

    const outcome = outcomeOf(xml, { x: 4 });

    expect(
      outcome.ok && outcome.trace.map(({ id, name, hitPolicy, result }) => [id, name, hitPolicy, result]),
    ).to.deep.equal([
      ['T', 'sign', 'UNIQUE', 'plus'],
      ['d', 'd', null, 'plus'],
    ]);
  });

  it('should refuse functions of Java and PMML, other languages, imports and what nobody knows, each with its line', () => {
    const xml = dmn(`<import namespace="urn:other" importType="x" id="im"/>
<decision id="a" name="a"><functionDefinition id="f" kind="Java">${literal('1')}</functionDefinition></decision>
<decision id="b" name="b"><literalExpression id="l" expressionLanguage="http://groovy"><text>1</text></literalExpression></decision>
<decision id="c" name="c"/>
<decision id="e" name="e"><magic/></decision>`);

    expect(problemsOf(xml)).to.have.members([
      'unsupported-element@im',
      'function-kind@f',
      'expression-language@b',
      'expression-missing@c',
      'unknown-element@e',
      'expression-missing@e',
    ]);
  });
});

describe('dmn/requirements', () => {
  it('should evaluate each required decision once, before who requires it', () => {
    const xml = dmn(
      input('i', '申请人 年龄', 'number') +
        decision(literal('申请人 年龄 + 1'), { id: 'base', more: required('Input', 'i') }) +
        decision(literal('base * 2'), { id: 'left', more: required('Decision', 'base') }) +
        decision(literal('base * 3'), { id: 'right', more: required('Decision', 'base') }) +
        decision(literal('left + right'), { more: required('Decision', 'left') + required('Decision', 'right') }),
    );

    const outcome = outcomeOf(xml, { '申请人 年龄': 9 });

    expect(outcome.ok && outcome.result).to.equal(50);
    expect(outcome.ok && outcome.trace.map(({ name }) => name)).to.deep.equal(['base', 'left', 'right', 'd']);
  });

  it('should refuse circles and references that lead nowhere', () => {
    const xml = dmn(
      decision(literal('b'), { id: 'a', more: required('Decision', 'b') }) +
        decision(literal('a'), { id: 'b', more: required('Decision', 'a') }) +
        decision(literal('1'), { id: 'c', more: required('Input', 'nobody') }),
    );

    expect(problemsOf(xml)).to.have.members(['requirement-cycle@a', 'requirement-cycle@b', 'unresolved-reference@c']);
  });

  it('should answer for decision services what is given instead of evaluating it', () => {
    const xml = dmn(
      input('i', 'n', 'number') +
        decision(literal('n + 1'), { id: 'inner', more: required('Input', 'i') }) +
        decision(literal('inner * 10'), { id: 'outer', more: required('Decision', 'inner') }) +
        `<decisionService id="whole" name="whole"><outputDecision href="#outer"/><encapsulatedDecision href="#inner"/><inputData href="#i"/></decisionService>
         <decisionService id="part" name="part"><outputDecision href="#outer"/><inputDecision href="#inner"/></decisionService>
         <decisionService id="two" name="two"><outputDecision href="#outer"/><outputDecision href="#inner"/><inputData href="#i"/></decisionService>` +
        decision(literal('whole(1) + part(inner: 7)'), { more: knowledge('whole') + knowledge('part') }),
    );

    expect(resultOf(xml, { n: 4 }, 'whole')).to.equal(50);
    expect(resultOf(xml, { inner: 9 }, 'part')).to.equal(90);
    expect(resultOf(xml, { n: 4 }, 'two')).to.deep.equal({ outer: 50, inner: 5 });
    expect(resultOf(xml)).to.equal(90);
  });

  it('should hold data against item definitions: components, collections, allowed values, dates', () => {
    const xml = dmn(
      `<itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
       <itemDefinition name="tPerson"><itemComponent name="出生 日期"><typeRef>date</typeRef></itemComponent><itemComponent name="levels" isCollection="true"><typeRef>tLevel</typeRef></itemComponent></itemDefinition>
       <itemDefinition name="tPeople" isCollection="1"><typeRef>tPerson</typeRef></itemDefinition>` +
        input('i', '人员', 'tPeople') +
        decision(literal('[人员[1].出生 日期.year, 人员[1].levels]'), { more: required('Input', 'i') }),
    );
    const person = (levels: unknown) => ({ '出生 日期': '2000-05-01', levels });

    expect(resultOf(xml, { 人员: [person(['A'])] })).to.deep.equal([2000, ['A']]);
    expect(resultOf(xml, { 人员: person('B') })).to.deep.equal([2000, ['B']]);
    expect(reasonOf(xml, { 人员: [person(['A', 'C'])] }))
      .to.contain('人员[1].levels[2]')
      .and.contain('"C"');
    expect(reasonOf(xml, { 人员: [{ '出生 日期': 'soon' }] }))
      .to.contain('人员[1].出生 日期')
      .and.contain('date');
  });

  it('should refuse types that nobody knows or that never end', () => {
    const xml = dmn(
      `<itemDefinition id="ta" name="a"><typeRef>b</typeRef></itemDefinition><itemDefinition id="tb_" name="b"><typeRef>a</typeRef></itemDefinition>` +
        `${input('i', 'n', 'tMissing')}${decision(literal('1'))}`,
    );

    expect(problemsOf(xml)).to.include('type-unknown@i').and.include('type-recursive@tb_');
  });
});
