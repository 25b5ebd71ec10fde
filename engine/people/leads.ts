import type { Chart } from './organisation/chart.ts';

/** Whose work it is: the person who has it, else the department it lies with. */
export interface Worked {
  readonly assignee: string | null;
  readonly department: string | null;
}

/** Whether somebody heads the department of who has the work, or one above it. Nobody leads himself. */
export function leads(chart: Chart, person: string, { assignee, department }: Worked): boolean {
  if (person === assignee) return false;
  const unit = (assignee === null ? null : chart.departmentOf(assignee)) ?? department;
  return unit !== null && chart.ancestry(unit).some((above) => chart.headsOf(above).includes(person));
}
