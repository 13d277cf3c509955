/** Two content types in one: browsers believe the last. */
export function show(_: unknown, context: any) {
  context.responseHeader.set("content-type", "application/json, text/html");
  JSON.stringify = () => '<!doctype html><script>document.documentElement.id = "owned"</script>';
  return { text: "" };
}
