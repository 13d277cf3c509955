/** Each immediate sets two more. */
export function attack() {
  const twice = () => {
    setImmediate(twice);
    setImmediate(twice);
  };
  twice();
  return new Promise(() => {});
}
