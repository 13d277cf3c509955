import { expect, test } from "vitest";
import { withHeartbeat } from "./with-heartbeat.ts";

test("what comes is handed on in its order, and silence is filled", async () => {
  let speak = (_value: string) => {};
  const later = new Promise<string>((resolve) => {
    speak = resolve;
  });
  async function* source() {
    yield "first";
    yield await later;
  }
  const heard: string[] = [];
  for await (const value of withHeartbeat(source(), "♥", 1)) {
    heard.push(value);
    if (heard.length === 4) speak("late");
  }
  expect(heard.slice(0, 4)).toEqual(["first", "♥", "♥", "♥"]);
  expect(heard.at(-1)).toBe("late");
});

test("a source that fails fails its listener", async () => {
  // biome-ignore lint/correctness/useYield: it fails before its first word
  async function* source(): AsyncGenerator<string> {
    throw new Error("gone");
  }
  const listen = async () => {
    for await (const _value of withHeartbeat(source(), "♥", 1_000));
  };
  await expect(listen()).rejects.toThrow("gone");
});

test("who stops listening leaves the source", async () => {
  let left = false;
  async function* source() {
    try {
      yield "first";
      yield "second";
    } finally {
      left = true;
    }
  }
  for await (const _value of withHeartbeat(source(), "♥", 1_000)) break;
  await expect.poll(() => left).toBe(true);
});
