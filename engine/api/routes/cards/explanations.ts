/** Why a case is late, for whom it is about: 优化营商环境条例 36 wants it said to them, not only to supervision. */
import { explanationsOf } from '../../../store/cards/explanations.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { requireInstance } from '../../views/instance.ts';
import { namesFor } from '../../views/named.ts';

export const listExplanations: Handler<'listExplanations'> = async (
  { params: { id }, principal, language },
  services,
) => {
  const { id: instanceId } = await requireInstance(services, principal, id);
  const rows = await explanationsOf(services.database, instanceId);
  const names = await namesFor(services, language, rows);
  return {
    items: rows.map(({ at, department, text }) => ({
      at: timeText(at),
      departmentName: names.of({ department }).departmentName,
      text,
    })),
  };
};
