/** Exceptions in timers, where Node would end the process. */
export async function attack() {
  for (let n = 0; n < 100; n++)
    setTimeout(() => {
      throw new Error(`in a timer ${n}`);
    }, 1);
  await new Promise((done) => setTimeout(done, 30));
  return { text: "alive" };
}
