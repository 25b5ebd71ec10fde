/** Short news at the edge of the page, also read aloud. They leave by themselves, except bad news. */
import { reactive } from 'vue';
import type { ProblemDocument } from '../api/problem.ts';

interface Toast {
  readonly id: number;
  readonly kind: 'good' | 'bad' | 'info';
  readonly text: string;
  /** What was refused, to be said in the reader's words. */
  readonly problem?: ProblemDocument;
}

const VISIBLE_MS = 5000;
const toasts = reactive<Toast[]>([]);
let last = 0;

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
}

/** What is said again takes the place of what says the same: quick work piles nothing over the page. */
function show(kind: Toast['kind'], text: string, problem?: ProblemDocument): void {
  for (const same of toasts.filter((toast) => toast.kind === kind && toast.text === text)) dismiss(same.id);
  last += 1;
  const id = last;
  toasts.push({ id, kind, text, ...(problem && { problem }) });
  if (kind !== 'bad') setTimeout(() => dismiss(id), VISIBLE_MS);
}

export const useToasts = () => ({
  toasts,
  good: (text: string) => show('good', text),
  bad: (text: string) => show('bad', text),
  refused: (problem: ProblemDocument) => show('bad', problem.detail || problem.code, problem),
  info: (text: string) => show('info', text),
});
