/** Files of decisions (DMN), as the editor meets them. */
import { DMN_VERSIONS } from '../../engine/dmn/namespaces.ts';
import { XML_LIMITS } from '../../engine/model/xml/limits.ts';
import { scanXml } from '../../engine/model/xml/scan.ts';

/** The version that dmn-js reads and writes. */
const EDITED = '1.3';

/** Whether a text is a file of decisions, in whatever version. */
export function isDecisionFile(xml: string): boolean {
  const root = rootOf(xml);
  return root?.local === 'definitions' && /\/DMN\//i.test(root.uri);
}

/** Why a text cannot be edited, as a text of the dictionary (`modeler.decision.open.<reason>`); null where it can. */
export function notEditable(xml: string): 'unreadable' | 'notDmn' | 'otherVersion' | null {
  const root = rootOf(xml);
  if (!root) return 'unreadable';
  if (!isDecisionFile(xml)) return 'notDmn';
  return DMN_VERSIONS.get(root.uri) === EDITED ? null : 'otherVersion';
}

function rootOf(xml: string) {
  const scanned = scanXml(xml.replace(/^\uFEFF/, ''), XML_LIMITS);
  return scanned.ok ? scanned.root : null;
}
