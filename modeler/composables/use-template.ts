/** An element template on its way from a file to the selected task. */
import { type Ref, type ShallowRef, shallowRef } from 'vue';
import type { DiagramEditor } from '../canvas/modeler.ts';
import type { Filled } from '../templates/apply-template.ts';

export function useTemplate(editor: Readonly<ShallowRef<DiagramEditor | undefined>>, dialog: Ref<string | undefined>) {
  const file = shallowRef<File>();
  return {
    file,
    /** With a file that was dropped, or to choose one. */
    ask(dropped?: File): void {
      file.value = dropped;
      dialog.value = 'template';
    },
    apply(filled: Filled): void {
      dialog.value = undefined;
      editor.value?.applyTemplate(filled);
    },
  };
}

export const isTemplateFile = ({ name }: File): boolean => /\.json$/i.test(name);
