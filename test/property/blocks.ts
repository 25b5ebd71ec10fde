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
export function render(root: Block): string {
  return renderBefore(root, (drawing) => drawing.node('endEvent', 'end'));
}

/** The content of a process that starts, runs the block, and undoes all that can be undone. */
export function renderUndone(root: Block): string {
  return renderBefore(root, (drawing) => drawing.undoing('undo'));
}

function renderBefore(root: Block, drawEnd: (drawing: Drawing) => string): string {
  const drawing = new Drawing();
  drawing.node('startEvent', 'start');
  const end = drawEnd(drawing);
  const { first, last } = drawing.draw(root);
  drawing.flow('start', first);
  drawing.flow(last, end);
  return drawing.xml;
}

interface Drawn {
  readonly first: string;
  readonly last: string;
}

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
        return { first: id, last: id };
      }
      case 'undone': {
        const id = this.id('u');
        this.lines.push(undone(id));
        return { first: id, last: id };
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
    return { first: drawn[0]?.first ?? '', last: drawn.at(-1)?.last ?? '' };
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
    return { first, last };
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
    return { first, last: after };
  }

  private subProcess(tag: string, body: Block): Drawn {
    const id = this.id('sub');
    this.lines.push(`<${tag} id="${id}">`);
    const inner = this.draw(body);
    const start = this.node('startEvent', this.id('is'));
    this.flow(start, inner.first);
    this.lines.push(`</${tag}>`);
    return { first: id, last: id };
  }

  private id(prefix: string): string {
    return `${prefix}${++this.count}`;
  }
}
