import type { Problem, RunStep } from '../../engine/model/problem.ts';
import { type Reader, withFieldNames } from './field-names.ts';

/** A problem as somebody reads it, from the browser's own check or from the server. */
export interface ShownProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly elementId: string | null;
  /** The drawn element it is shown at: a process in a pool is its pool. */
  readonly drawnId: string | null;
  /** What people know the element by. */
  readonly elementName: string;
  readonly text: string;
  /** In the file as it is saved, where that is what somebody looks for. */
  readonly line?: number | null;
  /** What a case does so that it shows; it can be played on the diagram. */
  readonly run?: readonly RunStep[];
}

/** Where an element is drawn and what people know it by. */
export type Describe = (id: string) => { drawnId: string | null; name: string };

export const shownProblem = (problem: Problem, describe: Describe, reader: Reader): ShownProblem => ({
  rule: problem.rule,
  severity: problem.severity,
  elementId: problem.elementId,
  text: withFieldNames(withNames(problem.message[reader.language], describe), reader),
  ...(problem.run && { run: problem.run }),
  ...placeOf(problem.elementId, describe),
});

/** The same for what the server answered, in the language of the request. */
export const answeredProblem = (
  problem: Pick<Problem, 'rule' | 'severity' | 'elementId' | 'run'> & { readonly message: string },
  describe: Describe,
  reader: Reader,
): ShownProblem => ({
  rule: problem.rule,
  severity: problem.severity,
  elementId: problem.elementId,
  text: withFieldNames(withNames(problem.message, describe), reader),
  ...(problem.run && { run: problem.run }),
  ...placeOf(problem.elementId, describe),
});

function placeOf(id: string | null, describe: Describe): Pick<ShownProblem, 'drawnId' | 'elementName'> {
  if (id === null) return { drawnId: null, elementName: '' };
  const { drawnId, name } = describe(id);
  return { drawnId, elementName: name };
}

/** What is quoted: rules speak of elements by their ids. */
const QUOTED = /([“"])([^“”"]+)([”"])/g;

/** By the names of what is drawn; where two are called the same, the problem leads to its own. */
const withNames = (text: string, describe: Describe): string =>
  text.replace(QUOTED, (quoted, open: string, id: string, close: string) => {
    const { drawnId, name } = describe(id);
    return drawnId === null ? quoted : `${open}${name}${close}`;
  });

export const countOf = (problems: readonly ShownProblem[], severity: ShownProblem['severity']): number =>
  problems.filter((problem) => problem.severity === severity).length;
