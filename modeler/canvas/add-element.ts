/** Drawing without a pointer: add an element after the selected one, and connect the selected one to another. */
import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries';
import type { ModdleElement } from '../../engine/model/moddle.ts';
import { runs, type Target } from './runs.ts';
import { translate } from './translate.ts';

export interface Drawn {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: Drawn;
  readonly labelTarget?: Drawn;
}

/** Key of one entry of the catalogue. */
export type Addition = string;

interface Services {
  get<T>(name: string): T;
}

const entries = PopupEntries as Readonly<Record<string, { readonly label: string; readonly target: Target }>>;

/** Not drawn after something else: boundary events sit on it. */
const isBoundary = ({ type }: Target): boolean => type === 'bpmn:BoundaryEvent';

/** What can be added, in the reader's language. */
export const additions = (): { key: Addition; label: string }[] =>
  Object.entries(entries)
    .filter(([, { target }]) => runs(target) && !isBoundary(target))
    .map(([key, { label }]) => ({ key, label: translate(label) }));

const selectedOf = (services: Services): Drawn | undefined => {
  const selected = services.get<{ get(): readonly Drawn[] }>('selection').get();
  return selected.length === 1 ? selected[0] : undefined;
};

/** Pixels around what was added. */
const SEEN = 60;

/** After the selected element where that has a sense, else in a free place in the middle of what is seen. */
export function addElement(services: Services, addition: Addition): void {
  const target = entries[addition]?.target;
  if (!target) throw new Error(`Expected an element to add, but "${addition}" is none.`);
  const shape = services.get<{ createShape(attributes: object): Box }>('elementFactory').createShape(target);
  if (target.type === 'bpmn:Participant' && target.isExpanded === false) enclose(services);
  const source = selectedOf(services);
  const created = source && follows(target, source) ? append(services, source, shape) : place(services, shape);
  if (created) services.get<{ select(element: object): void }>('selection').select(created);
  const canvas = services.get<{ focus(): void; scrollToElement(element: object, padding: number): void }>('canvas');
  if (created) canvas.scrollToElement(created, SEEN);
  canvas.focus();
}

/** The first pool of a drawing takes in all that is there: a black box beside it needs that one before. */
function enclose(services: Services): void {
  const { type } = services.get<{ getRootElement(): Drawn }>('canvas').getRootElement();
  if (type === 'bpmn:Process') addElement(services, 'expanded-pool');
}

/** What a sequence flow leads to. */
const FOLLOWING = /(Task|Activity|SubProcess|Gateway|IntermediateCatchEvent|IntermediateThrowEvent|EndEvent)$/;

function follows(target: Target, { businessObject: source }: Drawn): boolean {
  const leads = source.$instanceOf('bpmn:FlowNode') && !source.$instanceOf('bpmn:EndEvent');
  return leads && !source.get('triggeredByEvent') && FOLLOWING.test(target.type) && !target.triggeredByEvent;
}

const append = (services: Services, source: Drawn, shape: object): object =>
  services.get<{ append(source: Drawn, shape: object): object }>('autoPlace').append(source, shape);

/** In the innermost element around the selected one that may hold the shape; undefined where nothing drawn may. */
function place(services: Services, shape: Box): object | undefined {
  const parent = homeOf(services, shape);
  if (!parent) return undefined;
  const area = isBox(parent) ? parent : services.get<{ viewbox(): Box }>('canvas').viewbox();
  const at = { x: Math.round(area.x + area.width / 2), y: Math.round(area.y + area.height / 2) };
  const around = new Set([parent, ...ancestorsOf(parent)]);
  const taken = services
    .get<{ getAll(): readonly (Drawn & Partial<Box>)[] }>('elementRegistry')
    .getAll()
    .filter((other) => !around.has(other) && other.type !== 'bpmn:Lane');
  while (taken.some((other) => overlap(other, at, shape))) at.y += Math.round(shape.height / 2) + 20;
  return services
    .get<{ createShape(shape: object, at: object, parent: Drawn): object }>('modeling')
    .createShape(shape, at, parent);
}

/** A drawing with pools keeps nothing but pools on its ground. */
function homeOf(services: Services, shape: object): Drawn | undefined {
  const selected = selectedOf(services);
  const root = services.get<{ getRootElement(): Drawn }>('canvas').getRootElement();
  const pools = services
    .get<{ filter(test: (element: Drawn) => boolean): Drawn[] }>('elementRegistry')
    .filter(({ type }) => type === 'bpmn:Participant');
  const rules = services.get<{ allowed(rule: string, context: object): unknown }>('rules');
  return [...(selected ? [selected, ...ancestorsOf(selected)] : []), root, ...pools].find((target) =>
    Boolean(rules.allowed('shape.create', { shape, target })),
  );
}

const ancestorsOf = ({ parent }: Drawn): Drawn[] => (parent ? [parent, ...ancestorsOf(parent)] : []);

const isBox = (element: Drawn & Partial<Box>): element is Drawn & Box => element.x !== undefined;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether a shape around `at` would lie on another one. */
function overlap(other: Partial<Box>, at: { x: number; y: number }, { width, height }: Box): boolean {
  if (other.x === undefined || other.y === undefined || !other.width || !other.height) return false;
  const besides = at.x + width / 2 < other.x || at.x - width / 2 > other.x + other.width;
  return !besides && at.y + height / 2 >= other.y && at.y - height / 2 <= other.y + other.height;
}

/** Where the selected element may lead. */
export function connectables(
  services: Services,
  nameOf: (element: ModdleElement) => string,
): { id: string; label: string }[] {
  const source = selectedOf(services);
  if (!source) return [];
  const rules = services.get<{ allowed(rule: string, context: object): unknown }>('rules');
  return services
    .get<{ filter(test: (element: Drawn) => boolean): Drawn[] }>('elementRegistry')
    .filter(
      (target) => isConnectable(target, source) && Boolean(rules.allowed('connection.create', { source, target })),
    )
    .map(({ id, businessObject }) => ({ id, label: nameOf(businessObject) || id }));
}

const isConnectable = (target: Drawn, source: Drawn): boolean =>
  target !== source && !target.labelTarget && target.businessObject.$instanceOf('bpmn:FlowNode');

export function connect(services: Services, targetId: string): void {
  const source = selectedOf(services);
  const target = services.get<{ get(id: string): Drawn | undefined }>('elementRegistry').get(targetId);
  if (!source || !target) return;
  services.get<{ connect(source: Drawn, target: Drawn): object }>('modeling').connect(source, target);
  services.get<{ focus(): void }>('canvas').focus();
}
