/** 红牌 by the engine: the law has been broken, so whoever has the work explains it. */
import type { AsyncWork } from '../../commands/change-rows.ts';
import { insertRequestedCard } from '../../store/cards/requested-card.ts';
import type { Job } from '../../store/jobs/job.ts';
import { findUser } from '../../store/people/users.ts';
import type { RatingDeps } from '../ratings/rating-deps.ts';
import { draftOf } from './issue.ts';

const TEXTS = {
  overdue:
    '超过法定时限未办结，请在一个工作日内说明原因和完成时间。 The statutory limit has passed: please explain within one working day.',
  'not-told-at-once':
    '受理期限内未告知是否受理或者需要补正的内容，请在一个工作日内说明原因。 Nothing was said within the period for acceptance: please explain within one working day.',
} as const;

/** The card and the end of its job are one commit, so each clock gets one card. It is answered and appealed against like those that people issue. */
export async function issueRequested(deps: RatingDeps, { id, instanceId, payload }: Job): Promise<void> {
  const { clock: clockId, addressee, reason = 'overdue' } = payload as Extract<AsyncWork, { work: 'card' }>;
  const department = (await findUser(deps.pool, addressee))?.department ?? null;
  const about = { instanceId: instanceId ?? '', clockId, addressee, department };
  const said = { colour: 'red', reason, text: TEXTS[reason], issuedBy: 'system' } as const;
  const { card, year } = draftOf(deps, { ...about, ...said });
  await insertRequestedCard(deps.pool, { ...card, id }, year);
}
