/** Other classes under the names of those that Connect and protobuf use. */
export function attack() {
  for (const name of [
    "Headers",
    "AbortController",
    "TextEncoder",
    "TextDecoder",
    "URL",
    "setTimeout",
    "Promise",
    "Uint8Array",
    "Map",
  ])
    (globalThis as any)[name] = class {
      constructor() {
        throw new Error("swapped");
      }
    };
  return { text: "answered" };
}
