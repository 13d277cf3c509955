import ivm from "isolated-vm";
import type { HeldCalls } from "./held-calls.ts";
import type { GuestSettings } from "./settings.ts";

/** What the isolate may ask of held calls. Every argument comes from beside the visitor's code and is checked. */
export function createHeldFunctions(
  held: HeldCalls,
  { maxMessageBytes, maxHeaderBytes }: GuestSettings,
  /** Whether the program may stop its thread: a handler's would stop everybody's calls. */
  mayWait: () => boolean,
) {
  /** The body of the answer that was taken last. */
  let body: Buffer = Buffer.alloc(0);
  const number = (value: unknown) => (typeof value === "number" && value >= 0 ? value : 0);

  const functions = {
    /** False: it is too large, or no request, or finds no room, and was not sent. */
    sendHeld(id: unknown, head: unknown, bytes: unknown, intendedUs: unknown): boolean {
      if (!mayWait() || typeof head !== "string" || !(bytes instanceof ArrayBuffer)) return false;
      if (head.length > 4 * maxHeaderBytes || bytes.byteLength > maxMessageBytes + 5) return false;
      return held.send(number(id), { head, body: Buffer.from(bytes), intendedUs: number(intendedUs) });
    },
    isHeldThere: (id: unknown): boolean => held.isThere(number(id)),
    waitForHeld: (id: unknown, untilUs: unknown): void => held.wait(number(id), number(untilUs)),
    /** JSON of all but the body; undefined: it is not there. */
    takeHeld(id: unknown): string | undefined {
      const answer = held.take(number(id));
      if (answer === null) return undefined;
      const { body: bytes, ...rest } = answer;
      body = bytes;
      return JSON.stringify(rest);
    },
    takeHeldBody(): ivm.Copy<ArrayBuffer> {
      const bytes = Uint8Array.from(body).buffer;
      body = Buffer.alloc(0);
      return new ivm.ExternalCopy(bytes, { transferOut: true }).copyInto({ release: true, transferIn: true });
    },
  };
  return Object.fromEntries(
    Object.entries(functions).map(([name, run]) => [
      name,
      new ivm.Callback(run as (...args: unknown[]) => unknown),
    ]),
  );
}
