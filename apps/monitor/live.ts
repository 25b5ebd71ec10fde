/** Figures are sums over everything: they follow changes at this pace, however many there are. */
export const LIVE_MS = 2000;
