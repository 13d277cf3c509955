// The small edition: the sandboxed frame carries it.
import * as z from "zod/mini";
import { firstNestedCall, missing } from "./attempt-table.ts";
import type { ClientFact } from "./run-facts.ts";

// Without code made at run time: a content security policy may forbid it, and asking is already a violation.
z.config({ jitless: true });

/** The last stamp that a table holds. */
const us = z.number().check(z.minimum(0), z.maximum(missing - 1));
const count = z.int().check(z.minimum(0));
const line = z.exactOptional(count);
const call = z.int().check(z.minimum(0), z.maximum(firstNestedCall - 1));
const attemptOfCall = z.int().check(z.minimum(0), z.maximum(255));
const text = z.string().check(z.maxLength(65_536));
const stack = z.array(text).check(z.maxLength(200));
const refusal = z.exactOptional(z.object({ name: text, values: z.record(z.string(), text) }));
const flag = z.exactOptional(z.boolean());

const attempt = z.object({
  ...{ call, attempt: attemptOfCall, method: text, blocking: z.boolean(), line, refusal },
  ...{ intendedUs: us, connectionWaitUs: z.exactOptional(z.number()) },
  ...{ cancelled: flag, timeout: flag, uncertain: flag, raw: z.exactOptional(z.literal(true)) },
  sentUs: z.optional(us),
  receivedUs: z.optional(us),
  resumedUs: z.optional(us),
  code: z.exactOptional(z.int().check(z.minimum(0), z.maximum(254))),
  httpStatus: z.exactOptional(z.int().check(z.minimum(0), z.maximum(999))),
  errorMessage: z.exactOptional(text),
  reply: z.exactOptional(text),
  request: z.exactOptional(text),
  requestBody: z.exactOptional(text),
});

const message = { call, attempt: attemptOfCall, atUs: us, toClient: z.boolean(), bytes: count };
const blocked = z.object({ fromUs: us, toUs: us, reason: z.enum(["call", "busy"]) });
const control = z.object({
  enteredUs: us,
  returnedUs: z.exactOptional(us),
  settledUs: z.exactOptional(us),
  kind: z.exactOptional(z.enum(["value", "promise"])),
});
const ping = z.object({ t0: z.number(), t1: z.number(), t2: z.number(), t3: z.number() });
const entry = z.object({
  atUs: us,
  level: z.enum(["debug", "info", "warn", "error"]),
  ...{ text, path: text, line: count, stack, dropped: count },
});
const outcome = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("finished"),
    returned: z.exactOptional(text),
    returnedTooLong: z.exactOptional(z.literal(true)),
  }),
  z.object({ kind: z.literal("threw"), message: text, stack, refusal }),
  z.object({ kind: z.literal("limit"), limit: text, value: z.number() }),
]);

const schema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("began"), zeroUnixMs: z.number().check(z.minimum(0), z.maximum(8.64e15)) }),
  z.object({ kind: z.literal("attempt"), attempt }),
  z.object({ kind: z.literal("message"), ...message }),
  z.object({ kind: z.literal("beats"), atUs: z.array(us).check(z.maxLength(65_536)) }),
  z.object({ kind: z.literal("blocked"), interval: blocked }),
  z.object({ kind: z.literal("control"), control }),
  z.object({ kind: z.literal("poll"), poll: z.object({ call, fromUs: us, toUs: us }) }),
  z.object({ kind: z.literal("pings"), pings: z.array(ping).check(z.maxLength(1_000)) }),
  z.object({ kind: z.literal("log"), entry }),
  z.object({ kind: z.literal("mark"), mark: z.enum(["hiddenTab", "sleep"]) }),
  z.object({ kind: z.literal("httpVersion"), httpVersion: text }),
  z.object({ kind: z.literal("ended"), atUs: us, outcome }),
]);

/**
 * A fact from where a visitor's client code runs: it shares a realm with the runtime and may speak in its voice. Null: no
 * such fact, or one that no record could hold.
 */
export function readClientFact(value: unknown): ClientFact | null {
  const read = schema.safeParse(value);
  return read.success ? (read.data as ClientFact) : null;
}
