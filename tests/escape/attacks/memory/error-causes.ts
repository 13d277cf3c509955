/** A chain of a million causes, thrown: whoever prints it walks it. */
export function attack() {
  let error = new Error("first");
  for (let n = 0; n < 50_000; n++) error = new Error("next", { cause: error });
  throw error;
}
