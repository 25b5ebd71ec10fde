/** Which boxed expression is compiled by what. */
import type { XmlElement } from '../../model/xml/xml-element.ts';
import type { Boxed } from '../evaluation.ts';
import type { BoxedFamily, Place } from './compiler.ts';
import { conditional } from './conditional.ts';
import { contextExpression } from './context.ts';
import { decisionTable } from './decision-table.ts';
import { filter } from './filter.ts';
import { functionDefinition } from './function-definition.ts';
import { invocation } from './invocation.ts';
import { every, forEach, some } from './iteration.ts';
import { list } from './list.ts';
import { literalExpression } from './literal-expression.ts';
import { relation } from './relation.ts';

const FAMILIES: ReadonlyMap<string, BoxedFamily> = new Map<string, BoxedFamily>([
  ['literalExpression', literalExpression],
  ['decisionTable', decisionTable],
  ['context', contextExpression],
  ['invocation', invocation],
  ['functionDefinition', functionDefinition],
  ['encapsulatedLogic', functionDefinition],
  ['relation', relation],
  ['list', list],
  ['conditional', conditional],
  ['for', forEach],
  ['every', every],
  ['some', some],
  ['filter', filter],
]);

/** Compiles a boxed expression; nesting is bounded by the depth a file may have. */
export function compileBoxed(element: XmlElement, place: Place): Boxed | null {
  const family = FAMILIES.get(element.local);
  if (!family) throw new Error(`Expected <${element.name}> to be a boxed expression, but it is none.`);
  return family(element, place);
}
