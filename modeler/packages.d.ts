/** What we use of packages that bring no types. */
declare module 'bpmn-js-differ' {
  interface Differences {
    readonly _added: Readonly<Record<string, object>>;
    readonly _removed: Readonly<Record<string, object>>;
    readonly _layoutChanged: Readonly<Record<string, object>>;
  }
  export function diff(before: object, after: object): Differences;
}

declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: import('diagram-js/lib/Diagram').ModuleDeclaration;
}

declare module 'diagram-js-minimap' {
  const minimapModule: import('diagram-js/lib/Diagram').ModuleDeclaration;
  export default minimapModule;
}

declare module '@bpmn-io/properties-panel' {
  type Component<P> = import('@bpmn-io/properties-panel/preact').FunctionComponent<P>;
  interface EntryProps<T> {
    readonly id: string;
    readonly element: object;
    readonly label: string;
    readonly description?: string;
    getValue(element: object): T;
    setValue(value: T, error?: unknown): void;
  }
  interface TypedEntryProps extends EntryProps<string | undefined> {
    readonly debounce: unknown;
    validate?(value: string | undefined): string | null;
  }
  export const TextFieldEntry: Component<TypedEntryProps>;
  export const TextAreaEntry: Component<
    TypedEntryProps & { readonly monospace?: boolean; readonly translate?: unknown }
  >;
  export const SelectEntry: Component<
    EntryProps<string | undefined> & { getOptions(): readonly { readonly value: string; readonly label: string }[] }
  >;
  export const CheckboxEntry: Component<EntryProps<boolean>>;
  export const ListGroup: Component<object>;
  export const isTextFieldEntryEdited: (node: HTMLInputElement | null) => boolean;
  export const isTextAreaEntryEdited: (node: HTMLTextAreaElement | null) => boolean;
  export const isSelectEntryEdited: (node: HTMLSelectElement | null) => boolean;
  export const isCheckboxEntryEdited: (node: HTMLInputElement | null) => boolean;
}

declare module 'dmn-js/lib/Modeler' {
  interface DmnElement {
    readonly $type: string;
    readonly $parent?: DmnElement;
    readonly id: string;
    readonly name?: string;
    readonly drgElement?: readonly DmnElement[];
    readonly decisionLogic?: DmnElement;
    readonly encapsulatedLogic?: DmnElement;
    readonly input?: readonly DmnElement[];
    readonly output?: readonly DmnElement[];
    readonly rule?: readonly DmnElement[];
    readonly inputEntry?: readonly DmnElement[];
    readonly outputEntry?: readonly DmnElement[];
    get(property: string): unknown;
    set(property: string, value: unknown): void;
  }
  interface DmnView {
    readonly id: string;
    readonly name?: string;
    readonly type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
    readonly element: DmnElement;
  }
  interface DmnViewer {
    get<T>(service: string): T;
    get<T>(service: string, strict: false): T | undefined;
    on(event: string, listener: () => void): void;
  }
  export default class Modeler {
    constructor(options: object);
    on<E>(event: string, listener: (event: E) => void): void;
    importXML(xml: string): Promise<{ readonly warnings: readonly { readonly message: string }[] }>;
    saveXML(options: { format: boolean }): Promise<{ readonly xml: string }>;
    open(view: DmnView): Promise<unknown>;
    getViews(): readonly DmnView[];
    getActiveView(): DmnView | undefined;
    getActiveViewer(): DmnViewer | undefined;
    getDefinitions(): DmnElement | undefined;
    destroy(): void;
  }
}
