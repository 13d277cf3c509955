/** The stack ends before the turn does. */
export function attack(): { text: string } {
  return { text: attack().text + attack().text };
}
