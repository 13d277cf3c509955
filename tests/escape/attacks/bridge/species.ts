/** Derived arrays, promises and buffers of another kind than whoever derives them expects. */
export function attack() {
  const species = (owner: object, get: () => unknown) =>
    Object.defineProperty(owner, Symbol.species, { get });
  class Silent {
    constructor(run: (done: () => void, fail: () => void) => void) {
      run(
        () => {},
        () => {},
      );
    }
  }
  species(Promise, () => Silent);
  species(Object.getPrototypeOf(Uint8Array), () => Array);
  species(ArrayBuffer, () => Uint8Array);
  species(Array, () => Silent);
  return { text: "answered" };
}
