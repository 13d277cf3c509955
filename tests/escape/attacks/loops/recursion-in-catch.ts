/** Meets the end of the stack again and again: each handler of the RangeError calls on. */
export function attack(): { text: string } {
  try {
    return attack();
  } catch {
    return attack();
  }
}
