import { describe, expect, test } from "vitest";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { StoredRun } from "./run-list.ts";
import { otherPairs } from "./run-pairs.ts";

function run(
  id: string,
  experiment: string,
  sourceKey: string | null = "same",
  outcome = "finished",
): StoredRun {
  const header = { id, experiment, outcome: { kind: outcome }, totals: { ok: 4 }, marks: [] };
  return { id, number: 1, origin: "run", record: { header } as unknown as RunRecord, sourceKey };
}

const ids = (runs: readonly StoredRun[], a: string, b: string) => {
  const find = (id: string) => runs.find((each) => each.id === id) ?? run("?", "?");
  return otherPairs(runs, find(a), find(b)).map(([one, other]) => `${one.header.id}${other.header.id}`);
};

describe("the other pairs of a visit", () => {
  test("pair the newest with the newest, without the pair on screen", () => {
    const runs = [
      run("a", "sync"),
      run("b", "async"),
      run("c", "sync"),
      run("d", "async"),
      run("e", "sync"),
      run("f", "async"),
    ];
    expect(ids(runs, "e", "f")).toEqual(["cd", "ab"]);
    expect(ids(runs, "a", "f")).toEqual(["ed", "cb"]);
  });

  test("are as many as the experiment that ran less often", () => {
    const runs = [run("a", "sync"), run("b", "async"), run("c", "async"), run("d", "async")];
    expect(ids(runs, "a", "d")).toEqual([]);
  });

  test("leave out other code, other settings and runs that were stopped", () => {
    const runs = [
      run("a", "sync"),
      run("b", "async"),
      run("c", "sync", "changed"),
      run("d", "async", "changed"),
      run("e", "sync", "same", "stopped"),
      run("f", "async", "same"),
      run("g", "sync"),
    ];
    expect(ids(runs, "g", "f")).toEqual(["ab"]);
    expect(ids(runs, "g", "d")).toEqual([]);
  });

  test("of runs from a file, or of one experiment, there are none", () => {
    const runs = [run("a", "sync", null), run("b", "async", null), run("c", "sync"), run("d", "sync")];
    expect(ids(runs, "a", "b")).toEqual([]);
    expect(ids(runs, "c", "d")).toEqual([]);
  });
});
