/** Reasons for standing still that mean: the applicant is waited for. The lamp is blue then, and who is told is the applicant. */
export const WAITS_FOR_APPLICANT: readonly string[] = ['request-supplement', 'applicant', 'payment'];
