/** Who answers for a department to those above it. */
import type { Chart } from './organisation/chart.ts';

/** Of the department, else of the nearest one above that has a head. */
export function headsAt(department: string | null, chart: Chart): string[] {
  const line = department === null ? [] : chart.ancestry(department);
  return line.map((unit) => chart.headsOf(unit)).find((heads) => heads.length > 0) ?? [];
}

/** 督办: the managers of the department, else of the nearest one above that has some; where none has, those of no department, else all. */
export function managersAt(department: string | null, chart: Chart): string[] {
  const managers = chart.members({ role: 'manager' });
  const line = department === null ? [] : chart.ancestry(department);
  const of = (unit: string | null) => managers.filter((manager) => chart.departmentOf(manager) === unit);
  const nearest = [...line, null].map(of).find((found) => found.length > 0);
  return nearest ?? managers;
}
