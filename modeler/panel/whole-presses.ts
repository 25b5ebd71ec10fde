/** What is pressed in the panel by mouse: buttons, and the heads that fold. */
const PRESSED = 'button, .bio-properties-panel-group-header, .bio-properties-panel-collapsible-entry-header';

const pressedIn = ({ target }: Event): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(PRESSED) : null;

/**
 * A press that takes the focus writes what was typed, and what is written may show or hide other fields: the button
 * would be gone from under the pointer before it is let go, and nothing would happen. So the focus goes on only
 * with the click itself, which then waits until what was written is drawn: a list opens a new item only if nothing
 * else changed with it.
 */
export function keepPressesWhole(panel: HTMLElement): void {
  panel.addEventListener('mousedown', (event) => {
    if (pressedIn(event)) event.preventDefault();
  });
  panel.addEventListener(
    'click',
    (event) => {
      const pressed = pressedIn(event);
      const field = document.activeElement;
      if (!pressed || !(field instanceof HTMLElement) || !panel.contains(field) || !field.matches('input, textarea'))
        return;
      event.stopPropagation();
      event.preventDefault();
      field.blur();
      pressed.focus({ preventScroll: true });
      whenDrawn(() => pressed.click());
    },
    true,
  );
}

/** After the next frame and what is done because of it. */
const whenDrawn = (then: () => void): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then)));
};
