const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Whether a host name or address is this very machine; IPv6 may be in brackets, IPv4 may be written as IPv6. */
export const isLoopback = (host: string): boolean =>
  LOOPBACK.test(host.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, ''));
