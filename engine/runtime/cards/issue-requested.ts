/** 红牌 by the engine: the law has been broken, so whoever has the work explains it. */
import type { AsyncWork } from '../../commands/change-rows.ts';
import { SYSTEM } from '../../commands/command.ts';
import { insertRequestedCard } from '../../store/cards/requested-card.ts';
import type { Job } from '../../store/jobs/job.ts';
import { findUser } from '../../store/people/users.ts';
import type { RatingDeps } from '../ratings/rating-deps.ts';
import { draftOf } from './issue.ts';
import { REQUESTED_TEXTS } from './requested-texts.ts';

/** The card and the end of its job are one commit, so each clock gets one card. It is answered and appealed against like those that people issue. */
export async function issueRequested(deps: RatingDeps, { id, instanceId, payload }: Job): Promise<void> {
  const { clock: clockId, addressee, reason = 'overdue' } = payload as Extract<AsyncWork, { work: 'card' }>;
  const department = (await findUser(deps.pool, addressee))?.department ?? null;
  const about = { instanceId: instanceId ?? '', clockId, addressee, department };
  const said = { colour: 'red', reason, text: REQUESTED_TEXTS[reason].zh, issuedBy: SYSTEM.id } as const;
  const { card, year } = draftOf(deps, { ...about, ...said });
  await insertRequestedCard(deps.pool, { ...card, id }, year);
}
