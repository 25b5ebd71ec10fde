import { expect } from 'chai';
import { compileExpression, scopeOf } from '../../engine/feel/compile.ts';
import { compiled, outcomeOf, resultOf } from './support.ts';

describe('feel, hostile input', () => {
  const HOST_NAMES = [
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
  ];

  it('should not know the names of the host', () => {
    for (const name of [...HOST_NAMES, 'globalThis', 'process', 'window', 'require', 'Function']) {
      expect(resultOf(name), name).to.equal(null);
    }
  });

  it('should not reach the prototype of any value', () => {
    const values = [
      'a',
      '{}',
      '[1]',
      '"text"',
      '1',
      'true',
      'date("2024-01-01")',
      'duration("P1D")',
      '[1..2]',
      '(function(x) x)',
    ];
    for (const value of values) {
      for (const name of HOST_NAMES) {
        const found = resultOf(`${value}.${name}`, { a: { b: 1 } });
        expect(found, `${value}.${name}`).to.deep.equal(value === '[1]' ? [null] : null);
      }
    }
    expect(resultOf('get value(a, "constructor")', { a: {} })).to.equal(null);
    expect(resultOf('a[constructor = null]', { a: [{}] })).to.deep.equal([{}]);
  });

  it('should not call what the host offers', () => {
    for (const source of ['constructor("x")', 'toString()', 'eval("1")', 'Function("return 1")()', '__proto__()']) {
      const result = compileExpression(source);
      expect(result.ok, source).to.equal(false);
    }
    expect(resultOf('a.constructor("x")', { a: {} })).to.equal(null);
    expect(resultOf('f(1)', { f: () => 'called' })).to.equal(null);
  });

  it('should not pollute a prototype', () => {
    const sources = [
      '{"__proto__": {polluted: true}}',
      'context put({}, "__proto__", {polluted: true})',
      'context put({}, ["__proto__", "polluted"], true)',
      'context merge([{"__proto__": {polluted: true}}, {a: 1}])',
      'context([{key: "__proto__", value: {polluted: true}}])',
    ];
    for (const source of sources) {
      const outcome = outcomeOf(source);
      const copy = Object.assign({}, outcome.ok ? (outcome.value as object) : {});

      expect('polluted' in copy, source).to.equal(false);
      expect('polluted' in {}, source).to.equal(false);
    }
  });

  it('should take foreign values as null', () => {
    const foreign = {
      f: () => 1,
      d: new Date(0),
      m: new Map([['a', 1]]),
      s: Symbol('s'),
      b: 1n,
      n: Number.NaN,
      u: undefined,
    };
    for (const [name, value] of Object.entries(foreign)) {
      expect(resultOf('x', { x: value }), name).to.equal(null);
      expect(resultOf('x.y', { x: { y: value } }), name).to.equal(null);
      expect(resultOf('[x]', { x: value }), name).to.deep.equal([null]);
      expect(resultOf('x', { x: [value] }), name).to.deep.equal([null]);
    }
  });

  it('should turn an error of a foreign object into a failure', () => {
    const trap = {
      get secret() {
        throw new Error('no');
      },
    };

    const outcome = outcomeOf('trap.secret', { trap });

    expect(outcome).to.deep.equal({
      ok: false,
      failure: { code: 'expression-failed', params: { expression: 'trap.secret', reason: 'no' } },
    });
  });

  it('should not let a scope that throws escape', () => {
    const result = compileExpression('a');
    const scope = {
      get: () => {
        throw new Error('gone');
      },
    };

    const outcome = result.ok && result.value.evaluate(scope);

    expect(outcome).to.deep.include({ ok: false });
  });

  it('should not change the variables', () => {
    const list = Object.freeze([3, 1, 2]);
    const record = Object.freeze({ a: 1 });

    const value = resultOf('[sort(list, function(a, b) a < b), append(list, 4), context put(record, "b", 2)]', {
      list,
      record,
    });

    expect(value).to.deep.equal([[1, 2, 3], [3, 1, 2, 4], { a: 1, b: 2 }]);
    expect(list).to.deep.equal([3, 1, 2]);
  });

  it('should not share what it builds between evaluations', () => {
    const expression = compiled('{a: [1, 2]}');
    const evaluate = () => expression.evaluate(scopeOf({}));
    const first = evaluate();
    if (first.ok) (first.value as { a: number[] }).a.push(3);

    expect(evaluate()).to.deep.include({ value: { a: [1, 2] } });
  });
});
