/** An experiment that returns what never stops becoming something else. */
export async function attack() {
  const thenable: any = { then: (done: any) => done(thenable) };
  return thenable;
}
