/** C8: what was deleted for good, and on what ground. */
import { findNames } from '../../../store/people/users.ts';
import { listDeletionCertificates as readCertificates } from '../../../store/read/deletion-certificates.ts';
import { timeText } from '../../formats.ts';
import { nameIn } from '../../names.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';

export const listDeletionCertificates: Handler<'listDeletionCertificates'> = async (
  { query, language },
  { database },
) => {
  const page = await readCertificates(database, query, pagingOf(query));
  const names = await findNames(
    database,
    page.items.map(({ by }) => by),
  );
  return pageOf(page, (row) => {
    const found = names.get(row.by);
    return {
      ...row,
      at: timeText(row.at),
      byName: found ? nameIn(language, found) : row.by,
      firstEnded: timeText(row.firstEnded),
      lastEnded: timeText(row.lastEnded),
    };
  });
};
