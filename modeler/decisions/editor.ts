/** The only door to the decision editor of bpmn.io; loaded when the first file of decisions is opened. */
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import Modeler, { type DmnElement, type DmnView, type DmnViewer } from 'dmn-js/lib/Modeler';
import type { Language } from '../../engine/errors.ts';
import { englishNameOf, englishNamesModule, englishTitleModule, nameIn, nameInEnglish, TONGBAN_DMN } from './names.ts';
import { RuleMarks } from './rule-marks.ts';
import { EnglishTexts } from './table-texts.ts';
import { translateModule } from './translate.ts';

/** A part of the file that has a screen of its own. */
export interface DecisionView {
  readonly id: string;
  readonly name: string;
  /** In English; empty where the file says none. */
  readonly nameEn: string;
  readonly kind: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
}

interface Options {
  readonly container: HTMLElement;
  /** In which names are shown; an editor keeps it. */
  readonly language: Language;
  /** Something was edited, or taken back. */
  onChange(): void;
  onViews(views: readonly DecisionView[], shown: string): void;
}

export type DecisionEditor = ReturnType<typeof createDecisionEditor>;

interface CommandStack {
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
}

export function createDecisionEditor({ container, language, onChange, onViews }: Options) {
  const modeler = new Modeler({ container, common: {}, moddleExtensions: { tb: TONGBAN_DMN }, ...views(language) });
  const told = (): void => onViews(modeler.getViews().map(viewIn(language)), modeler.getActiveView()?.id ?? '');
  const marks = new RuleMarks();
  modeler.on<{ viewer: DmnViewer }>('viewer.created', ({ viewer }) => viewer.on('commandStack.changed', onChange));
  modeler.on('views.changed', told);
  const texts = language === 'en' ? new EnglishTexts() : undefined;
  modeler.on<{ definitions?: DmnElement }>('import.parse.complete', ({ definitions }) => {
    if (definitions) texts?.turn(definitions);
  });
  const written = async (): Promise<string> => (await modeler.saveXML({ format: true })).xml;
  const stack = () => modeler.getActiveViewer()?.get<CommandStack>('commandStack', false);

  async function show(id: string): Promise<void> {
    const view = modeler.getViews().find((one) => one.id === id);
    if (view && view !== modeler.getActiveView()) await modeler.open(view);
  }

  return {
    /** Throws where the text cannot be read; answers what the editor could not make sense of. */
    async open(xml: string): Promise<readonly string[]> {
      const { warnings } = await modeler.importXML(xml);
      const table = modeler.getViews().filter(({ type }) => type !== 'drd');
      const [only] = table;
      if (only && table.length === 1) await modeler.open(only);
      return warnings.map(({ message }) => message);
    },
    xml: (): Promise<string> => texts?.asInFiles(modeler.getDefinitions(), written) ?? written(),
    show,
    /** Opens the screen an element is on, and leads to it there. */
    async select(id: string): Promise<void> {
      const { view } = placeOf(modeler.getDefinitions(), id, language);
      await show(view ?? modeler.getDefinitions()?.id ?? '');
      const viewer = modeler.getActiveViewer();
      if (modeler.getActiveView()?.type === 'drd') selectDrawn(viewer, id);
      else leadTo(container, id);
    },
    describe: (id: string): { drawnId: string | null; name: string; rule: number | null } => {
      const { name, rule } = placeOf(modeler.getDefinitions(), id, language);
      return { drawnId: id, name, rule };
    },
    /** Marks the rules that made a result, by their ids. */
    markRules: (ids: readonly string[]) => marks.show(ids),
    canUndo: () => stack()?.canUndo() ?? false,
    canRedo: () => stack()?.canRedo() ?? false,
    undo(): void {
      stack()?.undo();
      told();
    },
    redo(): void {
      stack()?.redo();
      told();
    },
    name: () => nameIn(modeler.getDefinitions(), language),
    /** Of what is on the screen. */
    nameInEnglish(name: string): void {
      const [viewer, view] = [modeler.getActiveViewer(), modeler.getActiveView()];
      if (!viewer || !view || name.trim() === englishNameOf(view.element)) return;
      nameInEnglish(viewer, view, name);
      told();
    },
    destroy() {
      marks.destroy();
      modeler.destroy();
    },
  };
}

const views = (language: Language, additionalModules: readonly object[] = [translateModule]) => ({
  drd: { additionalModules: [...additionalModules, ...(language === 'en' ? [englishNamesModule] : [])] },
  decisionTable: { additionalModules: [...additionalModules, ...(language === 'en' ? [englishTitleModule] : [])] },
  literalExpression: { additionalModules },
  boxedExpression: { additionalModules },
});

const viewIn =
  (language: Language) =>
  ({ id, type, element }: DmnView): DecisionView => ({
    id,
    name: nameIn(element, language),
    nameEn: englishNameOf(element),
    kind: type,
  });

interface Place {
  /** The decision or business knowledge model it is inside of. */
  readonly view: string | null;
  readonly name: string;
  /** Of a rule, or of an entry of one; from 1. */
  readonly rule: number | null;
}

function placeOf(definitions: DmnElement | undefined, id: string, language: Language): Place {
  for (const node of definitions?.drgElement ?? []) {
    const name = nameIn(node, language);
    if (node.id === id) return { view: hasScreen(node) ? node.id : null, name, rule: null };
    const rules = node.decisionLogic?.rule ?? [];
    const rule = rules.findIndex((one) => one.id === id || entriesOf(one).some((entry) => entry.id === id));
    if (rule >= 0) return { view: node.id, name, rule: rule + 1 };
    if (contains(node, id)) return { view: hasScreen(node) ? node.id : null, name, rule: null };
  }
  return { view: null, name: '', rule: null };
}

const hasScreen = (node: DmnElement): boolean =>
  node.decisionLogic !== undefined || node.encapsulatedLogic !== undefined;
const entriesOf = (rule: DmnElement): readonly DmnElement[] => [
  ...(rule.inputEntry ?? []),
  ...(rule.outputEntry ?? []),
];

/** Whether an element of this id is somewhere inside; the parser's own links upwards are not followed. */
function contains(node: DmnElement, id: string): boolean {
  return Object.entries(node).some(([key, value]) => {
    if (key.startsWith('$')) return false;
    const parts = Array.isArray(value) ? value : [value];
    return parts.some((part) => isElement(part) && part.$parent === node && (part.id === id || contains(part, id)));
  });
}

const isElement = (value: unknown): value is DmnElement =>
  typeof value === 'object' && value !== null && '$type' in value;

function selectDrawn(viewer: DmnViewer | undefined, id: string): void {
  const drawn = viewer?.get<{ get(id: string): object | undefined }>('elementRegistry').get(id);
  if (drawn) viewer?.get<{ select(element: object): void }>('selection').select(drawn);
}

/** The table is drawn a moment after its screen is opened. */
function leadTo(container: HTMLElement, id: string): void {
  requestAnimationFrame(() => {
    const cell = container.querySelector<HTMLElement>(
      `[data-element-id="${CSS.escape(id)}"], [data-row-id="${CSS.escape(id)}"]`,
    );
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    cell?.click();
  });
}
