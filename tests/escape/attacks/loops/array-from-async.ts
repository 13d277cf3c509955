/** Collects what never ends, without a loop of its own. */
export async function attack() {
  async function* endless() {
    for (let count = 0; ; count++) yield count;
  }
  return { text: String((await (Array as any).fromAsync(endless())).length) };
}
