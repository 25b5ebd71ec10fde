/** Where a clerk goes next: first to what the action itself opened for them, else down the list, else up. */
interface HasId {
  readonly id: string;
}

export function nextTask(items: readonly HasId[], finished: string, opened: readonly HasId[] = []): string | undefined {
  const [follow] = opened.filter(({ id }) => id !== finished);
  if (follow) return follow.id;
  const at = items.findIndex(({ id }) => id === finished);
  if (at < 0) return items[0]?.id;
  return (items[at + 1] ?? items[at - 1])?.id;
}

/** The row to highlight after a step up or down; stays at the ends. */
export function step(items: readonly HasId[], from: string | undefined, by: 1 | -1): string | undefined {
  const at = items.findIndex(({ id }) => id === from);
  if (at < 0) return items[0]?.id;
  return (items[at + by] ?? items[at])?.id;
}
