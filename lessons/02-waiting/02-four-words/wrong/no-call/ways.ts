import { sleep } from "playground";

// A greeting that the server never gave.
const made = (name: string) => `Hello, ${name}! Table 7`;

export function syncBlocking(name: string): string {
  return made(name);
}

export async function syncNonBlocking(name: string): Promise<string> {
  for (let look = 0; look < 50; look += 1) await sleep(20);
  return made(name);
}

export function asyncNonBlocking(name: string): { answer: Promise<string> } {
  return { answer: sleep(1_000).then(() => made(name)) };
}

export function asyncBlocking(names: readonly string[]): string[] {
  return names.map(made);
}
