/** What of a process is drawn, how large, and what it is connected with. */
import { attributeValue, elementsIn, type SourceElement } from '../../engine/model/interchange/source-tree.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SIZES: readonly (readonly [RegExp, Size])[] = [
  [/Event$/, { width: 36, height: 36 }],
  [/Gateway$/, { width: 50, height: 50 }],
  [/^(dataObjectReference|dataInput|dataOutput)$/, { width: 36, height: 50 }],
  [/^dataStoreReference$/, { width: 50, height: 50 }],
  [/^textAnnotation$/, { width: 120, height: 50 }],
  [/^group$/, { width: 120, height: 80 }],
  [/([tT]ask|callActivity)$/, { width: 100, height: 80 }],
];

const CONTAINER = /^(subProcess|adHocSubProcess|transaction)$/;

export const isContainer = ({ local }: SourceElement): boolean => CONTAINER.test(local);

/** Null: it is not drawn as a shape, or as large as what is in it. */
export const sizeOf = ({ local }: SourceElement): Size | null => SIZES.find(([name]) => name.test(local))?.[1] ?? null;

/** The shapes directly in a process or sub-process, boundary events among them. */
export const shapesIn = (container: SourceElement): SourceElement[] =>
  elementsIn(container).filter(
    (element) => attributeValue(element, 'id') !== undefined && (isContainer(element) || sizeOf(element) !== null),
  );

export const idOf = (element: SourceElement): string => attributeValue(element, 'id') ?? '';

export interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

const local = (name: string | undefined): string => name?.trim().replace(/^.*:/, '') ?? '';

/** Sequence flows, associations and message flows directly in an element. */
export const linksIn = (container: SourceElement): Link[] =>
  elementsIn(container)
    .filter(({ local: name }) => /^(sequenceFlow|association|messageFlow)$/.test(name))
    .map((flow) => ({
      id: idOf(flow),
      source: local(attributeValue(flow, 'sourceRef')),
      target: local(attributeValue(flow, 'targetRef')),
    }));

export const hostOf = (element: SourceElement): string | null =>
  element.local === 'boundaryEvent' ? local(attributeValue(element, 'attachedToRef')) : null;
