/** bpmn-moddle as a tool that reads a file, lets somebody change it and writes it again. */
import { BpmnModdle } from 'bpmn-moddle';
import { KeptFile } from '../../../engine/model/interchange/kept-file.ts';
import { Sameness } from '../../../engine/model/interchange/sameness.ts';
import { sourceTree } from '../../../engine/model/interchange/source-tree.ts';
import type { ModdleElement } from '../../../engine/model/moddle.ts';
import { correctSchema } from '../../../engine/model/schema/correct-schema.ts';
import tongban from '../../../engine/model/tongban.moddle.json' with { type: 'json' };
import { XML_LIMITS } from '../../../engine/model/xml/limits.ts';
import { scanXml } from '../../../engine/model/xml/scan.ts';

interface Tool {
  create(type: string, properties?: object): ModdleElement;
  toXML(root: ModdleElement, options: { format: boolean }): Promise<{ xml: string }>;
}

export interface Opened {
  readonly definitions: ModdleElement;
  readonly byId: Readonly<Record<string, ModdleElement>>;
  readonly tool: Tool;
}

/** What is written after a change, by the tool alone and into the file. */
export async function rewrite(
  xml: string,
  change: (opened: Opened) => void = () => undefined,
): Promise<{ readonly alone: string; readonly kept: string }> {
  const file = new KeptFile(xml);
  const moddle = new BpmnModdle({ tb: tongban });
  correctSchema(moddle.registry);
  const tool = moddle as unknown as Tool;
  const { rootElement, elementsById } = await moddle.fromXML(file.readable);
  const ids = new Map(Object.entries(elementsById).map(([id, element]) => [element, id]));
  const write = async () => (await tool.toXML(rootElement, { format: true })).xml;
  file.opened(await write());
  change({ definitions: rootElement, byId: elementsById, tool });
  const alone = await write();
  const former = new Map([...ids].map(([element, id]) => [element.id as string, id]));
  return { alone, kept: file.write(alone, (id) => former.get(id) ?? id) };
}

/** Whether two texts say the same, whatever they are written like; malformed ones fail. */
export function saysTheSame(one: string, other: string): boolean {
  for (const xml of [one, other]) {
    const scanned = scanXml(xml.replace(/^\uFEFF/, ''), XML_LIMITS);
    if (!scanned.ok) throw new Error(`${scanned.message.en}\n${xml}`);
  }
  const same = new Sameness();
  return same.equal(sourceTree(one).root, sourceTree(other).root);
}
