import { useI18n } from 'vue-i18n';
import { knownDepartments } from '../departments.ts';
import type { TableWords } from './readable-table.ts';

/** What columns hold codes, and where the dictionary has their words. */
const CODES: Readonly<Record<string, (value: string) => string>> = {
  clock: (value) => `clocks.code.${value}`,
  lamp: (value) => `lamp.${value}`,
  status: (value) => `status.${value}`,
  figure: (value) => `table.figure.${value}`,
};

/** The words of tables that are saved, in the reader's language. */
export function useTableWords(): () => TableWords {
  const { t, te } = useI18n();
  // They are there by the time somebody saves.
  knownDepartments();
  const wordOf = (key: string): string | undefined => (te(key) ? t(key) : undefined);
  return () => ({
    column: (name) =>
      name.startsWith('lamps.') ? wordOf(`lamp.${name.slice(6)}`) : wordOf(`table.column.${name.replace('.', '_')}`),
    code(column, value) {
      if (column === 'department') return knownDepartments().find(({ id }) => id === value)?.name;
      const key = CODES[column]?.(value);
      return key && wordOf(key);
    },
    comma: t('data.comma'),
  });
}
