/** Names that are known where an expression stands, offered below the field while somebody types. */
import { type ComponentChild, h } from '@bpmn-io/properties-panel/preact';
import { useRef, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { type Completion, completionAt } from '../feel/names-at.ts';

type Control = HTMLInputElement | HTMLTextAreaElement;

interface Props {
  readonly id: string;
  readonly label: string;
  /** Asked each time somebody types. */
  names(): readonly string[];
  /** Whether what is typed so far is an expression. */
  isExpression(text: string): boolean;
  readonly children?: ComponentChild;
}

interface Offer extends Completion {
  readonly chosen: number;
}

export function WithNames(props: Props): ComponentChild {
  const holder = useRef<HTMLDivElement>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const control = (): Control | null => holder.current?.querySelector('input, textarea') ?? null;

  function look(): void {
    const field = control();
    const found =
      field && props.isExpression(field.value) ? completionAt(field.value, caretOf(field), props.names()) : null;
    setOffer(found && { ...found, chosen: 0 });
    mark(field, found !== null);
  }

  function mark(field: Control | null, open: boolean): void {
    field?.setAttribute('aria-controls', listId(props.id));
    field?.setAttribute('aria-expanded', String(open));
    field?.setAttribute('role', 'combobox');
    field?.setAttribute('aria-autocomplete', 'list');
    field?.setAttribute('autocomplete', 'off');
  }

  function take(name: string): void {
    const field = control();
    if (!field || !offer) return;
    write(field, { from: offer.from, name });
    setOffer(null);
    mark(field, false);
  }

  function onKey(event: KeyboardEvent): void {
    if (!offer) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setOffer({ ...offer, chosen: (offer.chosen + 1) % offer.names.length }),
      ArrowUp: () => setOffer({ ...offer, chosen: (offer.chosen + offer.names.length - 1) % offer.names.length }),
      Enter: () => take(offer.names[offer.chosen] ?? ''),
      Tab: () => take(offer.names[offer.chosen] ?? ''),
      Escape: () => setOffer(null),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const options = (offer?.names ?? []).map((name, index) =>
    h(
      'li',
      {
        key: name,
        role: 'option',
        'aria-selected': index === offer?.chosen,
        'data-test': 'completion',
        // The field keeps the focus.
        onMouseDown: (event: MouseEvent) => {
          event.preventDefault();
          take(name);
        },
      },
      name,
    ),
  );
  const list = offer
    ? h('ul', { id: listId(props.id), class: 'completions', role: 'listbox', 'aria-label': props.label }, options)
    : null;
  return h(
    'div',
    { ref: holder, class: 'completed', onInput: look, onKeyDownCapture: onKey, onFocusOut: () => setOffer(null) },
    props.children,
    list,
  );
}

const listId = (id: string): string => `names-${id}`;

const caretOf = (field: Control): number => field.selectionStart ?? field.value.length;

/** As if it had been typed: the field hears of it. */
function write(field: Control, { from, name }: { readonly from: number; readonly name: string }): void {
  field.setRangeText(name, from, caretOf(field), 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
