/** What is typed into a label, and what is searched for, in the language of the labels that are shown. */
import LabelEditingProvider from 'bpmn-js/lib/features/label-editing/LabelEditingProvider';
import BpmnSearchProvider from 'bpmn-js/lib/features/search/BpmnSearchProvider';
import { getExternalLabelMid, isLabel, isLabelExternal } from 'bpmn-js/lib/util/LabelUtil';
import { englishNameOf, nameOf } from './names.ts';
import { type DrawnName, type ShownNames, shownNamesModule } from './shown-names.ts';

/** Writes what is typed into a label: into the name that is shown. */
class NamedLabels extends LabelEditingProvider {
  static override readonly $inject = ['shownNames', 'commandStack', ...LabelEditingProvider.$inject];
  readonly #names: ShownNames;
  readonly #commands: Commands;

  constructor(names: ShownNames, commands: Commands, ...services: ConstructorParameters<typeof LabelEditingProvider>) {
    super(...services);
    this.#names = names;
    this.#commands = commands;
    commands.registerHandler('element.nameInEnglish', NameInEnglish);
  }

  override activate(element: Parameters<LabelEditingProvider['activate']>[0]) {
    const context = super.activate(element);
    const { businessObject } = element as unknown as DrawnName;
    return context && this.#names.writesEnglish(businessObject)
      ? { ...context, text: this.#names.of(businessObject) }
      : context;
  }

  override update(element: DrawnName, text: string, before: string, bounds: object): void {
    if (!this.#names.writesEnglish(element.businessObject)) super.update(element, text, before, bounds);
    else if (text !== before)
      this.#commands.execute('element.nameInEnglish', { element, name: text.trim() || undefined });
  }
}

interface Commands {
  registerHandler(command: string, handler: object): void;
  execute(command: string, context: Naming): void;
}

interface Naming {
  readonly element: DrawnName;
  /** Undefined takes it away. */
  readonly name: string | undefined;
}

interface Modeling {
  updateProperties(element: DrawnName, properties: object): void;
  createLabel(target: DrawnName, at: object, label: object): void;
}

/** One step that can be taken back: the name, and a label for it where there was nothing to be read. */
class NameInEnglish {
  static readonly $inject = ['modeling'];
  readonly #modeling: Modeling;

  constructor(modeling: Modeling) {
    this.#modeling = modeling;
  }

  preExecute({ element, name }: Naming): void {
    const target = element.labelTarget ?? element;
    const { businessObject, di, id, label } = target;
    if (name !== undefined && !label && isLabelExternal(target as never)) {
      const { x, y } = getExternalLabelMid(target as never);
      this.#modeling.createLabel(target, { x, y: y + 7 }, { id: `${id}_label`, businessObject, di });
    }
    this.#modeling.updateProperties(target, { 'tb:nameEn': name });
  }
}

interface Found {
  readonly element: object;
  readonly label: string;
  readonly id: string;
  /** The name that is not shown. */
  readonly other: string;
}

interface Token {
  readonly tokens: Readonly<Record<string, unknown>>;
  readonly item: Found;
}

type Search = (items: Found[], pattern: string, options: { readonly keys: string[] }) => readonly Token[];

/** Finds by either name and by id; shows the name that is drawn. */
class NamedSearch extends BpmnSearchProvider {
  static override readonly $inject = ['shownNames', ...BpmnSearchProvider.$inject];
  readonly #names: ShownNames;
  readonly #services: ConstructorParameters<typeof BpmnSearchProvider>;

  constructor(names: ShownNames, ...services: ConstructorParameters<typeof BpmnSearchProvider>) {
    super(...services);
    this.#names = names;
    this.#services = services;
  }

  override find(pattern: string): ReturnType<BpmnSearchProvider['find']> {
    const [registry, , canvas, search] = this.#services;
    const roots = canvas.getRootElements() as readonly object[];
    const items = (registry.getAll() as unknown as DrawnName[])
      .filter((element) => !isLabel(element as never) && !roots.includes(element))
      .map((element): Found => {
        const { businessObject } = element;
        const [own, english] = [nameOf(businessObject, 'zh'), englishNameOf(businessObject) ?? ''];
        const label = this.#names.of(businessObject);
        return { element, label, id: element.id, other: label === own ? english : own };
      });
    const found = (search as unknown as Search)(items, pattern, { keys: ['label', 'id', 'other'] });
    return found.map(({ item, tokens }) => ({
      element: item.element,
      primaryTokens: tokens.label,
      secondaryTokens: tokens.id,
    })) as unknown as ReturnType<BpmnSearchProvider['find']>;
  }
}

export const nameEditingModule = {
  __depends__: [shownNamesModule],
  labelEditingProvider: ['type', NamedLabels] as const,
  bpmnSearch: ['type', NamedSearch] as const,
};
