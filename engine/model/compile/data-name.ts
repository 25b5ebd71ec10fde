import { type ModdleElement, manyOf, oneOf, textOf } from '../moddle.ts';

/** A data object is often named only where it is drawn, by its references. */
export function dataName(element: ModdleElement): string {
  const item = element.$type === 'bpmn:DataObjectReference' ? (oneOf(element, 'dataObjectRef') ?? element) : element;
  const own = textOf(item, 'name');
  if (own !== null || item.$type !== 'bpmn:DataObject' || !item.$parent) return own ?? item.id ?? '';
  const drawn = manyOf(item.$parent, 'flowElements').find(
    (other) => other.$type === 'bpmn:DataObjectReference' && oneOf(other, 'dataObjectRef') === item,
  );
  return (drawn && textOf(drawn, 'name')) ?? item.id ?? '';
}
