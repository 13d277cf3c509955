/** RFC 9112, 3.2: a path, or a whole URL as proxies are asked; `*` and what does not parse name nothing here. */
export function isTarget(target = ""): boolean {
  if (!target.startsWith("/") && !/^https?:\/\//i.test(target)) return false;
  try {
    decodeURIComponent(new URL(target, "http://host").pathname);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path and query of a whole URL, as proxies are asked; every server must take it (RFC 9112, 3.2.2). Anything else stays
 * as it is.
 */
export function originForm(target: string): string {
  const [whole, rest = ""] = /^https?:\/\/[^/?#]+([/?].*)?$/i.exec(target) ?? [];
  if (whole === undefined || !URL.canParse(target)) return target;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
