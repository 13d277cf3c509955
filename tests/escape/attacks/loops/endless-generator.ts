function* forEver() {
  for (let n = 0; ; n++) yield n;
}

/** A reader of what never ends. */
export function attack() {
  let sum = 0;
  for (const n of forEver()) sum += n;
  return { text: String(sum) };
}
