import type { SyntaxNode } from '../parse.ts';
import { elementsOf } from '../values/elements.ts';
import { makeRange } from '../values/membership.ts';
import type { Value } from '../values/types.ts';
import { type Compiler, childAt, childOf, type Evaluate, type Family, type Frame } from './compiler.ts';
import type { LexicalScope } from './lexical-scope.ts';
import { metered } from './operands.ts';
import { nameOf } from './variable.ts';

/** One `name in values`; the values may use the names of the iterators before it. */
interface Iterator {
  readonly values: Evaluate;
}

interface Iteration {
  readonly iterators: readonly Iterator[];
  readonly body: Evaluate;
}

/** `for a in b, c in d return e` (DMN 1.3 Table 46); `partial` is the list of the results so far. */
export const forExpression: Family = (node, scope, compiler) => {
  const within = scope.withNames(['partial']);
  const { iterators, body } = iteration(node, within, compiler);
  return metered('other', (frame) => {
    const results: Value[] = [];
    const complete = walk(iterators, { run: frame.run, parent: frame, values: [results] }, (inner) => {
      results.push(body(inner));
      frame.run.ensure('listLength', results.length);
      return true;
    });
    return complete === null ? null : results;
  });
};

/** `some a in b satisfies c`, `every …` (DMN 1.3 Table 48), in three-valued logic. */
export const quantified: Family = (node, scope, compiler) => {
  const decisive = childAt(node, 0).kind === 'some';
  const { iterators, body } = iteration(node, scope, compiler);
  return metered('test', (frame) => {
    let unknown = false;
    const complete = walk(iterators, frame, (inner) => {
      const passed = body(inner);
      if (typeof passed !== 'boolean') unknown = true;
      return passed !== decisive;
    });
    if (complete === null) return null;
    if (!complete) return decisive;
    return unknown ? null : !decisive;
  });
};

function iteration(node: SyntaxNode, scope: LexicalScope, compiler: Compiler): Iteration {
  let inner = scope;
  const iterators = (childOf(node, 'InExpressions')?.children ?? []).map((child) => {
    const values = compiler.compile(childAt(child, -1), inner).evaluate;
    inner = inner.withNames([nameOf(childAt(child, 0))]);
    return { values };
  });
  return { iterators, body: compiler.compile(childAt(node, -1), inner).evaluate };
}

/**
 * Visits every combination of the iterators' values, each in a frame of its own, until `visit` gives false. True when all have been
 * visited, false when stopped, null when one of the iterators has nothing to iterate.
 */
function walk([first, ...others]: readonly Iterator[], frame: Frame, visit: (frame: Frame) => boolean): boolean | null {
  if (!first) return visit(frame);
  const { run } = frame;
  const elements = elementsOf(first.values(frame), run);
  if (elements === null) return null;
  for (const element of elements) {
    run.charge(1);
    const outcome = walk(others, { run, parent: frame, values: [element ?? null] }, visit);
    if (outcome !== true) return outcome;
  }
  return true;
}

/** `1..3` or a list, behind `in`. */
export const iterationContext: Family = (node, scope, compiler) => {
  const start = compiler.compile(childAt(node, 0), scope);
  if (node.children.length === 1) return start;
  const end = compiler.compile(childAt(node, -1), scope);
  return metered('other', (frame) => makeRange(start.evaluate(frame), end.evaluate(frame)));
};
