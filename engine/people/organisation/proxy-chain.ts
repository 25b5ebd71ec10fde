/** What a new proxy may not do to the ones there are. */
import { fail, ok, type Result } from '../../errors.ts';
import type { Period, ProxyRow } from './rows.ts';

type Link = Pick<ProxyRow, 'principal' | 'proxy' | 'since' | 'until'>;

/** A proxy, and the proxy of a proxy. */
const LONGEST = 2;

/**
 * Refuses with 'proxy-of-oneself', 'period-invalid', 'proxy-circle' (followed from person to person it leads back) or 'proxy-chain' (it would be
 * the proxy of a proxy's proxy). Links belong to one chain only where all of them hold at one instant.
 */
export function checkProxy(link: Link, others: readonly Link[]): Result<void> {
  const { principal, proxy, since, until } = link;
  if (principal === proxy) return fail('proxy-of-oneself', { id: principal });
  if (until !== null && until <= since) return fail('period-invalid', { since: timeOf(since), until: timeOf(until) });
  const chains = chainsThrough(link, others);
  const circle = chains.find((chain) => chain[0] === chain.at(-1));
  if (circle) return fail('proxy-circle', { chain: circle.join(' → ') });
  const long = chains.find((chain) => chain.length - 1 > LONGEST);
  return long ? fail('proxy-chain', { chain: long.join(' → ') }) : ok(undefined);
}

const timeOf = (instant: number): string => new Date(instant).toISOString();

interface Way {
  readonly people: readonly string[];
  readonly period: Period;
}

/** Every chain that contains the link, from principal to proxy; one that leads back ends where it does. */
function chainsThrough(link: Link, others: readonly Link[]): (readonly string[])[] {
  const found: Way[] = [{ people: [link.principal, link.proxy], period: link }];
  for (const way of found) {
    const [first = '', last = ''] = [way.people[0], way.people.at(-1)];
    if (first === last || way.people.length > LONGEST + 1) continue;
    for (const other of others) {
      const period = common(way.period, other);
      if (!period) continue;
      if (other.principal === last) found.push({ people: [...way.people, other.proxy], period });
      else if (other.proxy === first) found.push({ people: [other.principal, ...way.people], period });
    }
  }
  return found.map(({ people }) => people);
}

function common(one: Period, other: Period): Period | undefined {
  const since = Math.max(one.since, other.since);
  const until = Math.min(one.until ?? Number.POSITIVE_INFINITY, other.until ?? Number.POSITIVE_INFINITY);
  return since < until ? { since, until: Number.isFinite(until) ? until : null } : undefined;
}
