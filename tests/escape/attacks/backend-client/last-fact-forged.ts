/** Says that it ended, and goes on. */
export async function attack() {
  const { stringify } = JSON;
  JSON.stringify = (() => stringify([{ kind: "ended", atUs: 1, outcome: { kind: "finished" } }])) as never;
  for (;;) await new Promise((done) => setTimeout(done, 20));
}
