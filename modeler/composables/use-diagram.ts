/** The diagram on the screen: the editor, what it is based on, whether it is saved, its problems, and its draft in this browser. */
import { preferences } from '@shared/preferences.ts';
import { computed, onBeforeUnmount, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Problem } from '../../engine/model/problem.ts';
import type { DiagramChoice } from '../canvas/diagrams.ts';
import type { DiagramEditor, EditorState } from '../canvas/modeler.ts';
import type { Shown } from '../canvas/undrawn.ts';
import { type ShownProblem, shownProblem } from '../check/shown-problem.ts';
import type { KnownContract } from '../contracts/known-contract.ts';
import type { DraftStore } from '../drafts/draft-store.ts';
import type { Suggestions } from '../panel/suggestions.ts';
import type { Parts } from './use-parts.ts';

/** Where the diagram comes from. */
export interface Origin {
  /** Of the file, for saving it again. */
  readonly fileName?: string;
  /** In which the file came, for saving it again. */
  readonly encoding?: string;
  readonly definition?: { readonly id: string; readonly version: number };
}

export interface Hosts {
  readonly canvas: Readonly<ShallowRef<HTMLElement | null>>;
  readonly panel: Readonly<ShallowRef<HTMLElement | null>>;
}

interface Surroundings {
  readonly drafts: DraftStore;
  /** What is edited with the diagram and kept with it. */
  readonly parts: Parts;
  readonly suggestions: () => Suggestions;
  readonly fieldsOf: (formKey: string) => readonly string[];
  readonly contracts: () => readonly KnownContract[];
  onProblem(problem: ShownProblem): void;
}

/** Somebody who draws pauses for a moment; then the model is checked and kept. */
const QUIET_MS = 600;
const UNSAVED = -2;

export function useDiagram(hosts: Hosts, { drafts, parts, suggestions, fieldsOf, contracts, onProblem }: Surroundings) {
  const { t } = useI18n();
  const editor = shallowRef<DiagramEditor>();
  const state = shallowRef<EditorState>({ canUndo: false, canRedo: false, step: -1, selected: null });
  const savedStep = ref(-1);
  const origin = shallowRef<Origin>({});
  const name = ref('');
  const found = shallowRef<readonly Problem[]>([]);
  const checking = ref(false);
  /** False: this browser cannot keep the work. */
  const kept = ref(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the drawing does not show of the file that was opened. */
  const unseen = shallowRef<Shown>({ missing: [], warnings: [] });
  const diagrams = shallowRef<readonly DiagramChoice[]>([]);
  const shown = ref('');
  /** Which of the two names of the model the drawing shows. */
  const english = ref(false);
  let closed = false;

  const drawingDirty = computed(() => state.value.step !== savedStep.value);
  const dirty = computed(() => drawingDirty.value || parts.dirty.value);
  const problems = computed(() => {
    const opened = editor.value;
    const reader = { language: preferences.language, t };
    return opened ? found.value.map((problem) => shownProblem(problem, opened.describe, reader)) : [];
  });

  /** Loads the editor with its first diagram: it is the heaviest part of the page. */
  async function start(): Promise<DiagramEditor | undefined> {
    const { createEditor } = await import('../canvas/modeler.ts');
    // Somebody who left meanwhile wants no editor any more.
    if (closed) return undefined;
    if (!hosts.canvas.value || !hosts.panel.value) throw new Error('Expected the page to be mounted, but it is not.');
    return createEditor({
      container: hosts.canvas.value,
      panel: hosts.panel.value,
      text: (key) => t(key),
      language: () => preferences.language,
      suggestions,
      fieldsOf,
      contracts,
      onProblem,
      onSelect: (next) => {
        state.value = next;
      },
      onChange: (next) => {
        state.value = next;
        later();
      },
    });
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(afterChange, QUIET_MS);
  }

  async function afterChange(): Promise<void> {
    const opened = editor.value;
    if (!opened || closed) return;
    const xml = await opened.currentXml();
    name.value = opened.process().name;
    keep(xml);
    checking.value = true;
    const { checkModel } = await import('../check/check-model.ts');
    const answer = await checkModel(xml);
    if (closed) return;
    checking.value = false;
    found.value = answer;
  }

  function keep(xml: string): void {
    if (dirty.value) {
      kept.value = drafts.save({ name: name.value, xml, savedAt: Date.now(), parts: parts.written() });
    } else drafts.discard();
  }

  /** Throws where the text cannot be drawn; what was there before then stays. */
  async function open(xml: string, from: Origin, { unsaved = false } = {}): Promise<void> {
    const before = editor.value ? await editor.value.currentXml() : undefined;
    editor.value ??= await start();
    if (!editor.value) return;
    try {
      unseen.value = await editor.value.open(xml);
    } catch (error) {
      // An editor that failed half-way through is in no state to be used again.
      editor.value.destroy();
      editor.value = await start();
      if (before !== undefined) await editor.value?.open(before);
      throw error;
    }
    diagrams.value = editor.value.diagrams();
    shown.value = diagrams.value[0]?.id ?? '';
    origin.value = from;
    savedStep.value = unsaved ? UNSAVED : state.value.step;
    name.value = editor.value.process().name;
    english.value = preferences.language === 'en' && editor.value.hasEnglishNames();
    editor.value.showNames(english.value);
    // The rules are heavy: first the diagram is there.
    later();
  }

  async function show(id: string): Promise<void> {
    const unsaved = drawingDirty.value;
    await editor.value?.show(id);
    shown.value = id;
    savedStep.value = unsaved ? UNSAVED : state.value.step;
  }

  function saved(from: Origin): void {
    origin.value = from;
    savedStep.value = state.value.step;
    if (!dirty.value) drafts.discard();
  }

  watch(english, (is) => editor.value?.showNames(is));
  watch(
    () => preferences.language,
    (language) => {
      english.value = language === 'en' && editor.value?.hasEnglishNames() === true;
      name.value = editor.value?.process().name ?? name.value;
    },
  );
  watch(parts.version, later);
  watch([problems, editor], () => editor.value?.showProblems(problems.value));
  watch([() => preferences.language, suggestions, contracts], () => editor.value?.refresh());
  onBeforeUnmount(() => {
    closed = true;
    clearTimeout(timer);
    editor.value?.destroy();
  });

  return {
    editor,
    state,
    dirty,
    origin,
    name,
    problems,
    checking,
    kept,
    unseen,
    diagrams,
    shown,
    english,
    open,
    show,
    saved,
  };
}
