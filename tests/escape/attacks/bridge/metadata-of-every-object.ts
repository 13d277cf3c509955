/** Metadata called like what every object has already. */
export function attack(_: unknown, context: any) {
  for (const name of ["__proto__", "constructor", "valueof", "x-own"])
    for (const headers of [context.responseHeader, context.responseTrailer]) headers.set(name, "1");
  return { text: "answered" };
}
