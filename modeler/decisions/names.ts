/** What decisions are called in English: `tb:nameEn` beside `name`, read, written and drawn as in processes. */
import type { DmnElement, DmnView, DmnViewer } from 'dmn-js/lib/Modeler';
import type { Language } from '../../engine/errors.ts';

/** Our attributes in a file of decisions, for the parser of dmn-js. */
export const TONGBAN_DMN = {
  name: 'Tongban',
  uri: 'urn:tongban:bpmn:1',
  prefix: 'tb',
  types: [
    {
      name: 'Named',
      extends: ['dmn:NamedElement'],
      properties: [
        { name: 'nameEn', isAttr: true, type: 'String' },
        { name: 'versionTag', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'Told',
      extends: ['dmn:InputClause', 'dmn:OutputClause', 'dmn:DecisionRule'],
      properties: [
        { name: 'nameEn', isAttr: true, type: 'String' },
        // Of the editor alone: see `table-texts.ts`.
        { name: 'nameZh', isAttr: true, type: 'String' },
      ],
    },
  ],
};

export const englishNameOf = (element: DmnElement | undefined): string => {
  const name = element?.get('tb:nameEn');
  return typeof name === 'string' ? name : '';
};

/** In the reader's language, else the one there is. */
export const nameIn = (element: DmnElement | undefined, language: Language): string =>
  (language === 'en' && englishNameOf(element)) || (element?.name ?? element?.id ?? '');

interface CommandStack {
  execute(command: string, context: object): void;
}

/** Names what is on the screen, as a step that can be taken back; nothing takes the name away. */
export function nameInEnglish(viewer: DmnViewer, view: DmnView, name: string): void {
  const element = view.type === 'drd' ? viewer.get<Canvas>('canvas').getRootElement() : view.element;
  writeEnglish(viewer.get<CommandStack>('commandStack'), element, name);
}

const writeEnglish = (commands: CommandStack, element: object, name: string): void =>
  commands.execute('element.updateProperties', { element, properties: { 'tb:nameEn': name.trim() || undefined } });

interface Canvas {
  getRootElement(): Shape;
}

interface Shape {
  readonly businessObject: DmnElement;
}

interface Renderer {
  drawShape(parent: SVGElement, shape: Shape): SVGElement;
}

/** What the drawing of requirements says of the file, and how that is edited. */
interface FileName {
  readonly nameElement: HTMLElement;
  update(): void;
}

interface FileNameEdit {
  update(property: string, value: string): void;
}

/** Lets the drawing of requirements show the English names where there are some, that of the file to be edited too. */
class EnglishNames {
  static readonly $inject = [
    ...['drdRenderer', 'canvas', 'commandStack'],
    ...['definitionPropertiesView', 'definitionPropertiesEdit'],
  ];

  constructor(...[renderer, canvas, commands, view, edit]: [Renderer, Canvas, CommandStack, FileName, FileNameEdit]) {
    const draw = renderer.drawShape.bind(renderer);
    renderer.drawShape = (parent, shape) => draw(parent, named(shape));
    const show = view.update.bind(view);
    view.update = () => {
      show();
      const name = englishNameOf(canvas.getRootElement().businessObject);
      if (name !== '') view.nameElement.textContent = name;
    };
    const change = edit.update.bind(edit);
    edit.update = (property, value) => {
      const element = canvas.getRootElement();
      if (property === 'name' && englishNameOf(element.businessObject) !== '') writeEnglish(commands, element, value);
      else change(property, value);
    };
  }
}

/** The shape as it is, but for its name; nothing of the file changes. */
function named(shape: Shape): Shape {
  const name = englishNameOf(shape.businessObject);
  if (name === '') return shape;
  const businessObject = Object.create(shape.businessObject, { name: { value: name } });
  return Object.create(shape, { businessObject: { value: businessObject } });
}

export const englishNamesModule = { __init__: ['englishNames'], englishNames: ['type', EnglishNames] as const };

/** The component of dmn-js that shows the name of a decision above its table, and has it edited. */
type Title = new (
  ...services: object[]
) => {
  getBusinessObject(): DmnElement;
  setDecisionTableName: (name: string) => void;
};

interface Components {
  getComponents(type: string, context?: object): readonly unknown[];
}

/** Lets the head of a table show and edit the English name where there is one. */
class EnglishTitle {
  static readonly $inject = ['components', 'commandStack'];

  constructor(components: Components, commands: CommandStack) {
    const all = components.getComponents.bind(components);
    // The same each time: another one would be drawn anew, and lose what is being typed.
    const titles = new Map<Title, Title>();
    const inEnglish = (component: Title): Title => {
      const title = titles.get(component) ?? titleInEnglish(component, commands);
      titles.set(component, title);
      return title;
    };
    components.getComponents = (type, context) =>
      all(type, context).map((one) => (isTitle(one) ? inEnglish(one) : one));
  }
}

const isTitle = (component: unknown): component is Title =>
  typeof component === 'function' && component.prototype?.getBusinessObject !== undefined;

const titleInEnglish = (component: Title, commands: CommandStack): Title =>
  class extends component {
    constructor(...services: object[]) {
      super(...services);
      const rename = this.setDecisionTableName;
      this.setDecisionTableName = (name) => {
        const element = super.getBusinessObject();
        if (englishNameOf(element) === '') rename(name);
        else writeEnglish(commands, element, name);
      };
    }

    override getBusinessObject(): DmnElement {
      const element = super.getBusinessObject();
      const name = englishNameOf(element);
      return name === '' ? element : Object.create(element, { name: { value: name } });
    }
  };

export const englishTitleModule = { __init__: ['englishTitle'], englishTitle: ['type', EnglishTitle] as const };
