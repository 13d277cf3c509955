import { describe, expect, test } from "vitest";
import type { RunRecord } from "#lib/record/run-record.ts";
import { foldRunList, type RunList, type StoredRun } from "./run-list.ts";

function run(
  id: string,
  experiment: string,
  origin: StoredRun["origin"] = "run",
  outcome = "finished",
): StoredRun {
  const header = { experiment, outcome: { kind: outcome }, totals: { ok: 4 } };
  const record = { header } as unknown as RunRecord;
  return { id, number: 1, origin, record, sourceKey: null };
}

const empty: RunList = { runs: [], shownId: null, otherId: null };
const begin = (list: RunList, next: StoredRun) => foldRunList(list, { kind: "begin", run: next });

describe("the list of runs", () => {
  test("a run of another experiment is compared with the one before", () => {
    const list = begin(begin(empty, run("a", "blocking")), run("b", "allAtOnce"));
    expect(list).toMatchObject({ shownId: "b", otherId: "a" });
  });

  test("running the same experiment again keeps its partner", () => {
    const list = begin(
      begin(begin(empty, run("a", "blocking")), run("b", "allAtOnce")),
      run("c", "allAtOnce"),
    );
    expect(list).toMatchObject({ shownId: "c", otherId: "a" });
  });

  test("a recorded run gives way to the visitor's first own run", () => {
    const recorded = foldRunList(empty, { kind: "add", run: run("r", "blocking", "recorded") });
    expect(begin(recorded, run("a", "allAtOnce"))).toMatchObject({ shownId: "a", otherId: null });
  });

  test("a run that was stopped is no measure for the next one", () => {
    const list = begin(begin(empty, run("a", "blocking", "run", "stopped")), run("b", "allAtOnce"));
    expect(list).toMatchObject({ shownId: "b", otherId: null });
  });

  test("an update changes one record and nothing on screen", () => {
    const list = begin(empty, run("a", "blocking"));
    const record = { header: { experiment: "blocking", id: "new" } } as unknown as RunRecord;
    const updated = foldRunList(list, { kind: "update", id: "a", record });
    expect(updated.runs[0]?.record).toBe(record);
    expect(updated.shownId).toBe("a");
  });

  test("a run is never compared with itself", () => {
    const list = begin(begin(empty, run("a", "blocking")), run("b", "allAtOnce"));
    expect(foldRunList(list, { kind: "compare", id: "b" }).otherId).toBeNull();
    expect(foldRunList(list, { kind: "show", id: "a" }).otherId).toBeNull();
  });
});
