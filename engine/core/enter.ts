import type { Execution } from './execution.ts';
import type { Reservation, ReturnTicket, Variables } from './state.ts';

export interface Entry {
  /** The enclosing scope instance. */
  readonly scope: string;
  readonly def: number;
  readonly node: number;
  readonly via?: number;
  readonly vars?: Variables;
  /** The element instance for which it undoes an activity. */
  readonly compensates?: string;
  readonly tickets?: readonly ReturnTicket[];
  readonly reserved?: Reservation;
  /** Tokens a join starts with. */
  readonly arrived?: Readonly<Record<string, number>>;
}

/** Creates an element instance for a token that reaches a node: the node's next visit in that scope. Does not run it. */
export function enterInPlace(x: Execution, entry: Entry): string {
  const { scope, def, node, via, vars, arrived, compensates, tickets = [], reserved } = entry;
  const id = x.env.newId();
  const visit = (x.element(scope).visits?.[node] ?? 0) + 1;
  x.emit({
    type: 'elementEntered',
    element: {
      id,
      def,
      node,
      parent: scope,
      state: 'entered',
      since: x.env.now,
      visit,
      via: via ?? null,
      ...(vars && { vars }),
      ...(arrived && { arrived }),
      ...(compensates !== undefined && { compensates }),
      ...(tickets.length > 0 && { tickets }),
      ...(reserved && { reserved }),
    },
  });
  return id;
}

/** As `enterInPlace`; its behaviour runs when its turn comes. */
export function enter(x: Execution, entry: Entry): string {
  const id = enterInPlace(x, entry);
  x.later({ kind: 'enter', id });
  return id;
}
