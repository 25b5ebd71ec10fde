/** The only door to the editor of bpmn.io and its properties panel; loaded when the first diagram is opened. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import minimapModule from 'diagram-js-minimap';
import type { Language } from '../../engine/errors.ts';
import { KeptFile } from '../../engine/model/interchange/kept-file.ts';
import type { ModdleElement } from '../../engine/model/moddle.ts';
import type { RunStep } from '../../engine/model/problem.ts';
import { correctSchema } from '../../engine/model/schema/correct-schema.ts';
import type { Schema } from '../../engine/model/schema/schema.ts';
import tongban from '../../engine/model/tongban.moddle.json' with { type: 'json' };
import type { Coverage } from '../../engine/scenario/coverage.ts';
import type { ShownProblem } from '../check/shown-problem.ts';
import type { KnownContract } from '../contracts/known-contract.ts';
import type { PanelContext } from '../panel/field-entry.ts';
import { nameHead } from '../panel/head-name.ts';
import { panelProvider } from '../panel/provider.ts';
import type { Suggestions } from '../panel/suggestions.ts';
import { keepPressesWhole } from '../panel/whole-presses.ts';
import { work } from '../properties/groups/work.ts';
import type { Change } from '../properties/moddle.ts';
import { changesOf, type Filled } from '../templates/apply-template.ts';
import { type Addition, addElement, additions, connect, connectables, type Drawn } from './add-element.ts';
import { clearAppendModule } from './clear-append.ts';
import { markCoverage } from './coverage-marks.ts';
import { diagramsOf } from './diagrams.ts';
import { executedOnlyModule } from './executed-only.ts';
import { type FittedCanvas, fit } from './fit.ts';
import { type LimitMark, markWay } from './limit-marks.ts';
import { nameEditingModule } from './name-editing.ts';
import { englishNameOf, nameOf } from './names.ts';
import { markProblems } from './problem-marks.ts';
import { markStep } from './run-marks.ts';
import type { ShownNames } from './shown-names.ts';
import { translate, translateModule } from './translate.ts';
import { type Shown, undrawn } from './undrawn.ts';

export interface EditorState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Position in the history; equal positions are equal diagrams. */
  readonly step: number;
  /** The one element that is selected. */
  readonly selected: string | null;
}

export interface EditorOptions {
  readonly container: HTMLElement;
  readonly panel: HTMLElement;
  text(key: string): string;
  language(): Language;
  suggestions(): Suggestions;
  fieldsOf(formKey: string): readonly string[];
  contracts(): readonly KnownContract[];
  onChange(state: EditorState): void;
  onSelect(state: EditorState): void;
  onProblem(problem: ShownProblem): void;
}

export type DiagramEditor = ReturnType<typeof createEditor>;

interface CommandStack {
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
  execute(command: string, context: object): void;
  readonly _stackIdx: number;
}

interface Registry {
  get(id: string): Drawn | undefined;
  find(test: (element: Drawn) => boolean): Drawn | undefined;
  getAll(): readonly Drawn[];
}

interface Canvas extends FittedCanvas {
  findRoot(element: Drawn): object | undefined;
  setRootElement(root: object): void;
  scrollToElement(element: Drawn, padding?: number): void;
  focus(): void;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
}

interface Minimap {
  isOpen(): boolean;
  open(): void;
  close(): void;
}

interface Factory {
  create(type: string, properties: object): ModdleElement;
}

const PALETTE_WIDTH = 124;
const MARGIN = 36;

export function createEditor(options: EditorOptions) {
  const modeler = new Modeler({
    container: options.container,
    propertiesPanel: { parent: options.panel },
    moddleExtensions: { tb: tongban },
    additionalModules: [
      BpmnPropertiesPanelModule,
      minimapModule,
      executedOnlyModule,
      translateModule,
      nameEditingModule,
      clearAppendModule,
    ],
  });
  correctSchema(modeler.get<{ registry: Schema }>('moddle').registry);
  keepPressesWhole(options.panel);
  const head = nameHead(options.panel, () => {
    const [element] = selection.get();
    return element ? shownNames.of(element.businessObject) : '';
  });
  let file: KeptFile | undefined;
  /** The elements of the file, with their ids when it was opened. */
  let opened: readonly (readonly [id: string, element: ModdleElement])[] = [];
  modeler.on('import.parse.complete', ({ elementsById }: { elementsById?: Record<string, ModdleElement> }) => {
    opened = Object.entries(elementsById ?? {});
  });
  const commandStack = modeler.get<CommandStack>('commandStack');
  const registry = modeler.get<Registry>('elementRegistry');
  const canvas = modeler.get<Canvas>('canvas');
  const selection = modeler.get<{ get(): readonly Drawn[]; select(element: Drawn | null): void }>('selection');
  const factory = modeler.get<Factory>('bpmnFactory');
  const eventBus = modeler.get<{ fire(event: string): void }>('eventBus');
  const shownNames = modeler.get<ShownNames>('shownNames');
  const named = (element: ModdleElement | undefined): string => (element ? nameOf(element, options.language()) : '');

  const state = (): EditorState => ({
    canUndo: commandStack.canUndo(),
    canRedo: commandStack.canRedo(),
    step: commandStack._stackIdx,
    selected: selection.get().length === 1 ? (selection.get()[0]?.id ?? null) : null,
  });
  modeler.on('commandStack.changed', () => {
    head.say();
    options.onChange(state());
  });
  modeler.on('selection.changed', () => options.onSelect(state()));
  // Of two clicks the second takes the selection away; what is being named stays the one the panel tells of.
  modeler.on('element.dblclick', 1500, ({ element }: { element: Drawn }) =>
    element.parent ? selection.select(element) : undefined,
  );

  const context: PanelContext = {
    create: (type, properties = {}) => factory.create(type, properties),
    debounce: modeler.get('debounceInput'),
    text: options.text,
    language: options.language,
    translate,
    suggestions: options.suggestions,
    fieldsOf: options.fieldsOf,
    contracts: options.contracts,
    apply: (shown, changes) =>
      commandStack.execute('properties-panel.multi-command-executor', changes.map(commandFor(registry, shown))),
  };
  modeler.get<{ registerProvider(provider: object): void }>('propertiesPanel').registerProvider(panelProvider(context));

  const showAll = (): void => fit(canvas, { left: PALETTE_WIDTH, other: MARGIN });

  /** The drawn element of an id; a process inside a pool is shown at its pool. */
  const drawn = (id: string): Drawn | undefined =>
    registry.get(id) ?? registry.find(({ businessObject }) => businessObject?.get('processRef') === id);

  const written = async (): Promise<string> => (await modeler.saveXML({ format: true })).xml ?? '';

  /** The file with what was changed in it; what the editor has no place for stays as it was. */
  async function save(): Promise<string> {
    const former = new Map(opened.map(([id, element]) => [element.id, id]));
    const xml = await written();
    return file ? file.write(xml, (id) => former.get(id) ?? id) : xml;
  }

  const nothing = (): void => undefined;
  let unmark = nothing;
  let uncover = nothing;
  let unmarkWay = nothing;
  const drawnId = (id: string): string | null => drawn(id)?.id ?? null;
  const marking = {
    overlays: modeler.get<Parameters<typeof markStep>[1]['overlays']>('overlays'),
    addMarker: (id: string, marker: string) => canvas.addMarker(id, marker),
    removeMarker: (id: string, marker: string) => {
      if (registry.get(id)) canvas.removeMarker(id, marker);
    },
  };

  /** By what it leads from and to, for a flow without a name; null where that has none either. */
  function wayOf(id: string): string | null {
    const { businessObject } = registry.get(id) ?? {};
    const ends = ['sourceRef', 'targetRef'].map((end) => named(businessObject?.get(end) as ModdleElement | undefined));
    return ends.includes('') ? null : ends.join(' → ');
  }

  return {
    /** Answers what cannot be seen in the drawing. Throws where the text cannot be read or has no diagram. */
    async open(xml: string): Promise<Shown> {
      const next = new KeptFile(xml);
      const { warnings } = await modeler.importXML(next.readable);
      next.opened(await written());
      file = next;
      showAll();
      options.onChange(state());
      const drawnIds = new Set(registry.getAll().map(({ id }) => id));
      return undrawn(modeler.getDefinitions() as unknown as ModdleElement, { drawnIds, warnings });
    },
    diagrams: () => diagramsOf(modeler.getDefinitions() as unknown as ModdleElement, named),
    /** Shows another diagram of the file. What was done before cannot be undone any more. */
    async show(diagramId: string): Promise<void> {
      await modeler.open(diagramId);
      showAll();
      options.onChange(state());
    },
    /** What is typed but not yet in the model gets there first. */
    async xml(): Promise<string> {
      if (options.panel.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
      return save();
    },
    /** As above, without disturbing who types. */
    currentXml: save,
    svg: async (): Promise<string> => (await modeler.saveSVG()).svg,
    undo: () => commandStack.undo(),
    redo: () => commandStack.redo(),
    fit: showAll,
    zoomBy: (steps: number) => modeler.get<{ stepZoom(steps: number): void }>('zoomScroll').stepZoom(steps),
    focus: () => canvas.focus(),
    search: () => modeler.get<{ toggle(): void }>('searchPad').toggle(),
    select(id: string): void {
      const element = drawn(id);
      if (!element) {
        selection.select(null);
        return;
      }
      const root = canvas.findRoot(element);
      if (root) canvas.setRootElement(root);
      if (root === element) selection.select(null);
      else {
        selection.select(element);
        canvas.scrollToElement(element, 100);
      }
    },
    /** The id of the drawn element, and what people know it by. */
    describe(id: string): { drawnId: string | null; name: string } {
      const element = drawn(id) ?? registry.find(({ businessObject }) => processIdOf(businessObject) === id);
      const { businessObject } = element ?? {};
      return { drawnId: element?.id ?? null, name: named(businessObject) || wayOf(id) || kindOf(businessObject) || id };
    },
    wayOf,
    showProblems(problems: readonly ShownProblem[]): void {
      markProblems(problems, {
        overlays: modeler.get('overlays'),
        isDrawn: (id) => Boolean(registry.get(id)?.parent),
        onChoose: options.onProblem,
      });
    },
    /** Draws one step of a run, in the place of the one drawn before; null takes it away. */
    showStep(step: RunStep | null): void {
      unmark();
      unmark = step ? markStep(step, { ...marking, drawnId }) : nothing;
    },
    /** Colours what scenarios pass; null takes it away. */
    showCoverage(coverage: Coverage | null): void {
      uncover();
      const ids = registry.getAll().flatMap((drawn) => (isExecuted(drawn) ? [drawn.id] : []));
      uncover = coverage ? markCoverage(coverage, { ...marking, ids, drawnId }) : nothing;
    },
    /** Draws a way with the sums of its limits; none takes it away. */
    showWay(marks: readonly LimitMark[]): void {
      unmarkWay();
      unmarkWay = markWay(marks, { ...marking, drawnId });
    },
    /** Keys of the forms that tasks and start events ask for. */
    formKeys(): string[] {
      const keys = registry.getAll().map(({ businessObject }) => businessObject?.get('tb:form'));
      return [...new Set(keys.filter((key) => typeof key === 'string' && key !== ''))] as string[];
    },
    /** The main process, for names of files and deployments. */
    process(): { id: string; name: string } {
      const definitions = modeler.getDefinitions() as unknown as ModdleElement;
      const roots = definitions.get('rootElements') as readonly ModdleElement[];
      const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
      const main = processes.find((process) => process.get('isExecutable') === true) ?? processes[0];
      return { id: main?.id ?? 'diagram', name: named(main) || (main?.id ?? '') };
    },
    /** What is seen of names, and typed into labels. Nothing of the model changes by it. */
    showNames(english: boolean): void {
      shownNames.show(english);
      head.say();
    },
    /** Whether the model says anything in English. */
    hasEnglishNames: () =>
      registry.getAll().some(({ businessObject }) => businessObject && englishNameOf(businessObject)),
    /** The task a template can be put on: the selected one, where it is done by somebody outside. */
    templated(): ModdleElement | undefined {
      const element = selection.get().length === 1 ? selection.get()[0]?.businessObject : undefined;
      return element && work.appliesTo(element) ? element : undefined;
    },
    applyTemplate(filled: Filled): void {
      const [drawnTask] = selection.get();
      if (drawnTask) context.apply(drawnTask, changesOf(drawnTask.businessObject, filled, context.create));
    },
    additions,
    add: (addition: Addition) => addElement(modeler, addition),
    connectables: () => connectables(modeler, named),
    connect: (targetId: string) => connect(modeler, targetId),
    /** The reader chose another language, or new suggestions came in. */
    refresh(): void {
      eventBus.fire('i18n.changed');
      const minimap = modeler.get<Minimap>('minimap');
      if (minimap.isOpen()) minimap.open();
      else minimap.close();
      eventBus.fire('propertiesPanel.providersChanged');
    },
    destroy(): void {
      head.stop();
      modeler.destroy();
    },
  };
}

/** Labels stand for what they are of. */
const isExecuted = ({ businessObject, labelTarget }: Drawn): boolean =>
  !labelTarget &&
  Boolean(businessObject?.$instanceOf('bpmn:FlowNode') || businessObject?.$instanceOf('bpmn:SequenceFlow'));

/** What people call a flow node that has no name, such as "Timer intermediate catch event"; empty of anything else. */
function kindOf(element: ModdleElement | undefined): string {
  if (!element?.$instanceOf('bpmn:FlowNode')) return '';
  const [definition] = (element.get('eventDefinitions') ?? []) as readonly ModdleElement[];
  const kind = definition?.$type.replace(/^bpmn:(\w+)EventDefinition$/, '$1') ?? '';
  const words = `${kind}${element.$type.replace(/^bpmn:/, '')}`.replace(/(?<=.)([A-Z])/g, ' $1').toLowerCase();
  return translate(`${words.charAt(0).toUpperCase()}${words.slice(1)}`);
}

const processIdOf = (businessObject: ModdleElement | undefined): string | undefined =>
  (businessObject?.get('processRef') as ModdleElement | undefined)?.id;

/** What is drawn is changed by its own command, which also redraws labels and default flows; the rest by the general one. */
const commandFor =
  (registry: Registry, shown: object) =>
  ({ element, properties }: Change) => {
    const own = element.id === undefined ? undefined : registry.get(element.id);
    return own?.businessObject === element
      ? { cmd: 'element.updateProperties', context: { element: own, properties } }
      : { cmd: 'element.updateModdleProperties', context: { element: shown, moddleElement: element, properties } };
  };
