/** More than the memory that host and isolate share: the host must not write beyond it. */
export function attack() {
  const bytes = new Uint8Array(65_536);
  crypto.getRandomValues(bytes);
  let refused = "";
  try {
    crypto.getRandomValues(new Uint8Array(50_000_000));
  } catch (error) {
    refused = (error as Error).name;
  }
  return { text: `${bytes.some((byte) => byte !== 0)} ${refused}` };
}
