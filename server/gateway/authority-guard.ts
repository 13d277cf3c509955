// host [":" port]; host is a name, an IPv4 address or an IPv6 literal in brackets (RFC 3986, 3.2.2, without user info).
const authoritySyntax = /^(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9.])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
const maxRemembered = 1_000;
const remembered = new Set<string>();

/**
 * Whether URLs can be made with this `Host` or `:authority`. Adapters that call `new URL` with another one throw inside
 * the server's event loop and end the process, so every request passes here first.
 */
export function isAuthority(authority: string | undefined): boolean {
  if (authority === undefined) return false;
  if (remembered.has(authority)) return true;
  if (!authoritySyntax.test(authority) || !URL.canParse(`http://${authority}`)) return false;
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.add(authority);
  return true;
}
