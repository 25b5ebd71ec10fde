/** Reasons for standing still that mean: the applicant is waited for. The lamp is blue then, and who is told is the applicant. */
export const WAITS_FOR_APPLICANT: readonly string[] = ['request-supplement', 'applicant', 'payment'];

/** What a promise leaves out where the model waits for the applicant: how such a pause is recorded. */
export const OWN_TIME = { reason: 'applicant', verb: 'wait' } as const;
