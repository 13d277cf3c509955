/** A file of the handler's making, as if this site offered it. */
export function show(_: unknown, context: any) {
  context.responseHeader.set("content-disposition", 'attachment; filename="update.sh"');
  return { text: "rm -rf ~" };
}
