/** Waits for nothing. The host's deadline ends the call. */
export function attack() {
  return new Promise(() => {});
}
