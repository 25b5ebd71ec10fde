/** What is appended to an element finds a place that is free, with a flow to it that crosses nothing; bpmn-js looks only at what is connected already. */
import { getNewShapePosition } from 'bpmn-js/lib/features/auto-place/BpmnAutoPlaceUtil';
import type { ModdleElement } from '../../engine/model/moddle.ts';
import { type Box, clearPlace, type Point } from './clear-place.ts';

interface Shape extends Box {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: Shape;
  readonly host?: Shape;
  readonly hidden?: boolean;
  readonly labelTarget?: object;
  readonly waypoints?: readonly Point[];
}

interface Registry {
  getAll(): readonly Shape[];
}

interface Layouter {
  layoutConnection(connection: object): readonly Point[];
}

interface Factory {
  create(type: string): ModdleElement;
}

interface Bus {
  on(event: string, priority: number, listener: (event: Appended) => Point | undefined): void;
}

interface Appended {
  readonly source: Shape;
  readonly shape: Shape;
}

/** The grid of bpmn-js answers at 2000; it is asked where nothing is in the way. */
const BEFORE_SNAPPING = 3000;

/** Frames and marks around shapes: a flow may lie in them. */
const GROUNDS: ReadonlySet<string> = new Set(['bpmn:Participant', 'bpmn:Lane', 'bpmn:Group']);

class ClearAppend {
  static readonly $inject = ['eventBus', 'elementRegistry', 'layouter', 'bpmnFactory'];

  constructor(...[bus, registry, layouter, factory]: [Bus, Registry, Layouter, Factory]) {
    bus.on('autoPlace', BEFORE_SNAPPING, ({ source, shape }) => {
      if (!shape.businessObject.$instanceOf('bpmn:FlowNode') || source.waypoints) return undefined;
      const around = new Set(ancestorsOf(source));
      const [root] = [...around].slice(-1);
      const all = registry.getAll().filter((one) => one !== source && !one.waypoints && !one.hidden);
      const businessObject = factory.create('bpmn:SequenceFlow');
      const first = getNewShapePosition(source as never, shape as never, registry as never) as Point;
      const found = clearPlace({
        first,
        ...{ size: shape, source },
        obstacles: all.filter(
          (one) =>
            !around.has(one) &&
            !GROUNDS.has(one.type) &&
            one.labelTarget !== source &&
            ancestorsOf(one).at(-1) === root,
        ),
        ways: registry.getAll().flatMap(({ waypoints }) => (waypoints ? [waypoints] : [])),
        frame: frameOf(source, all),
        route: (place) =>
          layouter.layoutConnection({
            ...{ type: 'bpmn:SequenceFlow', businessObject, source },
            target: { type: shape.type, businessObject: shape.businessObject, di: {}, ...place },
          }),
      });
      return found === first ? undefined : found;
    });
  }
}

const ancestorsOf = ({ parent }: Shape): Shape[] => (parent ? [parent, ...ancestorsOf(parent)] : []);

/** The smallest lane it lies in, else what holds it; undefined on the open ground. */
function frameOf({ x, y, width, height, parent }: Shape, all: readonly Shape[]): Box | undefined {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const lanes = all
    .filter((one) => one.type === 'bpmn:Lane' && isIn(middle, one))
    .sort((one, other) => one.width * one.height - other.width * other.height);
  return lanes[0] ?? (parent?.x === undefined ? undefined : parent);
}

const isIn = ({ x, y }: Point, box: Box): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

export const clearAppendModule = { __init__: ['clearAppend'], clearAppend: ['type', ClearAppend] as const };
