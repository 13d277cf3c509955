/** Parts of the context replaced by others, where they let themselves. */
export function attack(_: unknown, context: any) {
  for (const name of ["responseHeader", "responseTrailer", "signal", "values", "method", "service"]) {
    try {
      context[name] = new Proxy({}, { get: () => () => context });
    } catch {
      // Read-only.
    }
  }
  return { text: "answered" };
}
