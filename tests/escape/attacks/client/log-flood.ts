/** More lines than anybody reads. */
export async function attack() {
  for (let n = 0; n < 200_000; n++) console.log(`line ${n}`, "x".repeat(1_000));
}
