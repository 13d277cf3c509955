import { expect, test } from "vitest";
import { createAttemptLog } from "./attempt-log.ts";
import { createRecordingTransport } from "./recording-transport.ts";

test("a browser opens its connections as it likes, and who asks for some hears where to have them", () => {
  const clock = { now: () => 0, toUs: (ms: number) => ms * 1_000, zeroUnixMs: 0 };
  const parts = {
    settings: { protocol: "connect", codec: "binary" } as const,
    spread: () => ({ origin: "http://localhost", host: 0 }),
    attempts: createAttemptLog("run", clock, { push: () => {} } as never, null),
    currentLine: () => undefined,
  };
  expect(() => createRecordingTransport(parts as never, { httpVersion: "2" })).toThrow(/backend/);
  expect(() => createRecordingTransport(parts as never, { tls: "1.3" })).toThrow(/backend/);
  expect(() => createRecordingTransport(parts as never)).not.toThrow();
});
