import type { SyntaxNode } from '../parse.ts';
import { FeelDuration } from '../values/duration.ts';
import { entryOf } from '../values/properties.ts';
import { isContext, isList, typeOf, type Value } from '../values/types.ts';
import { childAt, childOf, type Family } from './compiler.ts';
import { metered } from './operands.ts';
import { writtenName } from './structure.ts';

type TypeTest = (value: Value) => boolean;

const named: Readonly<Record<string, TypeTest>> = {
  Any: (value) => value !== null,
  Null: (value) => value === null,
  number: (value) => typeOf(value) === 'number',
  string: (value) => typeOf(value) === 'string',
  boolean: (value) => typeOf(value) === 'boolean',
  date: (value) => typeOf(value) === 'date',
  time: (value) => typeOf(value) === 'time',
  'date and time': (value) => typeOf(value) === 'date time',
  duration: (value) => value instanceof FeelDuration,
  'days and time duration': (value) => value instanceof FeelDuration && value.kind === 'days and time',
  'years and months duration': (value) => value instanceof FeelDuration && value.kind === 'years and months',
  context: isContext,
  list: isList,
  range: (value) => typeOf(value) === 'range',
  function: (value) => typeOf(value) === 'function',
};

/** `a instance of list<number>` (DMN 1.3 §10.3.2); false for a type that FEEL does not know. */
export const instanceOf: Family = (node, scope, compiler) => {
  const value = compiler.compile(childAt(node, 0), scope).evaluate;
  const test = typeTest(childAt(node, -1));
  return metered('test', (frame) => test(value(frame)));
};

function typeTest(node: SyntaxNode): TypeTest {
  const written = node.kind === 'Type' ? childAt(node, 0) : node;
  switch (written.kind) {
    case 'ListType':
      return listTest(written);
    case 'ContextType':
      return contextTest(written);
    case 'FunctionType':
      return (value) => typeOf(value) === 'function';
    default: {
      const name = writtenName(written);
      return Object.hasOwn(named, name) ? (named[name] ?? never) : never;
    }
  }
}

const never: TypeTest = () => false;

function listTest(node: SyntaxNode): TypeTest {
  const element = childOf(node, 'Type');
  const test = element ? typeTest(element) : () => true;
  return (value) => isList(value) && value.every((item) => test(item ?? null));
}

function contextTest(node: SyntaxNode): TypeTest {
  const entries = (childOf(node, 'ContextEntryTypes')?.children ?? []).map((entry) => ({
    name: writtenName(childAt(entry, 0)),
    test: typeTest(childAt(entry, -1)),
  }));
  return (value) =>
    isContext(value) &&
    entries.every(({ name, test }) => {
      const entry = entryOf(value, name);
      return entry !== undefined && test(entry);
    });
}
