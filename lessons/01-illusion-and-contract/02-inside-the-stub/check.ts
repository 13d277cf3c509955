import { exactly, isSame, returns } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { bytes, nothing, value } from "#lib/lessons/quantity.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

const utf8 = new TextEncoder();
const namesOf = ({ params }: Run) => (params as { readonly names: readonly string[] }).names;

function varint(number: number): number[] {
  return number < 128 ? [number] : [(number % 128) + 128, ...varint(Math.floor(number / 128))];
}

/** The canonical encoding of `GreetRequest { name }`: a field with its default value is not written. */
function canonical(name: string): number[] {
  const text = [...utf8.encode(name)];
  return text.length === 0 ? [] : [0x0a, ...varint(text.length), ...text];
}

/** The beginning of a message: `0a 05 57 6f 72 6c 64`. */
function hex(message: readonly number[]): string {
  const shown = message.slice(0, 12).map((byte) => byte.toString(16).padStart(2, "0"));
  return `${shown.join(" ")}${message.length > shown.length ? " …" : ""}`;
}

/** JSON under its own name is understood: another codec, and not a false label. */
function encodingMistake(name: string, seen: readonly number[], isUnderstood: boolean): string | undefined {
  const text = [...utf8.encode(name)];
  const isSent = (message: readonly number[]) => String(message) === String(seen);
  if (seen[0] === 0x7b) return isUnderstood ? undefined : "json-with-proto-type";
  if (isSent([0x0a, 0])) return "empty-field";
  if (name.length !== text.length && isSent([0x0a, ...varint(name.length), ...text])) return "char-length";
  return text.length > 127 && seen.length === text.length + 2 ? "one-byte-length" : undefined;
}

/** Of a call that was not made by hand only the length is known; that it was not, another goal says. */
function rightBytes(name: string, at: Attempt | undefined): Finding {
  const expected = canonical(name);
  if (at?.requestBody === undefined) {
    const seen = at?.requestBytes;
    const isRight = seen === expected.length && !at?.isRaw;
    return judge(isRight, bytes(expected.length), seen === undefined ? nothing : bytes(seen), { at });
  }
  const seen = [...at.requestBody];
  const feedback = encodingMistake(name, seen, at.httpStatus === 200);
  const mistake = { at, ...(feedback === undefined ? {} : { feedback }) };
  const isRight = String(seen) === String(expected);
  if (seen.length === expected.length) return judge(isRight, value(hex(expected)), value(hex(seen)), mistake);
  return judge(false, bytes(expected.length), bytes(seen.length), mistake);
}

function encoded(run: Run): Finding {
  const names = namesOf(run);
  return all(
    exactly(run.attempts.length, names.length, { at: run.attempts[0], of: "calls" }),
    every(names, (name, index) => rightBytes(name, run.attempts[index]), judge(false, nothing, nothing)),
  );
}

function answers(run: Run, end: string, mistakeAt: (at: Attempt | undefined) => string | undefined): Finding {
  const seen = Array.isArray(run.returned) ? run.returned : [];
  return every(
    namesOf(run),
    (name, index) => {
      const at = run.attempts[index];
      const feedback = mistakeAt(at);
      return returns(
        seen[index],
        { said: `Hello, ${name}${end}` },
        { at, ...(feedback === undefined ? {} : { feedback }) },
      );
    },
    judge(false, nothing, nothing),
  );
}

const codes = [
  [14, "unavailable"],
  [8, "resource_exhausted"],
  [5, "not_found"],
  [7, "permission_denied"],
  [9, "failed_precondition"],
] as const;

function raised(run: Run): Finding {
  const seen = Array.isArray(run.returned) ? run.returned : [];
  const { codes: thrown } = run.params as { readonly codes: Readonly<Record<string, number>> };
  return every(
    namesOf(run),
    (name, index) => {
      const code = codes.find(([number]) => number === thrown[name])?.[1];
      const isSilent = typeof seen[index]?.said === "string";
      const mistake = { at: run.attempts[index], ...(isSilent ? { feedback: "ignores-status" } : {}) };
      // A ConnectError has the number, the body of the reply the name.
      const isRight = isSame(seen[index], { thrown: code }) || isSame(seen[index], { thrown: thrown[name] });
      return judge(isRight, value({ thrown: code }), value(seen[index]), mistake);
    },
    judge(false, nothing, nothing),
  );
}

function madeByHand(run: Run): Finding {
  const other = run.attempts.find(({ isRaw }) => !isRaw);
  const seen = run.attempts.filter(({ isRaw }) => isRaw).length;
  return exactly(seen, namesOf(run).length, { at: other, of: "calls", feedback: "generated-client" });
}

export default defineLesson({
  minutes: 20,
  yours: ["stub.ts"],
  shown: { experiment: "sideBySide", title: "sideBySide", settings },
  predictions: {
    size: { kind: "choice", options: ["five", "seven", "sixteen", "forty"], answer: "seven" },
  },
  figures: {
    handmade: ({ attempts }) => bytes(attempts[0]?.requestBytes ?? 0),
    generated: ({ attempts }) => bytes(attempts[1]?.requestBytes ?? 0),
    reply: ({ attempts }) => bytes(attempts[0]?.responseBytes ?? 0),
  },
  pins: {
    yours: ({ attempts }) => attempts[0],
    generated: ({ attempts }) => attempts[1],
  },
  why: {
    options: ["ignored", "generated", "default", "lost"],
    answer: "default",
    disproof: {
      ignored: "json-with-proto-type",
      generated: "char-length",
      lost: {
        peer: "cut-off",
        shows: ({ attempts: [yours] }) => yours?.requestBytes === 4 && (yours.status ?? 0) !== 0,
      },
    },
  },
  questions: {},
  plan: (hidden) => {
    const word = () => String(hidden.whole(1_000, 9_999));
    const long = (length: number) => (word() + "abcdefgh".repeat(length)).slice(0, length);
    const names = [
      `guest-${word()}`,
      "世界",
      long(127),
      long(128),
      `世界 ${word()}`,
      `👋🏽 ${word()}`,
      `Привет, ${word()}`,
      "x",
      "北".repeat(43),
      `two\nlines ${word()}`,
      long(hidden.whole(300, 900)),
      long(16_383),
      long(20_000),
      "",
    ];
    const [first, second] = [`guest-${word()}`, `guest-${word()}`];
    const [other] = codes[hidden.whole(1, codes.length - 1)] ?? codes[0];
    return {
      greetings: { experiment: "greetings", params: { names }, settings, expectedMs: 500 },
      newer: {
        experiment: "greetings",
        params: {
          names: [`guest-${word()}`, `世界 ${word()}`],
          visits: hidden.whole(200, 90_000),
          table: hidden.whole(1_000, 9_999),
          motto: `\n\u0005World ${long(140)}`,
        },
        peer: "newer",
        settings,
        expectedMs: 100,
      },
      down: {
        experiment: "greetings",
        params: { names: [first, second], codes: { [first]: 14, [second]: other } },
        peer: "down",
        settings,
        expectedMs: 100,
      },
    };
  },
  goals: {
    bytes: { needs: ["greetings"], judge: ({ greetings }) => encoded(greetings) },
    reply: {
      needs: ["greetings"],
      judge: ({ greetings }) =>
        answers(greetings, "", (at) => (at?.httpStatus === 415 ? "text-plain" : undefined)),
    },
    skip: {
      needs: ["newer"],
      judge: ({ newer }) => answers(newer, `. Table ${newer.params.table}`, () => "field-one-first"),
    },
    raise: { needs: ["down"], judge: ({ down }) => raised(down) },
    handmade: { needs: ["greetings"], judge: ({ greetings }) => madeByHand(greetings) },
  },
});
