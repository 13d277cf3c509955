/** An answer that is a promise of a promise of a promise. */
export function attack() {
  const endless = { then: (done: (value: unknown) => void) => done(endless) };
  return endless;
}
