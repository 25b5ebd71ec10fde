import { bpmn, flows, type ModelOptions } from '../../support/bpmn.ts';

/** What stands in the process; or a whole file in `xml`. */
export interface Model extends ModelOptions {
  readonly body?: string;
  readonly xml?: string;
}

/** The two smallest models that differ in one requirement: one fulfils it, one does not. */
interface Fixture {
  readonly valid: Model;
  readonly invalid: Model & {
    /** The elements that do not fulfil it, in reading order; nothing else is reported. */
    readonly at: readonly (string | null)[];
    /** What is reported besides, as it is true all the same. */
    readonly also?: readonly string[];
  };
}

export type Fixtures = Readonly<Record<string, Fixture>>;

export const xmlOf = ({ xml, body = PLAIN, ...options }: Model): string => xml ?? bpmn(body, options);

export const START = '<startEvent id="s"/>';
export const END = '<endEvent id="e"/>';

/** Elements one after the other, with a start and an end event around them: `through('a b', '<task id="a"/>…')`. */
export const through = (ids: string, elements: string): string => `${START}${elements}${END}${flows(`s ${ids} e`)}`;

/** A process in which nothing is wrong. */
export const PLAIN = through('a', '<task id="a"/>');

/** An event with one definition: `event('endEvent id="e"', 'signal', 'signalRef="x"')`. */
export function event(head: string, kind: string, attributes = '', inside = ''): string {
  const tag = head.slice(0, head.indexOf(' '));
  return `<${head}><${kind}EventDefinition ${attributes}>${inside}</${kind}EventDefinition></${tag}>`;
}

/** Things that are referred to, one of each kind. */
export const ROOTS = `<message id="m" name="M"/><signal id="g" name="G"/><error id="r" errorCode="R"/>
  <escalation id="l" escalationCode="L"/><itemDefinition id="i"/>`;

export const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
