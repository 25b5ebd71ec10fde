/** `2026-03-02T01:00:00.000+0000`: its clients read no colon and no Z. */
export const restTime = (epochMs: number): string => new Date(epochMs).toISOString().replace('Z', '+0000');

/** The same of our own times; null stays null. */
export const restTimeOf = (time: string | null): string | null => (time === null ? null : restTime(Date.parse(time)));
