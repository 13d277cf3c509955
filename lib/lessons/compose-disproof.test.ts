import { describe, expect, test } from "vitest";
import { composeDisproof, type DisproofParts } from "./compose-disproof.ts";
import { kindOf, withoutShows } from "./disproof.ts";

const file = (path: string, content: string) => ({ path, content });
const network = { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 };
const parts: DisproofParts = {
  files: {
    start: [file("client.ts", "start"), file("server.ts", "start")],
    peers: {
      throws: [file("server.ts", "throws")],
      older: [file("client/greet.proto", "old"), file("server/greet.proto", "new")],
    },
  },
  wrong: { race: [file("client.ts", "race")] },
  wrongSettings: { race: { workers: 1, codec: "json" } },
  shown: { experiment: "greetings" },
  settings: { workers: 10, queueLimit: null, network, protocol: "connect", codec: "binary", calls: 4 },
};

describe("a disproof is made of", () => {
  test("the start and a folder below wrong/, with what that chooses", () => {
    const made = composeDisproof(parts, "race");
    expect(made.files).toEqual([file("server.ts", "start"), file("client.ts", "race")]);
    expect(made.experiment).toBe("greetings");
    expect(made.settings).toEqual({ ...parts.settings, workers: 1, codec: "json" });
  });

  test("a folder below peers/ laid over the start", () => {
    expect(composeDisproof(parts, { peer: "throws" }).files).toEqual([
      file("client.ts", "start"),
      file("server.ts", "throws"),
    ]);
  });

  test("a peer whose two sides hold different files of one path", () => {
    expect(composeDisproof(parts, { peer: "older" }).files.slice(2)).toEqual([
      { ...file("greet.proto", "old"), only: "client" },
      { ...file("greet.proto", "new"), only: "server" },
    ]);
  });

  test("the start with other settings, which win over those of a folder", () => {
    expect(composeDisproof(parts, { settings: { workers: 50 } }).files).toEqual(parts.files.start);
    const both = composeDisproof(parts, { wrong: "race", settings: { workers: 50 } });
    expect(both.settings).toMatchObject({ workers: 50, codec: "json" });
  });

  test("another experiment", () => {
    expect(composeDisproof(parts, { experiment: "trip" }).experiment).toBe("trip");
  });
});

test("what it changes most has a word of its own", () => {
  expect(kindOf("race")).toBe("version");
  expect(kindOf({ peer: "throws", experiment: "trip" })).toBe("version");
  expect(kindOf({ experiment: "trip", settings: { workers: 1 } })).toBe("experiment");
  expect(kindOf({ settings: { workers: 1 } })).toBe("settings");
});

test("the browser gets it without what only tests ask", () => {
  const asked = withoutShows({ a: "race", b: { peer: "throws", shows: () => true } });
  expect(asked).toStrictEqual({ a: "race", b: { peer: "throws" } });
});
