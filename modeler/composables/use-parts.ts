/** What is edited with a diagram and kept with it: its forms and its scenarios. */
import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import type { ScenarioFile } from '../../engine/scenario/scenario.ts';
import { emptyFile, fileText } from '../scenarios/edit.ts';
import { useHistory } from './use-history.ts';

const SCENARIOS = 'scenarios.json';
const FORM = /\.form$/;

export interface Parts {
  /** Grows with every change. */
  readonly version: Ref<number>;
  readonly dirty: Ref<boolean>;
  /** All of them by file name. */
  written(): Readonly<Record<string, string>>;
}

export function useParts() {
  const version = ref(0);
  const savedVersion = ref(0);
  const forms = shallowRef<ReadonlyMap<string, string>>(new Map());
  const scenarios = useHistory<ScenarioFile>(emptyFile(''));
  const changed = (): void => {
    version.value += 1;
  };

  function setForm(key: string, text: string): void {
    if (forms.value.get(key) === text) return;
    forms.value = new Map(forms.value).set(key, text);
    changed();
  }

  function forgetForm(key: string): void {
    forms.value = new Map([...forms.value].filter(([other]) => other !== key));
    changed();
  }

  const written = (): Readonly<Record<string, string>> => ({
    ...Object.fromEntries([...forms.value].map(([key, text]) => [`${key}.form`, text])),
    ...(scenarios.value.value.scenarios.length > 0 && { [SCENARIOS]: fileText(scenarios.value.value) }),
  });

  /** Those of another diagram, in the place of all that were here. */
  function load(parts: Readonly<Record<string, string>>, { unsaved }: { readonly unsaved: boolean }): void {
    const names = Object.entries(parts).filter(([name]) => FORM.test(name));
    forms.value = new Map(names.map(([name, text]) => [name.replace(FORM, ''), text]));
    const file = parts[SCENARIOS];
    scenarios.begin(file === undefined ? emptyFile('') : (JSON.parse(file) as ScenarioFile));
    savedVersion.value = unsaved && Object.keys(parts).length > 0 ? -1 : version.value;
  }

  const saved = (): void => {
    savedVersion.value = version.value;
  };

  watch(scenarios.value, changed, { flush: 'sync' });
  const dirty = computed(() => version.value !== savedVersion.value);
  return { version, dirty, forms, scenarios, setForm, forgetForm, written, load, saved };
}
