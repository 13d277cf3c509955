/** Thirty references to itself, twice each: a gigabyte of JSON from two hundred bytes. */
export function attack() {
  let doubled: unknown = "x";
  for (let n = 0; n < 40; n++) doubled = [doubled, doubled];
  return { text: JSON.stringify(doubled).slice(0, 10) };
}
