import { type ModdleElement, manyOf, nearestId, shownId } from './moddle.ts';
import type { Position, Problem, Severity, Text } from './problem.ts';
import { isDiagram, walk } from './walk.ts';
import { attributeOf, withDescendants, type XmlElement } from './xml/xml-element.ts';

/** A parsed file: the typed tree, the text it came from, and where in the text each element stands. */
export class BpmnDocument {
  readonly definitions: ModdleElement;
  readonly xml: XmlElement;
  private readonly places = new Map<string, XmlElement>();
  private all: readonly ModdleElement[] | undefined;

  constructor(definitions: ModdleElement, xml: XmlElement) {
    this.definitions = definitions;
    this.xml = xml;
    for (const element of withDescendants(xml)) {
      const id = attributeOf(element, 'id');
      if (id !== null && !this.places.has(id)) this.places.set(id, element);
    }
  }

  /** Every element but those of diagrams, parents first. The tree of a file that was read does not change, so it is walked once for all rules. */
  get elements(): readonly ModdleElement[] {
    this.all ??= [...walk(this.definitions, (at) => !isDiagram(at))];
    return this.all;
  }

  get processes(): readonly ModdleElement[] {
    return manyOf(this.definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  }

  /** Tasks that stand next to the processes and are called by call activities. */
  get globalTasks(): readonly ModdleElement[] {
    return manyOf(this.definitions, 'rootElements').filter((element) => element.$instanceOf('bpmn:GlobalTask'));
  }

  /** Where an element, or the nearest one around it that has an id, is written. */
  placeOf(element: ModdleElement): Position {
    const id = nearestId(element);
    return (id !== null && this.places.get(id)) || this.xml;
  }

  /** An attribute as it is written, also where it refers to nothing; null for elements without id. */
  written(element: ModdleElement, attribute: string): string | null {
    const xml = element.id === undefined ? undefined : this.places.get(element.id);
    return xml ? attributeOf(xml, attribute) : null;
  }

  problem(rule: string, element: ModdleElement | null, message: Text, severity: Severity = 'error'): Problem {
    const { line, column } = this.placeOf(element ?? this.definitions);
    return { rule, severity, elementId: element && shownId(element), line, column, message };
  }
}
