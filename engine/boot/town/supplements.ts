/** Not every application is complete: of some the acceptance post asks for what is missing, and the applicant takes days to hand it in. */
import type { AppliedFor } from '../../items/applied-for.ts';
import type { StepOf } from '../../scenario/scenario.ts';
import type { Course } from './course.ts';

/** The part of the applications that lack something; of the latest more, so that somebody is always waited for. */
const SHARE = { before: 0.12, lately: 0.5 } as const;
const LATELY_MS = 12 * 86_400_000;
/** What may be wrong with an application of which nobody says what it needs. */
const LISTS: readonly string[] = ['缺经营场所平面图', '申请书未签名', '授权委托书未附身份证复印件', '缺健康证明'];

/** What the applicant sends when he has it. */
export const SUPPLEMENT = 'materials.received';

export interface Applied {
  /** Epoch ms: when it came, and when the town ends. */
  readonly at: number;
  readonly until: number;
  readonly random: () => number;
  /** What it was applied for. */
  readonly serviceItem: AppliedFor | undefined;
}

/** The course, with a supplement before it is accepted where chance has it so; as it is where nobody checks it for acceptance. */
export function withSupplement(course: Course, { at, until, random, serviceItem }: Applied): Course {
  const [chance, which] = [random(), random()];
  if (chance >= (at > until - LATELY_MS ? SHARE.lately : SHARE.before)) return course;
  const accepted = course.steps.findIndex((step) => 'complete' in step && isAccepted(step.complete));
  const step = course.steps[accepted];
  if (!step || !('complete' in step)) return course;
  const { task, as } = step.complete;
  const own = serviceItem ? lacking(serviceItem) : [];
  const lists = own.length > 0 ? own : LISTS;
  const supplementList = lists[Math.floor(which * lists.length)] ?? '';
  const variables = { acceptance: 'incomplete', acceptanceReasonCode: 'incomplete', supplementList };
  const asked = [{ complete: { task, as, variables } }, { message: { name: SUPPLEMENT } }];
  return { ...course, steps: [...course.steps.slice(0, accepted), ...asked, ...course.steps.slice(accepted)] };
}

/** Of what the applicant brings. */
const lacking = ({ materials }: AppliedFor): string[] =>
  materials.flatMap(({ how, name }) => (how === 'bring' ? [`缺${name.zh}`, `${name.zh}未签名`] : []));

const isAccepted = ({ task, variables }: StepOf<'complete'>['complete']): boolean =>
  task === 'Task_Check' && variables?.acceptance === 'accepted';
