/** Text of a few megabytes whose nesting breaks recursive readers and writers. */
export function attack() {
  const depth = 1_000_000;
  const nested = JSON.parse("[".repeat(depth) + "]".repeat(depth));
  return { text: JSON.stringify(nested).slice(0, 10) };
}
