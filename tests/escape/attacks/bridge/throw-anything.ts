/** What is thrown need not be an error. */
export function attack() {
  throw new Proxy(() => {}, {
    get() {
      throw null;
    },
    getPrototypeOf() {
      throw undefined;
    },
  });
}
