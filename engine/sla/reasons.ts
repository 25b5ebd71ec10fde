/** Reasons for standing still that mean: the applicant is waited for. The lamp is blue then, and who is told is the applicant. */
export const WAITS_FOR_APPLICANT: readonly string[] = ['supplement', 'correction', 'applicant', 'payment'];

/** A task that is held: its own clock stands still, and no other. */
export const HELD = 'held';
