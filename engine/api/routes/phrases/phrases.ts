import { randomUUID } from 'node:crypto';
import { refuse } from '../../../errors.ts';
import {
  countPhrases,
  findPhrase,
  type PhraseRow,
  listPhrases as readPhrases,
  deletePhrase as removePhrase,
  writePhrase,
} from '../../../store/inbox/phrases.ts';
import type { Phrase, PhraseInput } from '../../contract/phrases.ts';
import { timeText } from '../../formats.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';

/** Nobody finds his way among more. */
const MOST = 200;

export const listPhrases: Handler<'listPhrases'> = async ({ principal }, { database }) => ({
  items: (await readPhrases(database, principal)).map(view),
});

export const createPhrase: Handler<'createPhrase'> = async ({ principal, body, language }, services) => {
  if ((await countPhrases(services.database, principal.id)) >= MOST)
    refuse('bad-request', {
      reason: language === 'zh' ? `最多保存 ${MOST} 条常用语` : `nobody keeps more than ${MOST} phrases`,
    });
  return write(services, principal, { id: randomUUID(), owner: principal.id, input: body });
};

export const putPhrase: Handler<'putPhrase'> = async ({ params, principal, body }, services) => {
  const { id, owner } = await requireChangeable(services, principal, params.id);
  return write(services, principal, { id, owner, input: body });
};

export const deletePhrase: Handler<'deletePhrase'> = async ({ params, principal }, services) => {
  const { id } = await requireChangeable(services, principal, params.id);
  await removePhrase(services.database, id);
  return undefined;
};

/** Its author, or an administrator where it is shared. One that the caller does not see is not there. */
async function requireChangeable({ database }: Services, principal: Principal, id: string): Promise<PhraseRow> {
  const found = await findPhrase(database, id);
  const sees =
    found &&
    (found.owner === principal.id ||
      found.scope === 'everybody' ||
      (found.scope === 'department' && found.department === principal.department));
  if (!sees) return refuse('not-found', { kind: 'phrase', id });
  const may = found.owner === principal.id || principal.roles.includes('admin');
  return may ? found : refuse('forbidden', { right: `phrase ${id}`, actor: principal.id });
}

interface Wanted {
  readonly id: string;
  readonly owner: string;
  readonly input: PhraseInput;
}

async function write(
  { database, runtime }: Services,
  principal: Principal,
  { id, owner, input }: Wanted,
): Promise<Phrase> {
  const { text, scope = 'own', position = 0 } = input;
  requireSharing(principal, scope);
  const department = scope === 'department' ? principal.department : null;
  const row: PhraseRow = { id, owner, scope, department, text, position, updatedAt: runtime.clock.now() };
  await writePhrase(database, row);
  return view(row);
}

function requireSharing({ id, roles, department }: Principal, scope: PhraseRow['scope']): void {
  const may =
    scope === 'own' ||
    roles.includes('admin') ||
    (scope === 'department' && department !== null && roles.includes('manager'));
  if (!may || (scope === 'department' && department === null))
    refuse('forbidden', { right: `phrases for ${scope}`, actor: id });
}

const view = ({ department: _department, updatedAt, ...row }: PhraseRow): Phrase => ({
  ...row,
  updatedAt: timeText(updatedAt),
});
