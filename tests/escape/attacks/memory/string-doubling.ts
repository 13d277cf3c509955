/** Ropes cost nothing until somebody reads them. */
export function attack() {
  let text = "ab";
  const all: string[] = [];
  for (;;) {
    text = text.length < 2 ** 28 ? text + text : text;
    all.push(text.toUpperCase());
  }
}
