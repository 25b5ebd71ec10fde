import type { SyntaxNode } from '../parse.ts';
import { type CompiledNode, type Compiler, childAt, type Evaluate, type StaticKind } from './compiler.ts';
import type { LexicalScope } from './lexical-scope.ts';

/** Compiles the first and the last child: the two sides of an operator. */
export function bothSides(node: SyntaxNode, scope: LexicalScope, compiler: Compiler): [CompiledNode, CompiledNode] {
  return [compiler.compile(childAt(node, 0), scope), compiler.compile(childAt(node, -1), scope)];
}

/** A node that pays one step each time it is evaluated. */
export function metered(kind: StaticKind, evaluate: Evaluate): CompiledNode {
  return {
    kind,
    evaluate: (frame) => {
      frame.run.charge(1);
      return evaluate(frame);
    },
  };
}
