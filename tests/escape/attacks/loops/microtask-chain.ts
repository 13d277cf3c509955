/** Every promise job queues the next: the turn never ends although no function runs long. */
export function attack() {
  const again = (): Promise<never> => Promise.resolve().then(again);
  return again();
}
