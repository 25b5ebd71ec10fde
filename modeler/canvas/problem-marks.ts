/** Problems on the elements they are about: a mark with their number, and their texts when one points at it or reaches it by keyboard. */
import type { ShownProblem } from '../check/shown-problem.ts';

interface Overlays {
  add(id: string, type: string, overlay: { position: object; scale: boolean; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}

interface Marks {
  readonly overlays: Overlays;
  isDrawn(id: string): boolean;
  onChoose(problem: ShownProblem): void;
}

const TYPE = 'problems';

/** Replaces all marks. */
export function markProblems(problems: readonly ShownProblem[], { overlays, isDrawn, onChoose }: Marks): void {
  overlays.remove({ type: TYPE });
  const byElement = new Map<string, ShownProblem[]>();
  for (const problem of problems) {
    const id = problem.drawnId;
    if (id !== null && isDrawn(id)) byElement.set(id, [...(byElement.get(id) ?? []), problem]);
  }
  for (const [id, found] of byElement) {
    overlays.add(id, TYPE, { position: { top: -11, left: -11 }, scale: false, html: markOf(found, onChoose) });
  }
}

function markOf(problems: readonly ShownProblem[], onChoose: Marks['onChoose']): HTMLElement {
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const mark = document.createElement('button');
  mark.type = 'button';
  mark.className = `problem-mark ${severity}`;
  mark.dataset.test = 'problem-mark';
  mark.textContent = problems.length > 1 ? String(problems.length) : '!';
  mark.setAttribute('aria-label', problems.map(({ text }) => text).join('\n'));
  const bubble = document.createElement('span');
  bubble.className = 'problem-bubble';
  bubble.setAttribute('aria-hidden', 'true');
  for (const { text } of problems) bubble.append(paragraph(text));
  mark.append(bubble);
  const [first] = problems;
  mark.addEventListener('click', () => first && onChoose(first));
  return mark;
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = text;
  return element;
}
