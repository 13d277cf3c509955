import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { en } from "#lib/i18n/en.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { zh } from "#lib/i18n/zh.ts";
import { attemptFlags, firstNestedCall, openStatus } from "#lib/record/attempt-table.ts";
import {
  foldFacts,
  type ModelClocks,
  modelAttempts,
  modelFacts,
  type RunModel,
} from "#lib/record/modelled-run.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { toRecord } from "#lib/record/to-record.ts";
import { type TestAttempt, testRecord } from "#lib/timeline/build-records.ts";
import { toCallRows } from "./call-row.ts";
import { toCallsCsv } from "./calls-csv.ts";
import { CallsTable } from "./calls-table.tsx";
import { nextOrder, recordedOrder, sortCalls } from "./sort-calls.ts";

const clocks: ModelClocks = {
  offsetUs: 2e11,
  driftUsPerS: 0,
  stepUs: 1,
  pingOutUs: () => 0,
  pingBackUs: () => 0,
};

function recordOf(model: Partial<RunModel>): RunRecord {
  const attempts = modelAttempts({
    calls: 3,
    blocking: false,
    workers: 1,
    sockets: 1_000,
    serviceUs: () => 100_000,
    oneWayUs: () => 10_000,
    timeoutUs: Number.POSITIVE_INFINITY,
    queueLimit: Number.POSITIVE_INFINITY,
    outsideEvery: 0,
    ...model,
  });
  return toRecord(foldFacts(modelFacts(attempts, clocks)));
}

function markup(record: RunRecord, locale: Locale = "en", selectedRow: number | null = 1): string {
  return renderToStaticMarkup(
    <LanguageProvider locale={locale} text={locale === "en" ? en : zh}>
      <CallsTable record={record} selectedRow={selectedRow} onSelect={() => {}} />
    </LanguageProvider>,
  );
}

/** The opening tags of the body's rows. */
function rowTags(html: string): readonly string[] {
  return html.match(/<tr [^>]*data-row[^>]*>/g) ?? [];
}

function attribute(tag: string, name: string): string | null {
  return tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? null;
}

/** The texts of one row's cells, without what only screen readers hear. */
function cellsOf(html: string, row: number): readonly string[] {
  const body = html.split("<tbody>")[1]?.split("<tr ")[row + 1] ?? "";
  const cells = body.match(/<t[hd][ >].*?<\/t[hd]>/gs) ?? [];
  return cells.map((cell) => cell.replace(/<span class="sr-only">.*?<\/span>/g, "").replace(/<[^>]*>/g, ""));
}

describe("the calls table", () => {
  test("is a real table with one row per attempt and a caption", () => {
    const html = markup(recordOf({ calls: 3 }));
    expect(html).toContain("<caption");
    expect(html).toContain('aria-rowcount="4"');
    expect(rowTags(html).map((tag) => attribute(tag, "aria-rowindex"))).toEqual(["2", "3", "4"]);
  });

  test("offers the bytes of the call that is selected, and of none when none is", () => {
    const record = recordOf({ calls: 2 });
    expect(markup(record)).toContain('aria-label="Show the bytes of this call"');
    expect(markup(record, "zh")).toContain(`aria-label="${zh.wire.openLabel}"`);
    expect(markup(record, "en", null)).not.toContain("Show the bytes");
  });

  test("says every stamp of a row in µs", () => {
    const [, second = ""] = rowTags(markup(recordOf({ calls: 2 })));
    const names = ["intended", "sent", "arrived", "started", "ended", "replied", "received", "resumed"];
    const said = names.map((name) => Number(attribute(second, `data-${name}-us`)));
    expect(said).toEqual([0, 0, 10_000, 110_000, 210_000, 210_001, 220_001, 220_041]);
    expect(attribute(second, "data-call")).toBe("1");
    expect(attribute(second, "data-attempt")).toBe("0");
    expect(attribute(second, "data-status")).toBe("OK");
    expect(attribute(second, "data-worker")).toBe("0");
    expect(attribute(second, "data-selected")).toBe("true");
  });

  test("shows phases that add up to the total", () => {
    const [second] = cellsOf(markup(recordOf({ calls: 2 })), 1).slice(0, 1);
    expect(second).toBe("2");
    const [, method, status, start, wait, out, queue, execution, reply, back, resume, total, slot, replica] =
      cellsOf(markup(recordOf({ calls: 2 })), 1);
    expect([method, status, slot, replica]).toEqual(["Greeter/SayHello", "OK", "1", "1"]);
    expect([start, wait, out, queue, execution, reply, back, resume]).toEqual([
      "0.0",
      "0.0",
      "10.0",
      "100.0",
      "100.0",
      "0.0",
      "10.0",
      "0.0",
    ]);
    expect(total).toBe("220.0");
  });

  test("reads a missing stamp aloud as missing and draws a dash", () => {
    const html = markup(recordOf({ calls: 3, queueLimit: 1 }));
    const shed = rowTags(html)[2] ?? "";
    expect(attribute(shed, "data-shed")).toBe("true");
    expect(attribute(shed, "data-started-us")).toBeNull();
    expect(attribute(shed, "data-worker")).toBeNull();
    expect(cellsOf(html, 2)[7]).toBe("–");
    expect(html).toContain('<span class="sr-only">not recorded</span>');
    expect(cellsOf(html, 2)[2]).toBe("RESOURCE_EXHAUSTED(queue full)");
  });

  test("says which column it is sorted by", () => {
    const html = markup(recordOf({}));
    expect(html.match(/aria-sort="ascending"/g)?.length).toBe(1);
    expect(html.match(/aria-sort="none"/g)?.length).toBe(14);
  });

  test("has one row in the tab order: the selected one", () => {
    const buttons = markup(recordOf({})).match(/<button[^>]*data-call-button[^>]*>/g) ?? [];
    expect(buttons.map((button) => attribute(button, "tabindex"))).toEqual(["-1", "0", "-1"]);
    expect(buttons.map((button) => attribute(button, "aria-pressed"))).toEqual(["false", "true", "false"]);
  });

  test("draws a part of a long table, and says how long it is", () => {
    const html = markup(recordOf({ calls: 1_000, workers: 50 }));
    expect(html).toContain('aria-rowcount="1001"');
    expect(rowTags(html).length).toBeLessThan(120);
    expect(rowTags(html).length).toBeGreaterThan(40);
  });

  test("draws every row of a short one", () => {
    expect(rowTags(markup(recordOf({ calls: 200, workers: 50 }))).length).toBe(200);
  });

  test("shows the reply, and the error instead where there is one", () => {
    const record = recordOf({ calls: 2 });
    const details = new Map([
      [0, { reply: '{"message":"Hello"}' }],
      [1, { reply: "{}", errorMessage: "no such name" }],
    ]);
    const html = markup({ ...record, details });
    expect(cellsOf(html, 0)[14]).toBe("{&quot;message&quot;:&quot;Hello&quot;}");
    expect(cellsOf(html, 1)[14]).toBe("no such name");
  });

  test("speaks Chinese", () => {
    const html = markup(recordOf({}), "zh");
    for (const word of ["调用", "服务端排队", "执行", "网络回程", "槽位"]) expect(html).toContain(word);
    expect(html).toContain('aria-label="选中调用 1"');
  });

  test("of a run without calls is a sentence", () => {
    expect(markup(recordOf({ calls: 0 }))).toContain("No calls yet.");
  });
});

describe("rows", () => {
  test("of attempts under way know the phase they are in", () => {
    const record = recordOf({ calls: 1 });
    const attempts = {
      ...record.attempts,
      status: Uint8Array.of(openStatus),
      ended: Uint32Array.of(0xffff_ffff),
      replied: Uint32Array.of(0xffff_ffff),
      received: Uint32Array.of(0xffff_ffff),
      resumed: Uint32Array.of(0xffff_ffff),
    };
    expect(toCallRows({ ...record, attempts })[0]).toMatchObject({
      openColumn: "execution",
      values: { total: null },
    });
  });

  test("of callers from outside are counted apart and have no client times", () => {
    const [, outside] = toCallRows(recordOf({ calls: 2, outsideEvery: 2 }));
    expect(outside?.isOutside).toBe(true);
    expect(outside?.values).toMatchObject({
      call: 1,
      clientWait: null,
      total: null,
      start: outside?.stamps.arrived,
    });
  });
});

describe("sorting", () => {
  const rows = toCallRows(recordOf({ calls: 5, workers: 2, queueLimit: 2 }));
  const calls = (column: Parameters<typeof nextOrder>[1], direction: "ascending" | "descending") =>
    sortCalls(rows, { column, direction }).map(({ call }) => call);

  test("keeps the record's order among equals and puts missing values last both ways", () => {
    expect(rows.map(({ isShed }) => isShed)).toEqual([false, false, false, false, true]);
    expect(calls("queue", "ascending")).toEqual([0, 1, 4, 2, 3]);
    expect(calls("execution", "descending")).toEqual([0, 1, 2, 3, 4]);
    expect(calls("worker", "descending")).toEqual([1, 3, 0, 2, 4]);
    expect(calls("worker", "ascending").at(-1)).toBe(4);
  });

  test("goes up at the first click on a column and down at the second", () => {
    const once = nextOrder(recordedOrder, "total");
    expect(once).toEqual({ column: "total", direction: "ascending" });
    expect(nextOrder(once, "total")).toEqual({ column: "total", direction: "descending" });
    expect(nextOrder(nextOrder(once, "total"), "total").direction).toBe("ascending");
  });
});

describe("the CSV", () => {
  test("has a head and every row in µs", () => {
    const [head, first, ...rest] = toCallsCsv(toCallRows(recordOf({ calls: 2 }))).split("\r\n");
    const cells = Object.fromEntries(
      (head ?? "").split(",").map((name, index) => [name, (first ?? "").split(",")[index]]),
    );
    expect(cells).toMatchObject({
      call: "1",
      status: "OK",
      execution_us: "100000",
      total_us: "120041",
      resumed_us: "120041",
    });
    expect(rest.length).toBe(2);
  });

  test("quotes what holds commas and quotes, and disarms formulas", () => {
    const record = recordOf({ calls: 2 });
    const details = new Map([
      [0, { errorMessage: '=HYPERLINK("http://x")' }],
      [1, { errorMessage: 'a "b", c' }],
    ]);
    const csv = toCallsCsv(toCallRows({ ...record, details }));
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain('"a ""b"", c"');
  });
});

test("the flags of a row are in its status", () => {
  const record = recordOf({ calls: 1 });
  const attempts = {
    ...record.attempts,
    status: Uint8Array.of(4),
    flags: Uint8Array.of(attemptFlags.timeout | attemptFlags.uncertain),
  };
  expect(cellsOf(markup({ ...record, attempts }), 0)[2]).toBe("DEADLINE_EXCEEDED(gave up)≈");
});

describe("calls that handlers made", () => {
  const hop = (parentAttempt: number, intended: number, call: number): TestAttempt => ({
    ...{ parentAttempt, intended, resumed: intended + 2_000, call: firstNestedCall + call },
    ...{ flags: attemptFlags.nested },
  });
  const record = testRecord({
    attempts: [
      { intended: 0, resumed: 90_000 },
      { intended: 10, resumed: 9_000 },
      hop(1, 2_000, 0),
      hop(0, 5_000, 1),
      hop(3, 5_500, 2),
    ],
  });

  test("stand below their caller, and there too when calls are sorted downwards", () => {
    const rows = toCallRows(record);
    const order = (direction: "ascending" | "descending") =>
      sortCalls(rows, { column: "call", direction }).map(({ row }) => row);
    expect(order("ascending")).toEqual([0, 3, 4, 1, 2]);
    expect(order("descending")).toEqual([1, 2, 0, 3, 4]);
    expect(sortCalls(rows, { column: "total", direction: "descending" }).map(({ row }) => row)).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });

  test("one whose caller is not in the table stands by itself, behind the calls", () => {
    const rows = toCallRows(record).filter(({ row }) => row !== 0);
    expect(sortCalls(rows, recordedOrder).map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  test("name their caller to who hears the table", () => {
    const html = markup(record);
    expect(html).toContain("Select call 2 between services, made by the handler of call 1");
    expect(markup(record, "zh")).toContain("服务间调用 2，由调用 1 的处理函数发起");
    expect(rowTags(html).map((tag) => attribute(tag, "data-caller"))).toEqual([null, "0", "3", null, "1"]);
    expect(cellsOf(html, 1)[0]).toBe("↳ 2");
  });

  test("say in the CSV which row they come from", () => {
    const [head = "", , , third = ""] = toCallsCsv(toCallRows(record)).split("\r\n");
    const at = head.split(",").indexOf("nested");
    expect(head.split(",").slice(at, at + 3)).toEqual(["nested", "row", "caller_row"]);
    expect(third.split(",").slice(at, at + 3)).toEqual(["1", "2", "1"]);
  });
});
