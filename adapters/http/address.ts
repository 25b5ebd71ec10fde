/** Which addresses an adapter may connect to. */
import addresses, { type IPv4, type IPv6 } from 'ipaddr.js';

// The package is CommonJS and its names cannot be imported one by one where Node loads it itself.
const { parse, parseCIDR } = addresses;

/**
 * A public unicast address, or one in a network that the adapter was given. Loopback, private, link-local (with the metadata services of
 * clouds), shared, multicast and reserved ranges are not public, nor is any IPv6 form that carries an IPv4 address: those are judged by the
 * address they carry.
 */
export function isAllowed(address: string, allowed: readonly string[]): boolean {
  const carried = carriedBy(parse(address));
  return carried.range() === 'unicast' || allowed.some((network) => isIn(carried, network));
}

function isIn(address: IPv4 | IPv6, network: string): boolean {
  const [base, bits] = parseCIDR(network.includes('/') ? network : `${network}/${network.includes(':') ? 128 : 32}`);
  return address.kind() === base.kind() && address.match(base as never, bits);
}

/** ::ffff:10.0.0.1 and 64:ff9b::10.0.0.1 lead to 10.0.0.1. Other forms (6to4, Teredo) are no unicast range and stay forbidden. */
function carriedBy(address: IPv4 | IPv6): IPv4 | IPv6 {
  if (address.kind() === 'ipv4') return address;
  const v6 = address as IPv6;
  if (v6.isIPv4MappedAddress()) return v6.toIPv4Address();
  if (v6.range() !== 'rfc6052') return v6;
  const bytes = v6.toByteArray().slice(-4);
  return parse(bytes.join('.'));
}
