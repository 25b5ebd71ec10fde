/** Whether somebody, or a process, may read an entry now, for the purpose named. Everything that is not granted is refused. */
import { type Failure, fail, ok, type Result } from '../errors.ts';
import { type DataEntry, isInForce } from './entry.ts';

export interface DataBlock {
  readonly id: string;
  readonly element: string;
  /** Null: nobody may be given it. */
  readonly department: string | null;
  readonly since: number;
  readonly until: number | null;
}

export interface DataGrant {
  readonly id: string;
  readonly code: string;
  /** Either a department or the cases of a process. */
  readonly department: string | null;
  readonly process: string | null;
  readonly items: readonly string[];
  readonly purpose: string;
  /** Shows items of the higher levels unmasked. */
  readonly plain: boolean;
  /** Reads of one person in an hour; more suspends the grant. */
  readonly perHour: number;
  readonly since: number;
  readonly until: number;
  readonly suspendedAt: number | null;
}

export interface Reader {
  /** The departments somebody works in, with those above; the department a process belongs to, or none. */
  readonly departments: readonly string[];
  /** Key of the process whose case asks; null where a person does. */
  readonly process: string | null;
}

export interface Wish {
  readonly entry: DataEntry;
  readonly purpose: string;
  /** Empty: all that one may. */
  readonly items: readonly string[];
  readonly now: number;
}

/** What may be told, and by which grant. */
export interface Permit {
  readonly grant: DataGrant | null;
  readonly items: readonly string[];
  /** Whether items of the higher levels are shown as they are. */
  readonly plain: boolean;
}

export interface Lists {
  readonly blocks: readonly DataBlock[];
  /** Those of the entry. */
  readonly grants: readonly DataGrant[];
}

export function judgeRead(wish: Wish, reader: Reader, { blocks, grants }: Lists): Result<Permit> {
  const { entry, now } = wish;
  const { code } = entry;
  if (!isInForce(entry, now)) return fail('not-found', { kind: 'data-entry', id: code });
  const block = blockFor(entry, reader, { blocks, now });
  if (block) return fail('data-forbidden', { code, id: block.id });
  if (reader.departments.includes(entry.provider)) return permit(wish, null, true);
  if (entry.sharing === 'none') return fail('data-not-shared', { code, basis: entry.basis ?? '' });
  const own = grants.filter((grant) => isFor(grant, reader));
  const valid = own.find((grant) => isLive(grant, now) && grant.purpose === wish.purpose);
  if (valid) return permit(wish, valid, valid.plain);
  if (own.some(({ suspendedAt }) => suspendedAt !== null) && !own.some((grant) => isLive(grant, now)))
    return fail('data-grant-suspended', { code });
  if (entry.sharing === 'unconditional') return permit(wish, null, false);
  return { ok: false, failure: whyNot(wish, own) };
}

/** A process that was deployed may call unless the entry wants a grant of it too, or one it had is suspended or over. */
export function judgeCall(wish: Wish, reader: Reader, lists: Lists): Result<Permit> {
  const { entry, now } = wish;
  const own = lists.grants.filter((grant) => isFor(grant, reader));
  const isFree = !entry.processGrant && own.length === 0 && entry.sharing !== 'none';
  if (!isFree) {
    const live = own.find((grant) => isLive(grant, now));
    // What a process asks for is written in its model, and so is the purpose: a grant for it need not repeat its words.
    return judgeRead(live ? { ...wish, purpose: live.purpose } : wish, reader, lists);
  }
  const block = blockFor(entry, reader, { blocks: lists.blocks, now });
  return block ? fail('data-forbidden', { code: entry.code, id: block.id }) : permit(wish, null, true);
}

function whyNot({ entry: { code }, purpose, now }: Wish, own: readonly DataGrant[]): Failure {
  const live = own.filter((grant) => isLive(grant, now));
  const [first] = live;
  if (first) return failure(fail('data-purpose-differs', { code, purpose, granted: first.purpose }));
  if (own.some(({ suspendedAt }) => suspendedAt !== null)) return failure(fail('data-grant-suspended', { code }));
  return failure(own.length > 0 ? fail('data-grant-ended', { code }) : fail('data-grant-missing', { code }));
}

const failure = (result: { readonly failure: Failure }): Failure => result.failure;

export const isLive = ({ since, until, suspendedAt }: DataGrant, now: number): boolean =>
  suspendedAt === null && since <= now && now < until;

const isFor = ({ department, process }: DataGrant, reader: Reader): boolean =>
  department === null ? process === reader.process && process !== null : reader.departments.includes(department);

/** The entry of the negative list that keeps the reader from the element. */
export function blockFor(
  { element }: Pick<DataEntry, 'element'>,
  { departments }: Pick<Reader, 'departments'>,
  { blocks, now }: { readonly blocks: readonly DataBlock[]; readonly now: number },
): DataBlock | undefined {
  return blocks.find(
    (block) =>
      block.element === element &&
      isInForce(block, now) &&
      (block.department === null || departments.includes(block.department)),
  );
}

/** Items nobody granted are not told that they are there. */
function permit({ entry, items }: Wish, grant: DataGrant | null, plain: boolean): Result<Permit> {
  const granted = entry.items.map(({ name }) => name).filter((name) => grant === null || grant.items.includes(name));
  const unknown = items.find((name) => !granted.includes(name));
  if (unknown !== undefined) return fail('data-item-unknown', { code: entry.code, item: unknown });
  return ok({ grant, items: items.length === 0 ? granted : items, plain });
}
