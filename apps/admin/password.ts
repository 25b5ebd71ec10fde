/** The server refuses shorter ones; the form says so before. */
export const SHORTEST_PASSWORD = 8;
