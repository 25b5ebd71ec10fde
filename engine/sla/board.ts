/** By what a board of clocks can be grouped. */
export const BOARD_DIMENSIONS = ['department', 'process', 'step', 'person', 'clock', 'lamp'] as const;

export type BoardDimension = (typeof BOARD_DIMENSIONS)[number];
