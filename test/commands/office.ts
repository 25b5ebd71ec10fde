/**
 * An organisation for rules that find people: bureau (head zhou) › market (head chen) › licences (head wu; li and wang are reviewers there),
 * and fire (nobody heads it; sun is a reviewer there) below the bureau. han is the window clerk of market; gone is no longer active.
 */
import type { Actor } from '../../engine/commands/command.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import {
  NO_ORGANISATION,
  type OrganisationRows,
  type PersonRow,
  type PositionRow,
  type ProxyRow,
  type ResponsibilityRow,
} from '../../engine/people/organisation/rows.ts';
import { flows, graphOf, type ModelOptions } from '../support/bpmn.ts';
import { Desk, person } from './desk.ts';

const ALWAYS = { since: 0, until: null };

const staff = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  roles: ['clerk'],
  groups: [],
  department: null,
  active: true,
  ...more,
});

const seat = (who: string, department: string, more: Partial<PositionRow> = {}): PositionRow => ({
  person: who,
  department,
  post: null,
  head: false,
  order: 0,
  ...ALWAYS,
  ...more,
});

export const responsible = (id: string, more: Partial<ResponsibilityRow>): ResponsibilityRow => ({
  id,
  kind: 'responsible',
  matter: 'stall',
  area: null,
  level: null,
  lead: null,
  departments: [],
  disputed: false,
  ...ALWAYS,
  ...more,
});

export const proxyOf = (principal: string, proxy: string): ProxyRow => ({
  id: `${principal}-${proxy}`,
  principal,
  proxy,
  definitionKeys: null,
  elementIds: null,
  includeExisting: true,
  ...ALWAYS,
});

export const office = (more: Partial<OrganisationRows> = {}): Organisation =>
  new Organisation({
    ...NO_ORGANISATION,
    version: 7,
    people: [
      staff('zhou', { roles: ['manager'] }),
      staff('chen', { roles: ['manager'] }),
      staff('wu'),
      staff('li', { groups: ['review'] }),
      staff('wang', { groups: ['review'] }),
      staff('sun'),
      staff('han'),
      staff('amy', { roles: ['applicant'] }),
      staff('gone', { active: false }),
      staff('admin', { roles: ['admin'] }),
    ],
    departments: [
      { id: 'bureau', parent: null, ...ALWAYS },
      { id: 'market', parent: 'bureau', ...ALWAYS },
      { id: 'licences', parent: 'market', ...ALWAYS },
      { id: 'fire', parent: 'bureau', ...ALWAYS },
    ],
    positions: [
      seat('zhou', 'bureau', { head: true }),
      seat('chen', 'market', { head: true }),
      seat('han', 'market'),
      seat('wu', 'licences', { head: true }),
      seat('li', 'licences', { post: 'reviewer' }),
      seat('wang', 'licences', { post: 'reviewer' }),
      seat('sun', 'fire', { post: 'reviewer' }),
    ],
    ...more,
  });

export const someone = (id: string, more: Partial<Actor> = {}): Actor =>
  person(id, { groups: id === 'li' || id === 'wang' ? ['review'] : [], ...more });

export const task = (id: string, assignment: string, attributes = '', more = ''): string =>
  `<userTask id="${id}" ${attributes}><extensionElements><tb:assignment ${assignment}/>${more}</extensionElements></userTask>`;

/** start → the tasks, in their order → end. */
export function inOrder(tasks: readonly string[], options?: ModelOptions): Promise<ProcessGraph> {
  const ids = tasks.map((one) => /id="(\w+)"/.exec(one)?.[1] ?? '');
  return graphOf(
    `<startEvent id="start"/>${tasks.join('')}<endEvent id="end"/>${flows(['start', ...ids, 'end'].join(' '))}`,
    options,
  );
}

export interface Opened {
  readonly initiator?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly organisation?: Organisation;
}

/** A case of these tasks that somebody has begun; wang unless said otherwise. */
export async function caseOf(tasks: readonly string[], opened: Opened = {}, options?: ModelOptions): Promise<Desk> {
  const desk = deskOf(await inOrder(tasks, options), opened);
  begin(desk, opened);
  return desk;
}

export function deskOf(graph: ProcessGraph, { organisation = office() }: Opened = {}): Desk {
  const desk = new Desk({ graphs: [graph] });
  desk.organisation = organisation;
  return desk;
}

export function begin(desk: Desk, { initiator = 'wang', variables = {} }: Opened = {}): void {
  const input = { definitionId: desk.first.id, initiator, variables };
  desk.open('start-process-instance', input, someone(initiator));
}
