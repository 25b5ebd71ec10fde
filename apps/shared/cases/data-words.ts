import { type ComputedRef, computed } from 'vue';
import { api } from '../api/client.ts';
import { useLoad } from '../composables/use-load.ts';
import type { FormField } from '../forms/localise-form.ts';
import { preferences } from '../preferences.ts';

interface Labelled {
  readonly name: string;
  readonly label: string;
  readonly files: boolean;
  readonly directory: FormField['directory'];
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const fieldOf = ({ name, label, files, directory, choices }: Labelled): FormField => ({
  id: name,
  key: name,
  label,
  files,
  directory,
  choices: new Map(choices.map((choice) => [choice.value, choice.label])),
});

/** The fields a page knows, and after them what the other forms of the case call its data. */
export function useDataWords(
  instanceId: () => string | undefined,
  own: () => readonly FormField[],
): ComputedRef<readonly FormField[]> {
  const load = useLoad(
    async (signal) => {
      const id = instanceId();
      return id === undefined ? [] : (await api.get('/process-instances/{id}/labels', { path: { id }, signal })).items;
    },
    () => `${instanceId()} ${preferences.language}`,
  );
  return computed(() => {
    const known = own();
    const names = new Set(known.map(({ key }) => key));
    const others = (load.data.value ?? []).filter(({ name }) => !names.has(name));
    return [...known, ...others.map(fieldOf)];
  });
}
