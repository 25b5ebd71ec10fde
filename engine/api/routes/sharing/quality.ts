/** How good the data of each source is: rows are checked, what fails is set aside, nobody's application is refused for it. */
import { createHash } from 'node:crypto';
import { refuse } from '../../../errors.ts';
import { checkIdentity, isIdentityKind } from '../../../identity/identity.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { checkRows } from '../../../sharing/check-rows.ts';
import { recorded } from '../../../store/people/organisation-changes.ts';
import {
  addTallies,
  decideQuarantine as decide,
  listQuarantine as listRows,
  type QuarantineRow,
  qualitySince,
  setAside,
} from '../../../store/sharing/quality.ts';
import type { Quarantined } from '../../contract/data-use.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { partiesOf, requireBureau } from '../../views/sharing.ts';

const ruleOf = (rule: string, value: string): readonly string[] =>
  isIdentityKind(rule) ? checkIdentity(rule, value).map(({ rule: broken }) => broken) : [];

export const checkData: Handler<'checkData'> = async ({ body, principal }, services) => {
  const { source, rules, rows } = body;
  if (partiesOf(services, principal, source).length === 0) refuse('forbidden');
  const { database, runtime } = services;
  const { tallies, failures } = checkRows(rows, rules, ruleOf);
  const at = runtime.clock.now();
  const keys = [...new Set(failures.map(({ rowKey }) => rowKey))];
  const details = { rows: rows.length, failed: keys.length };
  const change = { at, actor: principal.id, operation: 'checkData', subject: source, details };
  await recorded(database, change, async (client) => {
    await addTallies(client, { source, day: timeText(at).slice(0, 10), tallies });
    await setAside(
      client,
      failures.map(({ value, ...failure }) => ({ ...failure, id: uuidv7(at), source, at, hash: hashOf(value) })),
    );
  });
  return { rows: rows.length, good: rows.length - keys.length, fields: [...tallies], setAside: keys };
};

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex');

const view = ({ hash: _hash, ...row }: QuarantineRow): Quarantined => ({
  ...row,
  at: timeText(row.at),
  decidedAt: timeTextOrNull(row.decidedAt),
});

export const listQuarantine: Handler<'listQuarantine'> = async ({ query }, { database }) => {
  const { source, state } = query;
  return pageOf(await listRows(database, { source, state }, pagingOf(query)), view);
};

export const decideQuarantine: Handler<'decideQuarantine'> = async ({ params: { id }, body, principal }, services) => {
  requireBureau(services, principal);
  const { database, runtime } = services;
  const at = runtime.clock.now();
  const { outcome: state, note } = body;
  const change = { at, actor: principal.id, operation: 'decideQuarantine', subject: id, details: body };
  return recorded(database, change, async (client) =>
    view(
      (await decide(client, { id, state, note, by: principal.id, at })) ??
        refuse('data-step-invalid', { step: state, state: 'decided' }),
    ),
  );
};

const MONTH_MS = 31 * 86_400_000;

export const getDataQuality: Handler<'getDataQuality'> = async (call, { database, runtime }) => {
  const since = call.query.since ?? timeText(runtime.clock.now() - MONTH_MS).slice(0, 10);
  const rows = (await qualitySince(database, since)).map((row) => ({
    ...row,
    rate: row.checked === 0 ? 0 : row.failed / row.checked,
  }));
  return inFormat(call, { rows }, rows);
};
