/** All that can follow a state. */
import { advance, move } from './advance.ts';
import { moving } from './moving.ts';
import type { Action, Moving, Net } from './net.ts';
import type { Marking } from './places.ts';
import { stepGroups } from './steps.ts';

export interface Place {
  readonly marking: Marking;
  readonly queue: Moving['queue'];
}

export interface Group {
  /** Tokens go on moving before anything else can happen. */
  readonly moves: boolean;
  readonly ways: readonly { readonly action: Action | null; readonly end: Moving }[];
}

/** What happens at one place together. */
export function* groupsFrom(net: Net, { marking, queue }: Place): Generator<Group> {
  const on = move(net, moving(marking, queue));
  if (on.length > 0) {
    yield { moves: true, ways: on.flatMap((way) => advance(net, way)).map((end) => ({ action: null, end })) };
    return;
  }
  for (const group of stepGroups(net, marking)) {
    const ends = group.flatMap(({ action, ways }) =>
      ways.flatMap((way) => advance(net, way).map((end) => ({ action, end }))),
    );
    yield { moves: false, ways: ends };
  }
}
