/** What is due for a card: when nobody has explained it in time, those who may have it explained are told. */
import { SYSTEM } from '../../commands/command.ts';
import type { InputOf } from '../../commands/index.ts';
import type { Chart } from '../../people/organisation/chart.ts';
import { headsAt, managersAt } from '../../people/superiors.ts';
import { clearCardAlarm } from '../../store/cards/alarm.ts';
import { type CardRow, listCardRows } from '../../store/cards/cards.ts';
import type { Job } from '../../store/jobs/job.ts';
import type { Outcome, Submitter } from '../envelope.ts';
import type { RatingDeps } from '../ratings/rating-deps.ts';

export interface CardWork {
  readonly work: 'explain';
  readonly card: string;
}

export interface CardAlarmDeps extends RatingDeps {
  readonly dispatcher: Submitter;
}

/** Once for each card. People are told before the job is taken away, under a receipt: a process that is killed in between tells nobody twice. */
export async function ringCard(deps: CardAlarmDeps, { id, payload, dueAt }: Job, at?: number): Promise<Outcome> {
  const now = Math.max(at ?? deps.clock.now(), dueAt);
  const unexplained = { id: (payload as CardWork).card, overdueAt: now };
  const [card] = (await listCardRows(deps.pool, unexplained, { limit: 1 })).items;
  const done = { ok: true, instanceId: '', answer: null, replayed: false } as const;
  const told = card ? await tell(deps, card, now) : done;
  if (!told.ok && told.failure.code !== 'not-found') return told;
  await clearCardAlarm(deps.pool, id);
  return done;
}

function tell(deps: CardAlarmDeps, card: CardRow, now: number): Promise<Outcome> {
  const { addressee, number } = card;
  const input: InputOf<'tell-of-card'> = {
    card: number,
    addressee,
    above: above(card, deps.organisation.current.at(now)),
  };
  return deps.dispatcher.submit({
    ...{ command: 'tell-of-card', target: { instanceId: card.instanceId }, input, actor: SYSTEM },
    ...{ receipt: `card:${card.id}`, at: now, background: true },
  });
}

/** Who heads the department of the addressee, and whose card it is: who issued it, else the managers there. */
function above({ addressee, issuedBy }: CardRow, chart: Chart): string[] {
  const department = chart.departmentOf(addressee);
  const issuers = issuedBy === SYSTEM.id ? managersAt(department, chart) : [issuedBy];
  return [...new Set([...headsAt(department, chart), ...issuers])].filter((person) => person !== addressee).sort();
}
