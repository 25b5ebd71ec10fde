import { XML_LIMITS } from '../../engine/model/xml/limits.ts';
import { scanXml } from '../../engine/model/xml/scan.ts';
import { attributeOf, withDescendants, type XmlElement } from '../../engine/model/xml/xml-element.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** Why a text cannot be shown as a diagram, as a text of the dictionary (`modeler.open.<reason>`); null where it can. */
export function notDrawable(xml: string): 'unreadable' | 'notBpmn' | 'noDiagram' | null {
  const scanned = scanXml(xml.replace(/^\uFEFF/, ''), XML_LIMITS);
  if (!scanned.ok) return 'unreadable';
  const { root } = scanned;
  if (root.uri !== BPMN || root.local !== 'definitions') return 'notBpmn';
  return hasPlane(root) ? null : 'noDiagram';
}

/** A drawing shows a process or a collaboration of the file. */
function hasPlane(root: XmlElement): boolean {
  const ids = new Set(root.children.map((child) => attributeOf(child, 'id')));
  for (const { local, attributes } of withDescendants(root)) {
    if (local !== 'BPMNPlane') continue;
    const shown = attributes.find((attribute) => attribute.local === 'bpmnElement')?.value;
    if (shown !== undefined && ids.has(shown.replace(/^.*:/, ''))) return true;
  }
  return false;
}
