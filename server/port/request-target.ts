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
