/** A hundred thousand lines in one turn. */
export function attack() {
  for (let n = 0; n < 100_000; n++) console.log("line", n);
  return { text: "logged" };
}
