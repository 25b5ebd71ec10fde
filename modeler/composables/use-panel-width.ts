/** How wide somebody wants the properties, remembered for this browser. */
import { ref, watch } from 'vue';

const KEY = 'tongban.modeler.panelWidth';
const LEAST = 240;
const MOST = 640;
const USUAL = 320;

function remembered(): number {
  try {
    const width = Number(localStorage.getItem(KEY));
    return width >= LEAST && width <= MOST ? width : USUAL;
  } catch {
    return USUAL; // Storage is switched off.
  }
}

export function usePanelWidth() {
  const width = ref(remembered());
  watch(width, (next) => {
    try {
      localStorage.setItem(KEY, String(next));
    } catch {
      // As above: it then lasts as long as the page.
    }
  });
  return { width, least: LEAST, most: MOST };
}
