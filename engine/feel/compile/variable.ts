import { builtinNamed } from '../builtins/index.ts';
import { normalizeName } from '../names.ts';
import type { SyntaxNode } from '../parse.ts';
import { entryOf, propertyOf } from '../values/properties.ts';
import { fromHost, isContext, type Value } from '../values/types.ts';
import type { CompiledNode, Compiler, Evaluate, Family, Frame } from './compiler.ts';
import type { LexicalScope, Place } from './lexical-scope.ts';
import { metered } from './operands.ts';

/** The name a node spells: its words and symbols with one space between them, as the grammar tokenized them. */
export function nameOf(node: SyntaxNode): string {
  const parts = node.children.filter((child) => child.kind === 'Identifier');
  return parts.length > 0 ? parts.map((part) => part.text).join(' ') : normalizeName(node.text);
}

/**
 * A variable (DMN 1.3 §10.3.2.11): bound in the expression, an entry of the element that is filtered, given by the
 * scope, or a built-in function.
 */
export const variableName: Family = (node, scope, compiler) => variable(nameOf(node), scope, compiler);

/** `?`, the input value of unary tests. */
export const inputVariable: Family = () => metered('any', readInput);

export const readInput = (frame: Frame): Value => fromHost(frame.run.scope.get('?'));

/** A variable by its normalized name. */
export function variable(name: string, scope: LexicalScope, compiler: Compiler): CompiledNode {
  const places = scope.places(name);
  const outermost = scope.certainlyBinds(name) ? nowhere : fromScope(name, compiler);
  const evaluate = places.reduceRight((further, place) => at(place, name, further), outermost);
  return metered('any', evaluate);
}

/** Looks in one place and, where the name is not there at run time, further outwards. */
function at(place: Place, name: string, further: Evaluate): Evaluate {
  const { up } = place;
  if (place.kind === 'slot') {
    const { index } = place;
    return (frame) => {
      const value = frameAt(frame, up).values[index];
      return value ?? absent(value, frame, further);
    };
  }
  return (frame) => {
    const element = frameAt(frame, up).values[0] ?? null;
    const value = isContext(element) ? entryOf(element, name) : propertyOf(element, name);
    return value ?? absent(value, frame, further);
  };
}

const absent = (value: null | undefined, frame: Frame, further: Evaluate): Value =>
  value === null ? null : further(frame);

function frameAt(frame: Frame, up: number): Frame {
  let found = frame;
  for (let i = 0; i < up; i++) found = found.parent ?? found;
  return found;
}

const nowhere: Evaluate = () => null;

function fromScope(name: string, compiler: Compiler): Evaluate {
  const spelling = compiler.declared(name) ?? name;
  const builtin = builtinNamed(name) ?? null;
  compiler.reads.add(spelling);
  return (frame) => {
    const { scope } = frame.run;
    const value = scope.get(spelling);
    if (value !== undefined && value !== null) return fromHost(value);
    const exists = scope.has ? scope.has(spelling) : value !== undefined;
    if (exists) return null;
    if (builtin === null) frame.run.warn('variable-unknown', name);
    return builtin;
  };
}
