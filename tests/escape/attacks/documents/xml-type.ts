/** An answer that a browser would read as XHTML, with a script in it. */
export function show(_: unknown, context: any) {
  context.responseHeader.set("content-type", "application/proto+xml");
  const page =
    '<html xmlns="http://www.w3.org/1999/xhtml"><script>document.documentElement.id = "owned"</script></html>';
  JSON.stringify = () => page;
  return { text: "" };
}
