/** Which cases are shown, kept in the address: it survives reload, can be shared, and figures elsewhere link to it. */
import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { Lamp, Query } from '../api/types.ts';
import { afterOf, beforeOf } from '../time/days.ts';

export const STATUSES = ['active', 'incident', 'suspended', 'completed', 'terminated'] as const;
type Status = (typeof STATUSES)[number];

export interface CaseFilter {
  readonly process?: string;
  readonly definition?: string;
  readonly step?: string;
  readonly number?: string;
  /** A status, or all open or all ended cases. */
  readonly status?: Status | 'open' | 'ended';
  /** The worst lamp of its own limits. */
  readonly lamp?: Lamp;
  /** Days of the calendar of the country, both included. */
  readonly startedFrom?: string;
  readonly startedTo?: string;
  readonly endedFrom?: string;
  readonly endedTo?: string;
}

const WORDS = ['process', 'definition', 'step', 'number'] as const;
const DAYS = ['startedFrom', 'startedTo', 'endedFrom', 'endedTo'] as const;
const isStatus = (value: string): value is NonNullable<CaseFilter['status']> =>
  value === 'open' || value === 'ended' || STATUSES.some((status) => status === value);
/** From the worst to the best. */
export const LAMPS: readonly Lamp[] = ['double-red', 'red', 'yellow', 'green', 'grey', 'blue'];
const isLamp = (value: string): boolean => LAMPS.some((lamp) => lamp === value);
const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** What of an address is a filter; anything else in it is left out. */
export function filterOf(query: LocationQuery): CaseFilter {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value : '';
  };
  const entries: [string, string][] = [
    ...WORDS.map((name): [string, string] => [name, text(name)]),
    ...DAYS.map((name): [string, string] => [name, isDay(text(name)) ? text(name) : '']),
    ['lamp', isLamp(text('lamp')) ? text('lamp') : ''],
    ['status', isStatus(text('status')) ? text('status') : ''],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** The address of a filter: empty values are left out. */
export const addressQuery = (filter: CaseFilter): LocationQueryRaw =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''));

/** The filter as the API takes it; `zone` is whose days it means. */
export function apiQuery(filter: CaseFilter, zone: string): NonNullable<Query<'get', '/process-instances'>> {
  const { process, definition, step, number, status, lamp, startedFrom, startedTo, endedFrom, endedTo } = filter;
  return {
    ...(process ? { definitionKey: process } : {}),
    ...(definition ? { definitionId: definition } : {}),
    ...(step ? { elementId: step } : {}),
    ...(number ? { businessKey: number } : {}),
    ...(lamp ? { lamp } : {}),
    ...(status === 'open' || status === 'ended' ? { open: status === 'open' } : status ? { status } : {}),
    ...(startedFrom ? { startedAfter: afterOf(zone, startedFrom) } : {}),
    ...(startedTo ? { startedBefore: beforeOf(zone, startedTo) } : {}),
    ...(endedFrom ? { endedAfter: afterOf(zone, endedFrom) } : {}),
    ...(endedTo ? { endedBefore: beforeOf(zone, endedTo) } : {}),
  };
}
