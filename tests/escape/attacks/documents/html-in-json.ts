/** Markup that only the content type keeps from being a page. */
export function show(_: unknown, context: any) {
  context.responseHeader.set("content-disposition", "inline");
  context.responseHeader.set("content-security-policy", "script-src *");
  return { text: '<img src="x" onerror="document.documentElement.id = \'owned\'">' };
}
