import type { BpmnDocument } from '../document.ts';
import { textOf } from '../moddle.ts';
import { dataName } from './data-name.ts';

const DATA: ReadonlySet<string> = new Set([
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:Property',
  'bpmn:DataInput',
  'bpmn:DataOutput',
]);
/** Attributes of our extension that name a variable which the engine then writes. */
const WRITING = ['resultVariable', 'codeVariable', 'elementVariable', 'outputCollection', 'outputElement'];
const MAPPINGS: ReadonlySet<string> = new Set(['tb:Input', 'tb:Output']);

/** The variables that a model itself declares or writes; those of forms, messages and adapters come from outside. */
export function writtenNames({ elements }: BpmnDocument): ReadonlySet<string> {
  const names = new Set<string>();
  for (const element of elements) {
    if (DATA.has(element.$type)) names.add(dataName(element));
    if (MAPPINGS.has(element.$type)) names.add(textOf(element, 'target') ?? '');
    for (const attribute of WRITING) {
      const name = textOf(element, `tb:${attribute}`);
      if (name !== null && !name.startsWith('=')) names.add(name);
    }
  }
  names.delete('');
  return names;
}
