/** A file dropped anywhere on the page. */
import { onBeforeUnmount, onMounted, ref } from 'vue';

export function useFileDrop(onFile: (file: File) => void) {
  /** A file hangs over the page. */
  const over = ref(false);
  const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

  const listeners: [string, (event: DragEvent) => void][] = [
    [
      'dragover',
      (event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        over.value = true;
      },
    ],
    [
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) over.value = false;
      },
    ],
    [
      'drop',
      (event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        over.value = false;
        const [file] = event.dataTransfer?.files ?? [];
        if (file) onFile(file);
      },
    ],
  ];
  onMounted(() => {
    for (const [name, listener] of listeners) window.addEventListener(name, listener as EventListener);
  });
  onBeforeUnmount(() => {
    for (const [name, listener] of listeners) window.removeEventListener(name, listener as EventListener);
  });
  return over;
}
