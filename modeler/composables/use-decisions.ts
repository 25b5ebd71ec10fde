/** The decisions on the screen: the editor, what they are based on, whether they are saved, their problems, and their draft in this browser. */
import { preferences } from '@shared/preferences.ts';
import { computed, onBeforeUnmount, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CompiledDecisions } from '../../engine/dmn/compile.ts';
import { type Describe, shownProblem } from '../check/shown-problem.ts';
import type { DecisionEditor, DecisionView } from '../decisions/editor.ts';
import type { DraftStore } from '../drafts/draft-store.ts';
import type { Origin } from './use-diagram.ts';

/** Somebody who edits pauses for a moment; then the decisions are checked and kept. */
const QUIET_MS = 400;

export function useDecisions(container: Readonly<ShallowRef<HTMLElement | null>>, drafts: DraftStore) {
  const { t } = useI18n();
  const editor = shallowRef<DecisionEditor>();
  const origin = shallowRef<Origin>({});
  const name = ref('');
  const xml = ref('');
  /** What the file was when it was opened or saved; undefined where it never was. */
  const savedXml = ref<string>();
  const compiled = shallowRef<CompiledDecisions>({ graphs: [], problems: [] });
  const checking = ref(false);
  /** False: this browser cannot keep the work. */
  const kept = ref(true);
  const views = shallowRef<readonly DecisionView[]>([]);
  const shown = ref('');
  const history = ref({ canUndo: false, canRedo: false });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const dirty = computed(() => xml.value !== savedXml.value);
  const describe: Describe = (id) => {
    const place = editor.value?.describe(id);
    if (!place) return { drawnId: null, name: '' };
    const { drawnId, rule } = place;
    return { drawnId, name: rule === null ? place.name : t('modeler.decision.ruleOf', { name: place.name, n: rule }) };
  };
  const problems = computed(() =>
    compiled.value.problems.map((problem) => ({
      ...shownProblem(problem, describe, { language: preferences.language, t }),
      line: problem.line,
    })),
  );

  async function start(): Promise<DecisionEditor | undefined> {
    const { createDecisionEditor } = await import('../decisions/editor.ts');
    // Somebody who left meanwhile wants no editor any more.
    if (closed) return undefined;
    if (!container.value) throw new Error('Expected the page to be mounted, but it is not.');
    return createDecisionEditor({
      container: container.value,
      language: preferences.language,
      onChange: later,
      onViews(all, active) {
        views.value = all;
        shown.value = active;
        tellHistory();
      },
    });
  }

  function tellHistory(): void {
    history.value = { canUndo: editor.value?.canUndo() ?? false, canRedo: editor.value?.canRedo() ?? false };
  }

  function later(): void {
    tellHistory();
    clearTimeout(timer);
    timer = setTimeout(refresh, QUIET_MS);
  }

  /** Reads what is on the screen now. */
  async function refresh(): Promise<void> {
    const opened = editor.value;
    if (!opened || closed) return;
    clearTimeout(timer);
    xml.value = await opened.xml();
    name.value = opened.name();
    if (dirty.value) kept.value = drafts.save({ name: name.value, xml: xml.value, savedAt: Date.now() });
    else drafts.discard();
    checking.value = true;
    const { checkDecisions } = await import('../decisions/check.ts');
    if (closed) return;
    compiled.value = checkDecisions(xml.value);
    checking.value = false;
  }

  /** Answers what the editor could not make sense of. Throws where the text cannot be read; what was there before then stays. */
  async function open(text: string, from: Origin, { unsaved = false } = {}): Promise<readonly string[]> {
    const before = editor.value && (await editor.value.xml());
    editor.value ??= await start();
    if (!editor.value) return [];
    let warnings: readonly string[];
    try {
      warnings = await editor.value.open(text);
    } catch (error) {
      editor.value.destroy();
      editor.value = await start();
      if (before !== undefined) await editor.value?.open(before);
      throw error;
    }
    origin.value = from;
    savedXml.value = unsaved ? undefined : await editor.value.xml();
    await refresh();
    return warnings;
  }

  function saved(from: Origin): void {
    origin.value = from;
    savedXml.value = xml.value;
    drafts.discard();
  }

  watch(
    () => preferences.language,
    async () => {
      const at = shown.value;
      const unsaved = dirty.value;
      if (!editor.value) return;
      const text = await editor.value.xml();
      editor.value.destroy();
      editor.value = await start();
      await editor.value?.open(text);
      await editor.value?.show(at);
      if (!unsaved) savedXml.value = await editor.value?.xml();
    },
  );
  onBeforeUnmount(() => {
    closed = true;
    clearTimeout(timer);
    editor.value?.destroy();
  });

  return {
    editor,
    origin,
    name,
    xml,
    dirty,
    problems,
    compiled,
    checking,
    kept,
    views,
    shown,
    history,
    describe,
    open,
    refresh,
    saved,
  };
}
