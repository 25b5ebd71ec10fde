/** Random block-structured models: whatever is split is joined again by the same kind of gateway. */
import fc from 'fast-check';
import { flowIf, undone } from '../support/bpmn.ts';

export type Block =
  /** `undone` is a user task with a compensation activity. */
  | { readonly kind: 'task' | 'userTask' | 'undone' }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | Split
  | { readonly kind: 'loop'; readonly body: Block; readonly flag: string }
  | { readonly kind: 'subProcess' | 'transaction'; readonly body: Block };

interface Split {
  readonly kind: 'parallel' | 'exclusive' | 'inclusive';
  readonly blocks: readonly Block[];
  /** The conditions of all branches but the last, which is the default; parallel ones have none. */
  readonly flags: readonly string[];
}

export const FLAGS = ['f0', 'f1', 'f2'];

const flag = fc.constantFrom(...FLAGS);

/** Values of all flags. */
export const flags = fc.record(Object.fromEntries(FLAGS.map((name) => [name, fc.boolean()])));

export const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const blocks = fc.array(tie('block'), { minLength: 2, maxLength: 3 });
  const three = fc.tuple(flag, flag, flag);
  return {
    block: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'block' },
      fc.constant<Block>({ kind: 'userTask' }),
      fc.constant<Block>({ kind: 'undone' }),
      fc.constant<Block>({ kind: 'task' }),
      fc.record({ kind: fc.constant('sequence' as const), blocks }),
      fc.record({
        kind: fc.constantFrom('parallel' as const, 'exclusive' as const, 'inclusive' as const),
        blocks,
        flags: three,
      }),
      fc.record({ kind: fc.constant('loop' as const), body: tie('block'), flag }),
      fc.record({ kind: fc.constantFrom('subProcess' as const, 'transaction' as const), body: tie('block') }),
    ),
  };
}).block;

/** The content of a process that starts, runs the block and ends. */
export const render = (root: Block): string => drawingOf(root).xml;

/** The same, with where its nodes lie in each other. */
export function drawingOf(root: Block): { readonly xml: string; readonly plan: Plan } {
  const drawing = new Drawing();
  return { plan: drawing.whole(root, () => drawing.node('endEvent', 'end')), xml: drawing.xml };
}

/** The content of a process that starts, runs the block, and undoes all that can be undone. */
export function renderUndone(root: Block): string {
  const drawing = new Drawing();
  drawing.whole(root, () => drawing.undoing('undo'));
  return drawing.xml;
}

/** Where nodes lie: one after the other, in branches of which each begins and ends at the same gateways, or inside a sub-process. */
export type Plan =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'line'; readonly parts: readonly Plan[] }
  | {
      readonly kind: Split['kind'];
      readonly split: string;
      readonly join: string;
      readonly branches: readonly Branch[];
    }
  | { readonly kind: 'scope'; readonly id: string; readonly body: Plan };

export interface Branch {
  readonly plan: Plan;
  /** What leads to the join. */
  readonly last: string;
}

interface Drawn {
  readonly first: string;
  readonly last: string;
  readonly plan: Plan;
}

const single = (id: string): Drawn => ({ first: id, last: id, plan: { kind: 'node', id } });

class Drawing {
  private readonly lines: string[] = [];
  private count = 0;

  get xml(): string {
    return this.lines.join('\n');
  }

  node(tag: string, id: string, more = ''): string {
    this.lines.push(`<${tag} id="${id}" ${more}/>`);
    return id;
  }

  whole(root: Block, drawEnd: () => string): Plan {
    this.node('startEvent', 'start');
    const end = drawEnd();
    const { first, last, plan } = this.draw(root);
    this.flow('start', first);
    this.flow(last, end);
    return plan;
  }

  undoing(id: string): string {
    this.lines.push(`<endEvent id="${id}"><compensateEventDefinition/></endEvent>`);
    return id;
  }

  flow(source: string, target: string, condition?: string): void {
    this.lines.push(
      condition
        ? flowIf(source, target, condition)
        : `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`,
    );
  }

  draw(block: Block): Drawn {
    switch (block.kind) {
      case 'task':
      case 'userTask': {
        const id = this.node(block.kind, this.id(block.kind === 'task' ? 't' : 'u'));
        return single(id);
      }
      case 'undone': {
        const id = this.id('u');
        this.lines.push(undone(id));
        return single(id);
      }
      case 'sequence':
        return this.sequence(block.blocks.map((each) => this.draw(each)));
      case 'loop':
        return this.loop(block.body, block.flag);
      case 'subProcess':
      case 'transaction':
        return this.subProcess(block.kind, block.body);
      default:
        return this.split(block);
    }
  }

  private sequence(drawn: Drawn[]): Drawn {
    for (const [index, { last }] of drawn.entries()) {
      const next = drawn[index + 1];
      if (next) this.flow(last, next.first);
    }
    const plan: Plan = { kind: 'line', parts: drawn.map((each) => each.plan) };
    return { first: drawn[0]?.first ?? '', last: drawn.at(-1)?.last ?? '', plan };
  }

  private split(block: Split): Drawn {
    const tag = `${block.kind}Gateway`;
    const drawn = block.blocks.map((each) => this.draw(each));
    const first = this.id('s');
    const other = `${first}_${drawn.at(-1)?.first}`;
    this.node(tag, first, block.kind === 'parallel' ? '' : `default="${other}"`);
    const last = this.node(tag, this.id('j'));
    for (const [index, each] of drawn.entries()) {
      const conditional = block.kind !== 'parallel' && index < drawn.length - 1;
      this.flow(first, each.first, conditional ? block.flags[index] : undefined);
      this.flow(each.last, last);
    }
    const branches = drawn.map((each) => ({ plan: each.plan, last: each.last }));
    return { first, last, plan: { kind: block.kind, split: first, join: last, branches } };
  }

  /** Somebody decides in each round, or it could turn for ever. */
  private loop(body: Block, again: string): Drawn {
    const first = this.node('exclusiveGateway', this.id('m'));
    const inner = this.sequence([this.draw({ kind: 'userTask' }), this.draw(body)]);
    const last = this.id('x');
    const after = this.node('task', this.id('t'));
    this.node('exclusiveGateway', last, `default="${last}_${after}"`);
    this.flow(first, inner.first);
    this.flow(inner.last, last);
    this.flow(last, first, again);
    this.flow(last, after);
    const ids = [first, last, after].map((id): Plan => ({ kind: 'node', id }));
    return { first, last: after, plan: { kind: 'line', parts: [...ids, inner.plan] } };
  }

  private subProcess(tag: string, body: Block): Drawn {
    const id = this.id('sub');
    this.lines.push(`<${tag} id="${id}">`);
    const inner = this.draw(body);
    const start = this.node('startEvent', this.id('is'));
    this.flow(start, inner.first);
    this.lines.push(`</${tag}>`);
    return { first: id, last: id, plan: { kind: 'scope', id, body: inner.plan } };
  }

  private id(prefix: string): string {
    return `${prefix}${++this.count}`;
  }
}
