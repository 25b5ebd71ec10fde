import type { Run } from '../run.ts';
import { type FeelNumber, isFeelNumber } from '../values/decimal.ts';
import { FeelDuration } from '../values/duration.ts';
import { add, divide, multiply, negate, power, subtract } from '../values/numbers.ts';
import { addDurations, difference, isInstant, part, scale, shift } from '../values/temporal-arithmetic.ts';
import { typeOf, type Value } from '../values/types.ts';
import { type CompiledNode, childAt, constantNode, type Family, isConstant } from './compiler.ts';
import { bothSides, metered } from './operands.ts';

type NumberOperation = (a: FeelNumber, b: FeelNumber) => FeelNumber | null;
/** What an operator does to values that are not both numbers; undefined when it is not defined for them. */
type OtherOperation = (a: Value, b: Value, run: Run) => Value | undefined;

interface Operator {
  readonly numbers: NumberOperation;
  readonly others: OtherOperation;
}

/** Steps of a calculation with decimals, and of a power that is one. */
const DECIMAL_COST = 10;
const POWER_COST = 1_000;

const nothing: OtherOperation = () => undefined;

const operators: Readonly<Record<string, Operator>> = {
  '+': { numbers: add, others: addOthers },
  '-': { numbers: subtract, others: subtractOthers },
  '*': { numbers: multiply, others: multiplyOthers },
  '/': { numbers: divide, others: divideOthers },
  '**': { numbers: power, others: nothing },
  '^': { numbers: power, others: nothing },
};

/** `a + b`, `-a` and the like (DMN 1.3 §10.3.2). */
export const arithmetic: Family = (node, scope, compiler) => {
  if (node.children.length === 2) return negation(compiler.compile(childAt(node, 1), scope));
  const [left, right] = bothSides(node, scope, compiler);
  return binary(childAt(node, 1).text, left, right);
};

function binary(symbol: string, left: CompiledNode, right: CompiledNode): CompiledNode {
  const operator = operators[symbol];
  if (!operator) throw new Error(`no operator ${symbol}`);
  const { numbers, others } = operator;
  const a = left.evaluate;
  const b = right.evaluate;
  const cost = numbers === power ? POWER_COST : DECIMAL_COST;
  return metered(left.kind === right.kind ? left.kind : 'any', (frame) => {
    const x = a(frame);
    const y = b(frame);
    if (isFeelNumber(x) && isFeelNumber(y)) {
      const number = calculated(frame.run, cost, numbers(x, y));
      return number ?? undefinedResult(frame.run, symbol, x, y);
    }
    const result = others(x, y, frame.run);
    if (result === undefined) frame.run.warn('type-mismatch', `${typeOf(x)} ${symbol} ${typeOf(y)}`);
    return result ?? null;
  });
}

/** Decimals take their time: a result that is one pays for it. */
function calculated(run: Run, cost: number, result: FeelNumber | null): FeelNumber | null {
  if (typeof result !== 'number') run.charge(cost);
  return result;
}

function undefinedResult(run: Run, symbol: string, a: FeelNumber, b: FeelNumber): null {
  run.warn('not-a-number', `${a} ${symbol} ${b}`);
  return null;
}

function negation(operand: CompiledNode): CompiledNode {
  const evaluate = operand.evaluate;
  if (isConstant(operand) && isFeelNumber(operand.constant)) return constantNode(negate(operand.constant), 'number');
  return metered(operand.kind, (frame) => {
    const value = evaluate(frame);
    if (isFeelNumber(value)) return negate(value);
    if (value instanceof FeelDuration) return scale(value, -1);
    frame.run.warn('type-mismatch', `-${typeOf(value)}`);
    return null;
  });
}

function addOthers(a: Value, b: Value, run: Run): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    run.chargeText(a.length + b.length);
    return a + b;
  }
  if (a instanceof FeelDuration && b instanceof FeelDuration) return addDurations(a, b, 1) ?? undefined;
  if (isInstant(a) && b instanceof FeelDuration) return shift(a, b, 1);
  if (a instanceof FeelDuration && isInstant(b)) return shift(b, a, 1);
  return undefined;
}

function subtractOthers(a: Value, b: Value): Value | undefined {
  if (a instanceof FeelDuration && b instanceof FeelDuration) return addDurations(a, b, -1) ?? undefined;
  if (isInstant(a) && b instanceof FeelDuration) return shift(a, b, -1);
  if (isInstant(a) && isInstant(b)) return difference(a, b) ?? undefined;
  return undefined;
}

function multiplyOthers(a: Value, b: Value): Value | undefined {
  if (a instanceof FeelDuration && isFeelNumber(b)) return scale(a, b) ?? undefined;
  if (isFeelNumber(a) && b instanceof FeelDuration) return scale(b, a) ?? undefined;
  return undefined;
}

function divideOthers(a: Value, b: Value): Value | undefined {
  if (a instanceof FeelDuration && isFeelNumber(b)) return part(a, b) ?? undefined;
  if (a instanceof FeelDuration && b instanceof FeelDuration && a.kind === b.kind) return divide(a.order, b.order);
  return undefined;
}
