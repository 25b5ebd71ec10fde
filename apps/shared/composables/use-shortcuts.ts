/** Single keys for people who work all day with one screen. They keep quiet while somebody types or a dialog is open. */
import { onMounted, onScopeDispose } from 'vue';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
}

/** `j`, `Enter`, `?`, `Ctrl+Enter` (the command key counts as Ctrl). Shift is told only with Ctrl: by itself it only says which sign is meant. */
export function nameOfKey({ key, ctrlKey, metaKey, altKey, shiftKey = false }: KeyPress): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  const withCtrl = ctrlKey || metaKey;
  return `${withCtrl ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${withCtrl && shiftKey ? 'Shift+' : ''}${name}`;
}

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]';
const PRESSING = 'button, a, summary, [role="tab"]';

/** Whether the key belongs to the element that has the focus. Combinations with Ctrl are always ours. */
function belongsTo(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element) || key.startsWith('Ctrl+')) return false;
  if (target.closest(TYPING)) return true;
  return (key === 'Enter' || key === ' ') && target.closest(PRESSING) !== null;
}

/** Closed dialogs may stay in the document, without a box. */
const dialogOpen = (): boolean =>
  [...document.querySelectorAll('dialog[open], .el-overlay-dialog')].some(
    (dialog) => dialog.getClientRects().length > 0,
  );

export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = nameOfKey(event);
    const act = shortcuts[key];
    if (!act || event.isComposing || event.defaultPrevented || belongsTo(event.target, key) || dialogOpen()) return;
    event.preventDefault();
    act();
  };
  onMounted(() => window.addEventListener('keydown', onKeyDown));
  onScopeDispose(() => window.removeEventListener('keydown', onKeyDown));
}
