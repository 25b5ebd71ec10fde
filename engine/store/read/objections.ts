/** G14: while an objection is open, and for good where it was upheld, its case does not count in assessments. The case itself goes on. */
import type { Objection } from '../../core/notices.ts';

/** Of rows with an `instance_id`: those whose case is in none of these disputes. Written into the text of queries: the subjects are our own words. */
export const counts = (...subjects: readonly Objection['subject'][]): string =>
  `instance_id not in (select o.instance_id from notice as o where o.kind = 'objection'
     and (not o.is_closed or o.content #>> '{decided,result}' = 'upheld') and o.content ->> 'subject' in (${subjects.map((subject) => `'${subject}'`).join(', ')}))`;
