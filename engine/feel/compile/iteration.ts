import type { SyntaxNode } from '../parse.ts';
import type { Run } from '../run.ts';
import { elementsOf } from '../values/elements.ts';
import { makeRange } from '../values/membership.ts';
import type { Value } from '../values/types.ts';
import { type Compiler, childAt, childOf, type Evaluate, type Family, type Frame } from './compiler.ts';
import type { LexicalScope } from './lexical-scope.ts';
import { metered } from './operands.ts';
import { nameOf } from './variable.ts';

interface Iteration {
  /** What each `name in …` goes through; it may use the names of those before it. */
  readonly sources: readonly Evaluate[];
  readonly body: Evaluate;
}

/** `for a in b, c in d return e` (DMN 1.3 §10.3.2); `partial` is the list of the results so far. */
export const forExpression: Family = (node, scope, compiler) => {
  const within = scope.withNames(['partial']);
  const { sources, body } = iteration(node, within, compiler);
  const usesPartial = /\bpartial\b/.test(childAt(node, -1).text);
  return metered('other', (frame) => {
    const results = new Results(frame.run, usesPartial);
    const complete = walk(sources, { run: frame.run, parent: frame, values: results.slots }, (inner) => {
      results.add(body(inner));
      return true;
    });
    return complete === null ? null : results.list;
  });
};

/** The results of a loop, which its body sees as `partial`: a result that may hold that list must not grow with it. */
class Results {
  list: Value[] = [];
  readonly slots: Value[] = [this.list];
  private readonly run: Run;
  private readonly shared: boolean;

  constructor(run: Run, shared: boolean) {
    this.run = run;
    this.shared = shared;
  }

  add(value: Value): void {
    if (this.shared && typeof value === 'object' && value !== null) {
      this.run.chargeList(this.list.length);
      this.list = [...this.list];
      this.slots[0] = this.list;
    }
    this.list.push(value);
    this.run.ensure('listLength', this.list.length);
  }
}

/** `some a in b satisfies c`, `every …` (DMN 1.3 §10.3.2), in three-valued logic. */
export const quantified: Family = (node, scope, compiler) => {
  const decisive = childAt(node, 0).kind === 'some';
  const { sources, body } = iteration(node, scope, compiler);
  return metered('test', (frame) => {
    let unknown = false;
    const complete = walk(sources, frame, (inner) => {
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
  const sources = (childOf(node, 'InExpressions')?.children ?? []).map((child) => {
    const source = compiler.compile(childAt(child, -1), inner).evaluate;
    inner = inner.withNames([nameOf(childAt(child, 0))]);
    return source;
  });
  return { sources, body: compiler.compile(childAt(node, -1), inner).evaluate };
}

/**
 * Visits every combination of the sources' elements, each in a frame of its own, until `visit` gives false. True when
 * all have been visited, false when stopped, null when one of the sources has nothing to go through.
 */
function walk([first, ...others]: readonly Evaluate[], frame: Frame, visit: (frame: Frame) => boolean): boolean | null {
  if (!first) return visit(frame);
  const { run } = frame;
  const elements = elementsOf(first(frame), run);
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
