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

  const view = { shownId: "b", otherId: "a" };

  test("after a reload the visit's runs are on screen as before, and the next one counts on", () => {
    const kept = [run("a", "blocking"), { ...run("b", "allAtOnce"), number: 2 }];
    const recorded = [run("r", "blocking", "recorded")];
    const list = foldRunList(empty, { kind: "earlier", recorded, kept, view });
    expect(list).toMatchObject({ shownId: "b", otherId: "a" });
    expect(list.runs.map(({ id }) => id)).toEqual(["r", "a", "b"]);
    expect(begin(list, run("c", "allAtOnce")).runs.at(-1)).toMatchObject({ id: "c", number: 3 });
  });

  test("a run that began before the kept ones were back stays on screen and counts on from them", () => {
    const begun = begin(empty, run("c", "allAtOnce"));
    const list = foldRunList(begun, { kind: "earlier", recorded: [], kept: [run("a", "blocking")], view });
    expect(list).toMatchObject({ shownId: "c", otherId: null });
    expect(list.runs.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("on a first visit the recorded pair is on screen", () => {
    const recorded = [run("r", "blocking", "recorded"), run("s", "allAtOnce", "recorded")];
    const none = { shownId: null, otherId: null };
    const list = foldRunList(empty, { kind: "earlier", recorded, kept: [], view: none });
    expect(list).toMatchObject({ shownId: "s", otherId: "r" });
  });

  test("what was on screen and is gone gives way to the last kept run", () => {
    const gone = { shownId: "x", otherId: "y" };
    const list = foldRunList(empty, {
      kind: "earlier",
      recorded: [],
      kept: [run("a", "blocking")],
      view: gone,
    });
    expect(list).toMatchObject({ shownId: "a", otherId: null });
  });

  test("calls from outside come to the list without leading a visitor away from their own run", () => {
    const list = foldRunList(begin(empty, run("a", "blocking")), {
      kind: "outside",
      runs: [run("o", "outside", "outside")],
    });
    expect(list.runs.map(({ id }) => id)).toEqual(["a", "o"]);
    expect(list).toMatchObject({ shownId: "a", otherId: null });
  });

  test("who looks at calls from outside, or at a recorded run, is shown the newest of them", () => {
    const recorded = foldRunList(empty, { kind: "add", run: run("r", "blocking", "recorded") });
    const first = foldRunList(recorded, { kind: "outside", runs: [run("o", "outside", "outside")] });
    expect(first).toMatchObject({ shownId: "o", otherId: null });
    const second = foldRunList(first, { kind: "outside", runs: [run("p", "outside", "outside")] });
    expect(second.shownId).toBe("p");
  });

  test("a session that grows changes its record and nothing on screen", () => {
    const list = foldRunList(begin(empty, run("a", "blocking")), {
      kind: "outside",
      runs: [run("o", "outside", "outside"), run("p", "outside", "outside")],
    });
    const grown = { ...run("o", "outside", "outside"), number: 7 };
    const after = foldRunList(foldRunList(list, { kind: "show", id: "p" }), {
      kind: "outside",
      runs: [grown],
    });
    expect(after.runs.map(({ id, number }) => [id, number])).toContainEqual(["o", 7]);
    expect(after.shownId).toBe("p");
  });

  test("only the newest sessions from outside are kept, and the one on screen", () => {
    const session = (n: number) => run(`o${n}`, "outside", "outside");
    let list = foldRunList(begin(empty, run("a", "blocking")), { kind: "outside", runs: [session(0)] });
    list = foldRunList(list, { kind: "show", id: "o0" });
    const many = Array.from({ length: 20 }, (_, n) => session(n + 1));
    const shown = begin(list, run("b", "blocking"));
    const kept = foldRunList(foldRunList(shown, { kind: "show", id: "a" }), { kind: "outside", runs: many });
    expect(kept.runs.filter(({ origin }) => origin === "outside").length).toBe(8);
    expect(kept.runs.filter(({ origin }) => origin === "run").length).toBe(2);
    expect(kept.runs.at(-1)?.id).toBe("o20");
  });

  test("a remembered run is shown alone, or drawn beside the one on screen, and is in the list once", () => {
    const own = begin(empty, run("a", "blocking"));
    const old = run("h", "allAtOnce", "history");
    const alone = foldRunList(own, { kind: "remember", run: old, how: "alone" });
    expect(alone).toMatchObject({ shownId: "h", otherId: null });
    const beside = foldRunList(own, { kind: "remember", run: old, how: "beside" });
    expect(beside).toMatchObject({ shownId: "a", otherId: "h" });
    const again = foldRunList(beside, { kind: "remember", run: old, how: "alone" });
    expect(again.runs.map(({ id }) => id)).toEqual(["a", "h"]);
    expect(again.shownId).toBe("h");
  });

  test("a run of this visit that is looked up in the history is shown as it is, with its number", () => {
    const own = begin(begin(empty, run("a", "blocking")), run("b", "allAtOnce"));
    const remembered = { ...run("a", "blocking", "history"), number: 0 };
    const list = foldRunList(own, { kind: "remember", run: remembered, how: "alone" });
    expect(list.shownId).toBe("a");
    expect(list.runs.map(({ origin, number }) => [origin, number])).toEqual([
      ["run", 1],
      ["run", 2],
    ]);
    // Nothing is compared with itself.
    const same = foldRunList(list, { kind: "remember", run: remembered, how: "beside" });
    expect(same).toMatchObject({ shownId: "a", otherId: null });
  });

  test("with nothing on screen a remembered run stands alone", () => {
    const list = foldRunList(empty, {
      kind: "remember",
      run: run("h", "blocking", "history"),
      how: "beside",
    });
    expect(list).toMatchObject({ shownId: "h", otherId: null });
  });
});
