import { describe, expect, test } from "vitest";
import { DeploymentRecords } from "./deployment-records.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `d${index}`);

describe("the record of a deployment", () => {
  test("is one for who writes and who watches, however many deployments are known", () => {
    const known = new Set<string>();
    const records = new DeploymentRecords((id) => known.has(id));
    for (const id of names(500)) {
      // As a host is made: its record first, then it is known.
      const written = records.of(id);
      known.add(id);
      expect(records.of(id)).toBe(written);
    }
  });

  test("is kept while its deployment is known or it is watched; of the others the oldest go", async () => {
    const records = new DeploymentRecords((id) => id === "known");
    const [known, watched, forgotten] = ["known", "watched", "forgotten"].map((id) => records.of(id));
    const stop = new AbortController();
    const batches = watched?.log.watch("", stop.signal)[Symbol.asyncIterator]();
    await batches?.next();
    for (const id of names(300)) records.of(id);
    expect(records.of("known")).toBe(known);
    expect(records.of("watched")).toBe(watched);
    expect(records.of("forgotten")).not.toBe(forgotten);
    stop.abort();
  });

  test("is emptied when all together hold too much, the oldest first, and says what is lost", async () => {
    const records = new DeploymentRecords(() => true);
    for (const id of ["old", "new"]) {
      const recorder = records.of(id);
      for (let call = 1; call <= 3; call++) {
        recorder.changed(recorder.begin({ runId: "run", call, attempt: 0 }, ""));
      }
    }
    records.trim(records.of("new").log.bytes);
    expect([records.of("old").log.count, records.of("new").log.count]).toEqual([0, 3]);
    const batches = records.of("old").log.watch("run", AbortSignal.timeout(10_000));
    for await (const batch of batches) {
      expect(batch).toEqual({ events: [], dropped: 3 });
      break;
    }
  });
});
