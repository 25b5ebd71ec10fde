/** The form viewer of bpmn.io, loaded when the first form is shown. */
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { Form } from '@bpmn-io/form-js-viewer';
import type { Language } from '../language.ts';
import { speakChoices } from './choice-words.ts';
import { speakDates } from './date-words.ts';
import { fileFieldModule, type ShowFiles } from './file-fields.ts';
import { CHOOSE, FORM_TEXTS_ZH, translateForm } from './translations.ts';

interface Submission {
  readonly data: Record<string, unknown>;
  readonly errors: Record<string, unknown>;
}

/** The part of the viewer we use. Its own types want its own schema types; a deployed form was checked on the server. */
export interface FormViewer {
  importSchema(schema: unknown, data: unknown): Promise<unknown>;
  submit(): Submission;
  destroy(): void;
  setProperty(name: 'readOnly', value: boolean): void;
  /** Any change of its state, also while it is set up. */
  on(event: 'changed', listener: (state: { data: Record<string, unknown> }) => void): void;
  /** Somebody entered something. */
  on(event: 'field.updated', listener: () => void): void;
  /** Errors by the id of the field, as the viewer's own validation sets them. */
  _setState(state: { errors: Record<string, readonly string[]> }): void;
}

export interface ViewerOptions {
  readonly container: HTMLElement;
  readonly language: Language;
  readonly readonly: boolean;
  readonly showFiles: ShowFiles;
}

export function createViewer({ container, language, readonly, showFiles }: ViewerOptions): FormViewer {
  speakDates(language);
  container.style.setProperty('--choose', JSON.stringify(CHOOSE[language]));
  const translate = translateForm(language === 'zh' ? FORM_TEXTS_ZH : {});
  const options = {
    container,
    // What was typed last is part of what is submitted, however quickly a key or a click follows.
    debounce: false,
    properties: { readOnly: readonly },
    additionalModules: [{ translate: ['value', translate] }, fileFieldModule(showFiles)],
  };
  const viewer = new Form(options) as unknown as FormViewer;
  if (language === 'en') return viewer;
  const stop = speakChoices(container, translate);
  const destroy = viewer.destroy.bind(viewer);
  viewer.destroy = () => {
    stop();
    destroy();
  };
  return viewer;
}
