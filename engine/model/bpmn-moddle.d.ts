/** The part of bpmn-moddle that `read-bpmn.ts` uses; the package ships no types for it. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages: Readonly<Record<string, unknown>>);
    readonly registry: import('./schema/schema.ts').Schema;
    fromXML(xml: string): Promise<{
      readonly rootElement: import('./moddle.ts').ModdleElement;
      readonly warnings: readonly import('./schema/warnings.ts').ReaderWarning[];
      readonly elementsById: Readonly<Record<string, import('./moddle.ts').ModdleElement>>;
    }>;
  }
}
