import { describe, expect, test } from "vitest";
import { createSpread } from "./spread.ts";

describe("createSpread", () => {
  test("calls one after another stay on the first host", () => {
    const spread = createSpread(["a", "b"]);
    const hosts = Array.from({ length: 10 }, () => {
      const lease = spread.take();
      lease.release();
      return lease.baseUrl;
    });
    expect(new Set(hosts)).toEqual(new Set(["a"]));
  });

  test("the seventh open call goes to the next host, and a freed place is used again", () => {
    const spread = createSpread(["a", "b"]);
    const leases = Array.from({ length: 7 }, () => spread.take());
    expect(leases.map((lease) => lease.baseUrl).join("")).toBe("aaaaaab");
    leases[2]?.release();
    leases[2]?.release(); // A call ends once.
    expect([spread.take(), spread.take()].map((lease) => lease.baseUrl)).toEqual(["a", "b"]);
  });

  test("with every host full the calls queue up evenly", () => {
    const spread = createSpread(["a", "b"]);
    const hosts = Array.from({ length: 16 }, () => spread.take().baseUrl);
    expect(hosts.slice(12).toSorted().join("")).toBe("aabb");
  });
});
