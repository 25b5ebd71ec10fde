/** An analysis would take longer than a deployment may; the table is told to be not analysed. */
export class TooMuchWork extends Error {}
