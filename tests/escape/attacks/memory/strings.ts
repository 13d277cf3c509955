/** Long strings, flattened so that they are really there. */
export function attack() {
  const all: string[] = [];
  const text = "x".repeat(1000);
  for (let n = 0; ; n++) all.push((text + n).split("").join("-"));
}
