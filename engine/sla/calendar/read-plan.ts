import { isHolidayJson, parseHolidayJson } from './holiday-json.ts';
import { type Plan, type PlanProblem, parsePlan } from './plan-text.ts';

/** A plan as somebody pastes it: in our notation, or as a file that is published for machines. */
export const readPlan = (text: string): Plan | PlanProblem =>
  isHolidayJson(text) ? parseHolidayJson(text) : parsePlan(text);
