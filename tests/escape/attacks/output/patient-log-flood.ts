/** Few lines a turn, for many turns: it is the minute's bytes that end it. */
export async function attack() {
  for (let turn = 0; turn < 300; turn++) {
    for (let n = 0; n < 5; n++) console.log("x".repeat(4_000));
    await new Promise((done) => setTimeout(done, 1));
  }
  return { text: "logged" };
}
