async function* forEver() {
  for (;;) yield null;
}

/** A stream that works and works and never has a message. */
export async function* stream() {
  for await (const nothing of forEver()) if (nothing !== null) yield { text: "never" };
}
