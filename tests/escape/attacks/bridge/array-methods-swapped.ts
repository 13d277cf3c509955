/** The methods that code between isolate and host could be made of, swapped while it runs. */
export function attack() {
  const no = () => {
    throw new Error("swapped");
  };
  Object.assign(Array.prototype, { push: no, shift: no, slice: no });
  Object.assign(Map.prototype, { get: no, set: no, delete: no });
  Object.assign(Object.getPrototypeOf(Uint8Array.prototype), { set: no, subarray: no });
  Object.assign(Promise.prototype, { then: no });
  Object.assign(Math, { min: () => -1e9, max: () => 1e300 });
  return { text: "answered" };
}
