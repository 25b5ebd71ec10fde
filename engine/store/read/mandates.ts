/** D4 代理: the open tasks of those for whom a reader acts, as subqueries to be joined to the reader's own. */

/** For whom a reader acts, and on which tasks; null lists narrow nothing. */
interface ReaderMandate {
  readonly id: string;
  readonly groups: readonly string[];
  readonly definitionKeys: readonly string[] | null;
  readonly elementIds: readonly string[] | null;
  /** Epoch ms. */
  readonly openedFrom: number;
}

export interface Mandates {
  /** The proxy: what either may not do is neither's. */
  readonly reader: string;
  readonly principals: readonly ReaderMandate[];
  /** `<definition id> <element id>` of the tasks that admit no proxy. */
  readonly inPerson: readonly string[];
}

export const NO_MANDATES: Mandates = { reader: '', principals: [], inPerson: [] };

export interface Subquery {
  readonly text: string;
  readonly bindings: readonly unknown[];
}

type Kind = 'assigned' | 'owned' | 'claimable';

const FROM: Readonly<Record<Kind, string>> = {
  assigned: 'from task p where p.assignee = ?',
  owned: 'from task p where p.owner = ?',
  claimable: 'from task_candidate c join task p on p.id = c.task_id where c.principal = any(?)',
};

/** ` union all select …` for each mandate and kind; empty where the reader acts for nobody. `column` is read of task `p`. */
export function unionOfMandates(
  { reader, principals, inPerson }: Mandates,
  kinds: readonly Kind[],
  column: 'id' | 'instance_id' = 'id',
): Subquery {
  const parts = principals.flatMap((mandate) =>
    kinds.map((kind) => subquery({ mandate, reader, inPerson, kind, column })),
  );
  return {
    text: parts.map(({ text }) => ` union all ${text}`).join(''),
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}

interface Wanted {
  readonly mandate: ReaderMandate;
  readonly reader: string;
  readonly inPerson: readonly string[];
  readonly kind: Kind;
  readonly column: string;
}

/**
 * The same as index ranges: `select due_at, id …` of each principal, in the order of their index. Conditions are asked per row, so that
 * nothing but the range itself decides the order.
 */
export function rangesOfMandates({ reader, principals, inPerson }: Mandates, kinds: readonly Kind[]): Subquery[] {
  return principals.flatMap((mandate) =>
    kinds.flatMap((kind) => {
      const { texts, values } = conditionsOf({ mandate, reader, inPerson });
      const asked = texts.map((text) => ` and ${text}`).join('');
      if (kind !== 'claimable') {
        const text = `select p.due_at, p.id from task p where p.${kind === 'assigned' ? 'assignee' : 'owner'} = ?${asked}`;
        return [{ text, bindings: [mandate.id, ...values] }];
      }
      const admitted = ` and (select true from task p where p.id = c.task_id${asked})`;
      const text = `select c.due_at, c.task_id from task_candidate c where c.principal = ?${admitted}`;
      return candidatesOf(mandate).map((principal) => ({ text, bindings: [principal, ...values] }));
    }),
  );
}

const candidatesOf = ({ id, groups }: ReaderMandate): string[] => [
  `user:${id}`,
  ...groups.map((group) => `group:${group}`),
];

function conditionsOf({ mandate, reader, inPerson }: Omit<Wanted, 'kind' | 'column'>): {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
} {
  const { id, definitionKeys, elementIds, openedFrom } = mandate;
  const conditions: [string, unknown][] = [
    ['not (p.barred && ?::text[])', [reader, id]],
    ...(definitionKeys ? [['p.definition_key = any(?)', definitionKeys] as [string, unknown]] : []),
    ...(elementIds ? [['p.element_id = any(?)', elementIds] as [string, unknown]] : []),
    ...(openedFrom > 0 ? [['p.created_at >= ?', new Date(openedFrom)] as [string, unknown]] : []),
    ...(inPerson.length > 0
      ? [["p.definition_id || ' ' || p.element_id <> all(?)", inPerson] as [string, unknown]]
      : []),
  ];
  return { texts: conditions.map(([text]) => text), values: conditions.map(([, value]) => value) };
}

function subquery({ mandate, reader, inPerson, kind, column }: Wanted): Subquery {
  const { texts, values } = conditionsOf({ mandate, reader, inPerson });
  return {
    text: [`select p.${column} ${FROM[kind]}`, ...texts].join(' and '),
    bindings: [kind === 'claimable' ? candidatesOf(mandate) : mandate.id, ...values],
  };
}
