/**
 * Labels in the language that is shown. Models carry names in Chinese and their English twins (`tb:nameEn`): the drawing shows one of the two, and
 * what is typed into a label is written where the shown one stands. Whatever is shown, the other name is left alone.
 */
import { type Bounds, englishBounds } from '@shared/components/english-label.ts';
import BpmnRenderer from 'bpmn-js/lib/draw/BpmnRenderer';
import { getExternalLabelBounds, isLabel, isLabelExternal } from 'bpmn-js/lib/util/LabelUtil';
import { englishNameOf, hasEnglishName, type NamedElement, namedIn, nameOf } from './names.ts';

/** A shape, a connection, or the label of one. */
export interface DrawnName extends Partial<Bounds> {
  readonly id: string;
  readonly businessObject: NamedElement;
  readonly di: object;
  readonly label?: DrawnName;
  readonly labelTarget?: DrawnName;
  readonly parent?: object;
  readonly hidden?: boolean;
  readonly waypoints?: readonly Pick<Bounds, 'x' | 'y'>[];
}

interface Bus {
  on(event: string, priority: number, listener: (event: { readonly context: RuleContext }) => unknown): void;
}

interface RuleContext {
  readonly elements: readonly DrawnName[];
}

interface Registry {
  getAll(): readonly DrawnName[];
  getGraphics(element: DrawnName): object;
}

interface Canvas {
  addShape(shape: object, parent: object | undefined): void;
}

interface Graphics {
  update(type: 'shape' | 'connection', element: DrawnName, graphics: object): void;
}

interface Factory {
  createLabel(attributes: object): object;
}

/** Which of the two names the drawing shows. */
export class ShownNames {
  static readonly $inject = ['eventBus', 'elementRegistry', 'canvas', 'elementFactory', 'graphicsFactory'];
  readonly #graphics: Graphics;
  readonly #registry: Registry;
  #english = false;

  constructor(...[bus, registry, canvas, factory, graphics]: [Bus, Registry, Canvas, Factory, Graphics]) {
    this.#graphics = graphics;
    this.#registry = registry;
    bus.on('import.render.complete', 1000, () => {
      for (const element of registry.getAll())
        if (lacksLabel(element)) canvas.addShape(factory.createLabel(labelOf(element)), element.parent);
    });
    // Who takes an English label away means that name: without its label the other one would go too.
    bus.on('commandStack.elements.delete.canExecute', 1500, ({ context }) =>
      this.#english ? context.elements.filter((element) => !isLabel(element as never)) : undefined,
    );
  }

  get english(): boolean {
    return this.#english;
  }

  show(english: boolean): void {
    if (this.#english === english) return;
    this.#english = english;
    for (const element of this.#registry.getAll()) this.#redraw(element);
  }

  /** Only what is seen: to tell of a change would write the bounds of every label into the file. */
  #redraw(element: DrawnName): void {
    if (element.parent)
      this.#graphics.update(element.waypoints ? 'connection' : 'shape', element, this.#registry.getGraphics(element));
  }

  /** What the drawing calls it. */
  of = (element: NamedElement): string => nameOf(element, this.#english ? 'en' : 'zh');

  /** Whether what is typed into its label is its English name. */
  writesEnglish = (element: NamedElement): boolean => this.#english && hasEnglishName(element);
}

/** Named in English alone: the import makes labels for the other names. */
const lacksLabel = (element: DrawnName): boolean =>
  !element.label &&
  !isLabel(element as never) &&
  isLabelExternal(element as never) &&
  !element.businessObject.get('name') &&
  englishNameOf(element.businessObject) !== undefined;

const labelOf = (element: DrawnName): object => {
  const { id, businessObject, di, hidden } = element;
  const bounds = getExternalLabelBounds(di as never, element as never);
  return { id: `${id}_label`, type: 'label', businessObject, di, labelTarget: element, hidden, ...bounds };
};

const boundsOf = ({ x = 0, y = 0, width = 0, height = 0 }: DrawnName): Bounds => ({ x, y, width, height });

/** Draws the name that is shown, on an element that looks like the one of the model. */
class NamedRenderer extends BpmnRenderer {
  static override readonly $inject = ['shownNames', ...BpmnRenderer.$inject];
  readonly #names: ShownNames;

  constructor(names: ShownNames, ...services: ConstructorParameters<typeof BpmnRenderer>) {
    super(...services);
    this.#names = names;
  }

  override drawShape(...[parent, shape, attributes]: Parameters<BpmnRenderer['drawShape']>) {
    const label = shape as unknown as DrawnName;
    const { businessObject, labelTarget } = label;
    const name = this.#names.english ? englishNameOf(businessObject) : undefined;
    if (!labelTarget || name === undefined) return super.drawShape(parent, this.#shown(shape), attributes);
    const { waypoints: points } = labelTarget;
    const { x, y, width } = englishBounds(
      name,
      boundsOf(label),
      points ? { points } : { shape: boundsOf(labelTarget), points: [] },
    );
    const wide = Object.create(this.#shown(shape), { width: { value: width } });
    const drawn = super.drawShape(parent, wide, attributes);
    drawn.setAttribute('transform', `translate(${x - (label.x ?? 0)} ${y - (label.y ?? 0)})`);
    return drawn;
  }

  override drawConnection(...[parent, connection, attributes]: Parameters<BpmnRenderer['drawConnection']>) {
    return super.drawConnection(parent, this.#shown(connection), attributes);
  }

  #shown<T extends object>(element: T): T {
    const { businessObject } = element as unknown as DrawnName;
    if (!this.#names.english || !businessObject || englishNameOf(businessObject) === undefined) return element;
    return Object.create(element, { businessObject: { value: namedIn(businessObject, 'en') } }) as T;
  }
}

/** For drawings that are only looked at. */
export const shownNamesModule = {
  __init__: ['shownNames'],
  shownNames: ['type', ShownNames] as const,
  bpmnRenderer: ['type', NamedRenderer] as const,
};
