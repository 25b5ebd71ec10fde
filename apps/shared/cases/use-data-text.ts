import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { knownDepartments } from '../departments.ts';
import type { FormField } from '../forms/localise-form.ts';
import { usePeople } from '../people.ts';
import { formatDateTime } from '../time/format.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/** The text of a value of the case at a path: what the forms call it, people and departments by name, and lists of such. */
export function useDataText(fields: () => readonly FormField[]): (value: unknown, path: string) => string {
  const { t } = useI18n();
  const { nameOf } = usePeople('when-needed');
  const words = computed(() => new Map(fields().map((field) => [field.key, field])));

  function wordOf(value: unknown, field: FormField | undefined): string {
    const text = String(value);
    if (field?.directory === 'people') return nameOf(text);
    if (field?.directory === 'departments') return knownDepartments().find(({ id }) => id === text)?.name ?? text;
    return field?.choices.get(text) ?? text;
  }

  const hasWordsBelow = (path: string): boolean => [...words.value.keys()].some((key) => key.startsWith(`${path}.`));

  return function textOf(value: unknown, path: string): string {
    if (value === null || value === undefined || value === '') return t('data.nothing');
    if (typeof value === 'boolean') return t(value ? 'data.yes' : 'data.no');
    const field = words.value.get(path);
    if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
      return value.map((item) => wordOf(item, field)).join(', ') || t('data.nothing');
    if (typeof value === 'object') {
      if (!hasWordsBelow(path)) return JSON.stringify(value, null, 2);
      if (Array.isArray(value)) return value.map((item) => textOf(item, path)).join('\n\n');
      return Object.entries(value)
        .map(([name, part]) => {
          const inner = `${path}.${name}`;
          return t('data.part', { name: words.value.get(inner)?.label ?? name, value: textOf(part, inner) });
        })
        .join('\n');
    }
    if (typeof value === 'string' && INSTANT.test(value)) return formatDateTime(value);
    return wordOf(value, field);
  };
}
