import { isSame } from "#lib/lessons/compare.ts";
import type { Run } from "#lib/lessons/evidence.ts";
import { all, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { callsOf } from "#lib/lessons/measure.ts";
import { atMost, bytes, count, nothing, status, value } from "#lib/lessons/quantity.ts";
import type { Random } from "#lib/random.ts";

// The learner's own codec is part of the answer, so the plan leaves it alone.
const settings = {
  workers: null,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
} as const;

type Sample = {
  readonly tsMs: number;
  readonly temp: number;
  readonly ok: boolean;
  readonly sensor: string;
};

/** What the judge knows of the readings. Nothing in it tells them to a server that would rather not unpack. */
type Sent = {
  readonly receipt: Receipt & { readonly count: number };
  readonly jsonBytes: number;
  /** Readings colder than the one before. */
  readonly falls: number;
};

const sentOf = ({ params }: Run) => params.sent as Sent;
const tenthsOf = ({ temp }: Sample) => Math.round(10 * temp);

/** The same as in server.ts. */
function digest(column: readonly unknown[]): string {
  let hash = 0x811c9dc5;
  for (const letter of column.join(",")) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(16);
}

function receiptOf(samples: readonly Sample[]) {
  return {
    count: samples.length,
    times: digest(samples.map(({ tsMs }) => tsMs)),
    temperatures: digest(samples.map(tenthsOf)),
    states: digest(samples.map(({ ok }) => ok)),
    sensors: digest(samples.map(({ sensor }) => sensor)),
  };
}

function toSent(samples: readonly Sample[]): Sent {
  const tenths = samples.map(tenthsOf);
  const falls = tenths.filter((value, index) => value < (tenths[index - 1] ?? value)).length;
  return { receipt: receiptOf(samples), jsonBytes: JSON.stringify(samples).length, falls };
}

type Receipt = Partial<ReturnType<typeof receiptOf>>;

/** What the server read out of the message: its reply, as the record has it. */
const readBy = ({ attempts }: Run) => (attempts[0]?.reply ?? {}) as Receipt;

/** Every column as it was; where only one is not, the mistake has a name. */
function intact(run: Run): Finding {
  const [sent, read] = [sentOf(run).receipt, readBy(run)];
  const wrong = (Object.keys(sent) as (keyof Receipt)[]).filter((column) => sent[column] !== read[column]);
  const name = { states: "drops-flag", times: "rounds-timestamps" }[String(wrong)];
  const mistake = { at: run.attempts[0], ...(name === undefined ? {} : { feedback: name }) };
  if (Object.keys(read).length > 0 && wrong.includes("count"))
    return judge(false, count(sent.count, "readings"), count(read.count ?? 0, "readings"), mistake);
  // Of the digests only those that differ tell where to look.
  const differing = (of: Receipt) => Object.fromEntries(wrong.map((column) => [column, of[column] ?? ""]));
  const seen = Object.keys(read).length === 0 ? nothing : value(differing(read));
  return judge(wrong.length === 0, value(differing(sent)), seen, mistake);
}

/** Body bytes on the way to the server, after compression, without HTTP's headers. */
const sentBytes = ({ attempts }: Run) =>
  attempts.reduce((sum, { requestBytes = 0 }) => sum + requestBytes, 0);

const mostShare = 0.05;
/** Rows in gzip come to 7 %; columns that still spell something out come to less. */
const gzipShare = { from: 0.065, to: 0.09 };

function small(run: Run): Finding {
  const [seen, most] = [sentBytes(run), Math.floor(mostShare * sentOf(run).jsonBytes)];
  const name = mistakeOf(run, seen);
  return judge(seen > 0 && seen <= most, atMost(bytes(most)), bytes(seen), {
    at: run.attempts[0],
    ...(name === undefined ? {} : { feedback: name }),
  });
}

function mistakeOf(run: Run, seen: number): string | undefined {
  if (run.record.header.settings.codec === "json") return "still-json";
  const { receipt, jsonBytes, falls } = sentOf(run);
  // In int32 a negative number takes ten bytes and not one (Protocol Buffers: Encoding, "Signed Integers").
  const columns = 3.05 * receipt.count + 9 * falls;
  if (Math.abs(seen - columns) <= 0.05 * seen) return "int32-deltas";
  const share = seen / jsonBytes;
  return share >= gzipShare.from && share <= gzipShare.to ? "gzip-only" : undefined;
}

/** A field's tag and length, and nothing that gzip would put around them. */
const fieldBytes = 8;

function notCompressed(run: Run): Finding {
  const { attachmentBytes } = run.params as { readonly attachmentBytes: number };
  const most = attachmentBytes + fieldBytes;
  const seen = sentBytes(run);
  const name = run.record.header.settings.codec === "json" ? "still-json" : "gzips-everything";
  return all(
    judge(run.returned === attachmentBytes, bytes(attachmentBytes), value(run.returned)),
    judge(seen > 0 && seen <= most, atMost(bytes(most)), bytes(seen), {
      at: run.attempts[0],
      feedback: name,
    }),
  );
}

/** A v1 reader skips what it does not know: it finds no readings, or all of them, and never others. */
function readByOld(run: Run): Finding {
  const none = receiptOf([]);
  const read = { ...none, count: 0, ...readBy(run) };
  const [at] = run.attempts;
  const isRead = at?.status === 0;
  const isKnown = isSame(read, none) || isSame(read, sentOf(run).receipt);
  const refused = at?.status === undefined ? nothing : status(at.status);
  return judge(isRead && isKnown, count(0, "readings"), isRead ? count(read.count, "readings") : refused, {
    at,
    feedback: "reused-numbers",
  });
}

/** Readings like those of samples.ts, of another place and another day. */
function readings(hidden: Random, { gaps, warmth }: { readonly gaps: boolean; readonly warmth: number }) {
  let tsMs = 1_700_000_000_000 + hidden.whole(0, 90_000_000) * 1_000;
  let tenths = warmth;
  const place = ["barn", "cellar", "attic", "orchard"][hidden.whole(0, 3)];
  return Array.from({ length: hidden.whole(950, 1_050) }, (_, index): Sample => {
    tsMs += gaps && hidden.next() < 0.01 ? hidden.whole(20_000, 90_000) : hidden.whole(960, 1_040);
    tenths += hidden.whole(-4, 4);
    const sensor = `sensor-${place}-${1 + Math.floor(index / 200)}`;
    return { tsMs, temp: tenths / 10, ok: hidden.next() > 0.02, sensor };
  });
}

const sizeOf = (method: string) => (run: Run) => {
  const [call] = callsOf(run.calls, method);
  return bytes(call?.attempts[0]?.requestBytes ?? 0);
};
const attemptOf = (method: string) => (run: Run) => callsOf(run.attempts, method)[0];

export default defineLesson({
  minutes: 15,
  yours: ["batch.proto", "pack.ts", "wires.ts"],
  shown: { experiment: "everything", title: "everything", settings: { ...settings, codec: "json" } },
  predictions: {
    least: { kind: "choice", options: ["integers", "doubles", "text", "raw"], answer: "text" },
  },
  figures: {
    integers: sizeOf("Integers"),
    doubles: sizeOf("Doubles"),
    text: sizeOf("Text"),
    raw: sizeOf("Raw"),
    upload: sizeOf("Upload"),
  },
  pins: {
    integers: attemptOf("Integers"),
    text: attemptOf("Text"),
    raw: attemptOf("Raw"),
    upload: attemptOf("Upload"),
  },
  why: {
    options: ["codec", "gzip", "compresses", "schema"],
    answer: "schema",
    disproof: {
      codec: { settings: { codec: "binary" } },
      gzip: "gzip-only",
      compresses: {
        settings: { codec: "binary" },
        shows: (run) => (attemptOf("Text")(run)?.requestBytes ?? 0) >= 10_000,
      },
    },
  },
  questions: {},
  plan: (hidden) => {
    const upload = (of: Parameters<typeof readings>[1]) => {
      const sent = readings(hidden, of);
      return {
        experiment: "upload",
        params: { samples: sent, attachmentBytes: 0, sent: toSent(sent) },
        serverParams: { samples: [] },
        settings,
        expectedMs: 400,
      };
    };
    return {
      warm: upload({ gaps: false, warmth: hidden.whole(150, 250) }),
      frost: upload({ gaps: false, warmth: hidden.whole(-90, -60) }),
      gaps: upload({ gaps: true, warmth: hidden.whole(0, 40) }),
      attachment: {
        experiment: "attach",
        params: { samples: [], attachmentBytes: hidden.whole(18_000, 30_000) },
        settings,
        expectedMs: 400,
      },
      old: { ...upload({ gaps: false, warmth: 180 }), peer: "v1" },
    };
  },
  goals: {
    intact: {
      needs: ["warm", "frost", "gaps"],
      judge: ({ warm, frost, gaps }) => all(intact(warm), intact(frost), intact(gaps)),
    },
    bytes: {
      needs: ["warm", "frost", "gaps"],
      judge: ({ warm, frost, gaps }) => all(small(warm), small(frost), small(gaps)),
    },
    plain: { needs: ["attachment"], judge: ({ attachment }) => notCompressed(attachment) },
    readers: { needs: ["old"], judge: ({ old }) => readByOld(old) },
  },
});
