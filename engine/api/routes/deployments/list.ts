import { listDeployments as readDeployments } from '../../../store/read/definitions.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';

export const listDeployments: Handler<'listDeployments'> = async ({ query }, { database }) =>
  pageOf(await readDeployments(database, pagingOf(query)), (row) => ({ ...row, deployedAt: timeText(row.deployedAt) }));
