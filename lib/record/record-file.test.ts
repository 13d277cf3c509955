import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { attemptFlags, missing } from "./attempt-table.ts";
import { checkInvariants, type InvariantId } from "./invariants.ts";
import { foldFacts, modelAttempts, modelFacts, modelStart, randomRun } from "./modelled-run.ts";
import { parseRecordFile, toRecordFile } from "./record-file.ts";
import type { RunRecord } from "./run-record.ts";
import { toRecord } from "./to-record.ts";

function recordOf(seed: number): RunRecord {
  const { model, clocks } = randomRun(createRandom(seed));
  return toRecord(
    foldFacts(modelFacts(modelAttempts(model), clocks), { ...modelStart, stepUs: clocks.stepUs }),
  );
}

/** Five calls, all answered, one after another on one slot. */
function soundRecord(): RunRecord {
  const model = {
    ...randomRun(createRandom(4)).model,
    calls: 5,
    blocking: false,
    workers: 1,
    sockets: 1_000,
  };
  const calm = {
    ...model,
    serviceUs: () => 10_000,
    oneWayUs: () => 1_000,
    timeoutUs: 1e9,
    queueLimit: 99,
    outsideEvery: 0,
  };
  return toRecord(foldFacts(modelFacts(modelAttempts(calm), randomRun(createRandom(4)).clocks)));
}

const asRecorded = (record: RunRecord): RunRecord => ({
  ...record,
  header: { ...record.header, recorded: true },
});

describe("a record file", () => {
  test("gives back the same record, for runs of every kind", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const record = recordOf(seed);
      const parsed = parseRecordFile(toRecordFile(record));
      expect(parsed, `seed ${seed}`).toEqual({ ok: true, value: asRecorded(record) });
    }
  });

  test("gives back what threw, logs, messages and blocked stretches", () => {
    const record: RunRecord = {
      ...soundRecord(),
      logs: [
        {
          atUs: 7,
          source: "server",
          level: "error",
          text: "出错",
          path: "server.ts",
          line: 3,
          attempt: 1,
          stack: ["a", "b"],
          dropped: 2,
        },
      ],
      messages: [{ attempt: 0, atUs: 9, side: "client", direction: "toClient", bytes: 12 }],
      runnerEvents: [{ atUs: 8, state: "stopped", reason: "timeLimit", limit: "turnMs", limitValue: 2000 }],
      threads: [
        {
          name: "client",
          side: "client",
          beats: Uint32Array.of(1, 2),
          blocked: [{ fromUs: 2, toUs: 9, reason: "busy" }],
        },
      ],
    };
    const refusal = { name: "MESSAGE_LIMIT", values: { limit: "maxMessageBytes" } };
    const threw = {
      ...record,
      header: { ...record.header, outcome: { kind: "threw" as const, message: "x", stack: ["y"], refusal } },
    };
    expect(parseRecordFile(toRecordFile(threw))).toEqual({ ok: true, value: asRecorded(threw) });
  });

  test.each([
    ["is no JSON", "{", { kind: "notJson" }],
    ["is a list", "[]", { kind: "otherJson" }],
    ["is null", "null", { kind: "otherJson" }],
    ["is a number", "7", { kind: "otherJson" }],
    ["is somebody else's", `{"schemaVersion":2,"runs":[]}`, { kind: "otherJson" }],
    [
      "is a record and nothing more",
      `{"format":"rpc-playground-run"}`,
      { kind: "notARecord", path: "schemaVersion" },
    ],
    [
      "is from a later version",
      `{"format":"rpc-playground-run","schemaVersion":2}`,
      { kind: "otherVersion", version: 2 },
    ],
  ])("that %s is refused by name", (_, text, problem) => {
    expect(parseRecordFile(text)).toEqual({ ok: false, problem });
  });

  test.each([
    ["a column of words", ["attempts", "sent"], ["a"], "attempts.sent"],
    ["a stamp beyond the column", ["attempts", "sent", 0], 2 ** 32, "attempts.sent"],
    ["a negative stamp", ["attempts", "sent", 0], -1, "attempts.sent"],
    ["half a microsecond", ["attempts", "sent", 0], 0.5, "attempts.sent"],
    ["a missing status", ["attempts", "status", 0], null, "attempts.status"],
    ["a short column", ["attempts", "worker"], [1], "attempts.worker"],
    ["a column too many", ["attempts", "__proto"], [], "attempts"],
    ["a method that is not listed", ["attempts", "method", 2], 9, "attempts.method.2"],
    ["a detail of a row that is not there", ["details"], [[99, {}]], "details"],
    [
      "a log of a row that is not there",
      ["logs"],
      [
        {
          atUs: 1,
          source: "server",
          level: "info",
          text: "",
          path: "",
          line: 0,
          attempt: 99,
          stack: [],
          dropped: 0,
        },
      ],
      "logs",
    ],
    [
      "a protocol that does not exist",
      ["header", "settings", "protocol"],
      "smoke",
      "header.settings.protocol",
    ],
    ["beats that go wrong", ["threads", 0, "beats"], [null], "threads.0.beats"],
  ])("with %s is refused with its path", (_, path, value, named) => {
    const file = JSON.parse(toRecordFile(soundRecord()));
    put(file, path, value);
    expect(parseRecordFile(JSON.stringify(file))).toEqual({
      ok: false,
      problem: { kind: "notARecord", path: named },
    });
  });

  test("with more attempts than a record holds is refused with the limit", () => {
    const problem = { kind: "tooManyAttempts", maxAttempts: 4 };
    expect(parseRecordFile(toRecordFile(soundRecord()), 4)).toEqual({ ok: false, problem });
    expect(parseRecordFile(toRecordFile(soundRecord()), 5).ok).toBe(true);
  });

  test("that is far too long is refused before it is read", () => {
    const problem = { kind: "tooLarge", maxCharacters: 1_000_400 };
    expect(parseRecordFile(" ".repeat(1_000_401), 1)).toEqual({ ok: false, problem });
  });

  test("cut anywhere, or with any one character changed, never throws", () => {
    const text = toRecordFile(soundRecord());
    const random = createRandom(7);
    for (let trial = 0; trial < 300; trial++) {
      const at = random.whole(0, text.length - 1);
      parseRecordFile(text.slice(0, at));
      parseRecordFile(text.slice(0, at) + String.fromCharCode(random.whole(32, 126)) + text.slice(at + 1));
    }
  });
});

describe("a broken invariant is named by its id", () => {
  const breaks: readonly (readonly [InvariantId, string, (record: RunRecord) => RunRecord])[] = [
    [
      "I1",
      "a request that arrives before it was sent",
      (r) => stamp(r, 2, "sent", (r.attempts.arrived[2] ?? 0) + 1),
    ],
    [
      "I1",
      "a handler that ends before it starts",
      (r) => stamp(r, 2, "ended", (r.attempts.started[2] ?? 0) - 1),
    ],
    [
      "I1",
      "a client that gave up before it sent",
      (r) => stamp(stamp(flag(r, 4, attemptFlags.timeout), 4, "sent", 900), 4, "received", 800),
    ],
    [
      "I2",
      "code that goes on before its call began",
      (r) => stamp(stamp(r, 4, "intended", 500_000), 4, "resumed", 400_000),
    ],
    [
      "I3",
      "two executions at once on one slot",
      (r) => stamp(r, 1, "started", (r.attempts.ended[0] ?? 0) - 100),
    ],
    [
      "I4",
      "a slot that is busier than its time",
      (r) => stamp(r, 1, "started", (r.attempts.ended[0] ?? 0) - 100),
    ],
    [
      "I5",
      "a call of negative length",
      (r) => stamp(stamp(r, 4, "intended", 500_000), 4, "resumed", 400_000),
    ],
    ["I8", "two rows of one name", (r) => stamp(r, 3, "call", r.attempts.call[0] ?? 0)],
    ["I8", "a parent behind its child", (r) => stamp(r, 1, "parentAttempt", 3)],
    [
      "I9",
      "totals that do not add up",
      (r) => ({ ...r, header: { ...r.header, totals: { ...r.header.totals, ok: 77 } } }),
    ],
  ];

  test("and a sound record breaks none", () => {
    expect(checkInvariants(soundRecord())).toEqual([]);
  });

  test.each(breaks)("%s: %s", (id, _, breakIt) => {
    const broken = breakIt(soundRecord());
    expect(checkInvariants(broken).map((violation) => violation.id)).toContain(id);
    const parsed = parseRecordFile(toRecordFile(broken));
    expect(parsed.ok ? "accepted" : parsed.problem.kind).toBe("brokenInvariant");
  });

  test("carries the visitor's notes as plain text, and a file without them stays as it was", () => {
    const record = soundRecord();
    expect(JSON.parse(toRecordFile(record))).not.toHaveProperty("notes");
    const notes = [{ id: "a", atUs: 5, attempt: null, text: '<b>注意</b> & "so"' }];
    const parsed = parseRecordFile(toRecordFile({ ...record, notes }));
    expect(parsed.ok && parsed.value.notes).toEqual(notes);
    const stray = parseRecordFile(
      toRecordFile({ ...record, notes: [{ id: "a", atUs: 5, attempt: 7, text: "" }] }),
    );
    expect(stray).toEqual({ ok: false, problem: { kind: "notARecord", path: "notes" } });
  });
});

type NumberColumn = Exclude<keyof RunRecord["attempts"], "length">;

function stamp(record: RunRecord, row: number, column: NumberColumn, value: number): RunRecord {
  const changed = record.attempts[column].slice();
  changed[row] = value;
  expect(changed[row]).not.toBe(missing);
  return { ...record, attempts: { ...record.attempts, [column]: changed } };
}

function flag(record: RunRecord, row: number, value: number): RunRecord {
  return stamp(record, row, "flags", value);
}

function put(
  target: Record<string | number, unknown>,
  path: readonly (string | number)[],
  value: unknown,
): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) target[key] = value;
  else put(target[key] as Record<string, unknown>, rest, value);
}
