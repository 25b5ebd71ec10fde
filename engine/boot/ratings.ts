/** Lets a process have what an applicant says of it counted: the topics `ratings.enter` and `ratings.advance`, answered by the engine itself. */
import type { Adapter, AdapterAnswer, AdapterRequest } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import { enterInProcess, stepInProcess } from '../runtime/ratings/in-process.ts';
import { unknownDepartment } from '../store/people/responsibilities.ts';
import { PROCESS_STEPS, type ProcessStep } from '../store/ratings/process-steps.ts';
import { findRatedCase } from '../store/ratings/rated-case.ts';

export const ENTER_RATING = 'ratings.enter';
const ADVANCE = 'ratings.advance';
/** Who is asked by a process answers on the web. */
const CONTACT_POINT = 'online';
/** Whose rating it is: of who made the case ask, or of the applicant without an account whom he asked. */
const GIVERS = ['requester', 'applicant'] as const;
const GRADES = 5;
const LONGEST = 4000;

type Rig = Pick<Runtime, 'pool' | 'clock' | 'organisation' | 'calendars'>;

/** `runtime` is asked when it is called: adapters are made before it. */
export function ratings(runtime: () => Rig): Adapter {
  return {
    name: 'ratings',
    topics: [ENTER_RATING, ADVANCE],
    call: (request) => (request.topic === ENTER_RATING ? enter(runtime(), request) : advance(runtime(), request)),
  };
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST) : null;

const refused = (message: string): AdapterAnswer => ({ kind: 'error', code: 'ratings.refused', message });

/**
 * In: `rating`, 5 the best to 1; `comment`, `department` (absent: that which had the case last), `contactPoint` (absent: `online`), `givenBy`: `requester`
 * (absent: so), who made the case ask is who rated; `applicant`: somebody without an account said so, and who made the case ask wrote it down. That counts
 * where who wrote it down works neither in the rated department nor in one beneath it; said again after a bad one, it corrects it once. Out: `ratingId`,
 * `rating` as it counts (what the case had for the contact point before, if any), `followUp`: it is bad, and the process has to see to it.
 */
async function enter(rig: Rig, request: AdapterRequest): Promise<AdapterAnswer> {
  const { rating, comment, department, contactPoint, givenBy } = request.variables;
  if (typeof rating !== 'number' || !Number.isInteger(rating) || rating < 1 || rating > GRADES)
    return refused(`rating is a whole number from 1 to ${GRADES}, but it is ${JSON.stringify(rating ?? null)}`);
  const giver = givenBy ?? 'requester';
  if (!GIVERS.some((one) => one === giver))
    return refused(`givenBy is one of ${GIVERS.join(', ')}, but it is ${JSON.stringify(giver)}`);
  const rated = text(department);
  const unknown = rated === null ? undefined : await unknownDepartment(rig.pool, [rated]);
  if (unknown !== undefined) return refused(`there is no department "${unknown}"`);
  const of = await findRatedCase(rig.pool, request.instanceId);
  if (!of) return refused(`there is no case ${request.instanceId}`);
  const entered = await enterInProcess(rig, of, {
    ...{ by: request.requestedBy, contactPoint: text(contactPoint) ?? CONTACT_POINT, department: rated },
    ...{ level: opposite(rating), comment: text(comment), anonymous: false, isRecorded: giver === 'applicant' },
  });
  const { id: ratingId, level, isToFollow: followUp } = entered;
  return { kind: 'completed', variables: { ratingId, rating: opposite(level), followUp } };
}

/** Grades count from the worst, levels from the best. */
const opposite = (grade: number): number => GRADES + 1 - grade;

/** In: `ratingId`, `step` (verify, rectify, close) and `text`, what was done. Who made the case ask is who did it. */
async function advance(rig: Rig, { instanceId, requestedBy: by, variables }: AdapterRequest): Promise<AdapterAnswer> {
  const id = text(variables.ratingId);
  if (id === null) return refused('ratingId is needed');
  if (!isStep(variables.step))
    return refused(`step is one of ${PROCESS_STEPS.join(', ')}, but it is ${JSON.stringify(variables.step ?? null)}`);
  const taken = { id, by, step: variables.step, text: text(variables.text) ?? '' };
  if (!(await stepInProcess(rig, instanceId, taken))) return refused(`the case has no rating "${id}"`);
  return { kind: 'completed', variables: {} };
}

const isStep = (value: unknown): value is ProcessStep => PROCESS_STEPS.some((step) => step === value);
