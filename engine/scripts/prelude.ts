/**
 * Runs in the sandbox before the script. Takes clock and chance away, so that the same variables always give the same result, and gives back
 * the functions that put variables in and take the result out. They hold what they need themselves: nothing a script changes reaches them,
 * and what a script does to its own result happens within its own limits.
 */
export const PRELUDE = `(function () {
  'use strict';
  const { parse, stringify } = JSON;
  const { defineProperty, setPrototypeOf, keys } = Object;
  const { apply, construct } = Reflect;
  const { isArray } = Array;
  const { isFinite } = Number;
  const tagOf = Object.prototype.toString;
  const { Error, TypeError, String, Date: RealDate } = globalThis;
  const { slice } = String.prototype;

  const refuse = (what) => {
    throw new Error('Expected a script without clock or chance, but it uses ' + what + ': give it the value as a variable');
  };
  function Date(...parts) {
    if (new.target === undefined || parts.length === 0) refuse('the time of day');
    return construct(RealDate, parts, new.target);
  }
  Date.parse = RealDate.parse;
  Date.UTC = RealDate.UTC;
  Date.now = () => refuse('Date.now');
  defineProperty(Date, 'prototype', { value: RealDate.prototype, writable: false });
  defineProperty(RealDate.prototype, 'constructor', { value: Date, writable: true, configurable: true });
  globalThis.Date = Date;
  Math.random = () => refuse('Math.random');
  for (const name of ['performance', 'Atomics', 'SharedArrayBuffer', 'WeakRef', 'FinalizationRegistry']) delete globalThis[name];

  function install(json) {
    const variables = setPrototypeOf(parse(json), null);
    const define = (name, value) =>
      defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
    define('variables', variables);
    for (const name of keys(variables)) if (!(name in globalThis)) define(name, variables[name]);
  }

  const PLAIN = { '[object Object]': 1, '[object Array]': 1, '[object Number]': 1, '[object String]': 1, '[object Boolean]': 1 };
  function checked(key, value) {
    const kind = typeof value;
    const place = key === '' ? 'the result' : '"' + key + '"';
    if (kind === 'number' && !isFinite(value)) throw new TypeError(place + ' is ' + value);
    if (kind === 'bigint' || kind === 'function' || kind === 'symbol') throw new TypeError(place + ' is a ' + kind);
    if (kind === 'object' && value !== null && !isArray(value)) {
      const tag = apply(tagOf, value, []);
      if (PLAIN[tag] !== 1) throw new TypeError(place + ' is a ' + apply(slice, tag, [8, -1]));
    }
    return value;
  }
  function toJson(value) {
    return stringify(value, checked) ?? 'null';
  }

  function describe(error) {
    const told = { name: '', message: '', stack: '' };
    try {
      if (typeof error === 'object' && error !== null && 'message' in error) {
        told.name = String(error.name);
        told.message = String(error.message);
        told.stack = String(error.stack);
      } else told.message = String(error);
    } catch {
      told.message = told.message || 'something that cannot be shown was thrown';
    }
    return stringify({
      name: apply(slice, told.name, [0, 100]),
      message: apply(slice, told.message, [0, 1000]),
      stack: apply(slice, told.stack, [0, 4000]),
    });
  }

  return { install, toJson, describe };
})()`;
