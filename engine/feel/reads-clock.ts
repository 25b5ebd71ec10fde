/** Whether an expression asks for the time, which changes without anybody writing it. A text that only mentions the functions counts too. */
export const readsClock = (source: string): boolean => /\b(?:now|today)\s*\(/.test(source);
