import { exactly, isSame } from "#lib/lessons/compare.ts";
import type { Call, Run } from "#lib/lessons/evidence.ts";
import { all, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { count, nothing, status, value } from "#lib/lessons/quantity.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Account = {
  readonly id: string;
  readonly owner: string;
  readonly balance: number;
  readonly version: number;
  readonly transfersLeft: number;
  readonly state: "open" | "draining" | "broken";
};
type Transfer = {
  readonly token: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly currency: string;
  readonly version: number;
};
type Failure = { readonly code: number; readonly transport?: string; readonly idempotent: boolean };
type Params = {
  readonly secret: string;
  readonly accounts: readonly Account[];
  readonly transfers: readonly Transfer[];
  readonly failures: readonly Failure[];
};
type Answer = { readonly action?: string; readonly field?: string };

const paramsOf = ({ params }: Run) => params as unknown as Params;

const code = {
  ok: 0,
  canceled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  outOfRange: 11,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16,
} as const;

/** The field of a transfer that is bad, as `bank.ts` sees it. */
function badField({ from, to, amount, currency }: Transfer): string | undefined {
  if (amount <= 0) return "amount";
  if (!/^[A-Z]{3}$/.test(currency)) return "currency";
  return to === from ? "to" : undefined;
}

/** The code that answers a transfer, and others that are as good. */
function codesOf({ accounts }: Params, transfer: Transfer): readonly [number, ...number[]] {
  if (transfer.token === "") return [code.unauthenticated];
  if (badField(transfer) !== undefined) return [code.invalidArgument];
  const [source, target] = [transfer.from, transfer.to].map((id) => accounts.find((one) => one.id === id));
  if (source === undefined || target === undefined) return [code.notFound];
  // That an account exists may be a secret too.
  if (source.owner !== transfer.token) return [code.permissionDenied, code.notFound];
  if (source.state === "draining") return [code.unavailable];
  if (source.version !== transfer.version) return [code.aborted];
  if (source.transfersLeft === 0) return [code.resourceExhausted];
  if (source.balance < transfer.amount) return [code.failedPrecondition];
  // What a handler throws unexpectedly reaches callers as unknown, and says as much.
  return source.state === "broken" ? [code.internal, code.unknown] : [code.ok];
}

/** What went wrong where one code answers all; a bug in the server may have another one. */
function codeMistake({ calls }: Run): string | undefined {
  const failed = calls.filter((call) => call.status !== code.ok);
  const internal = failed.filter((call) => call.status === code.internal);
  if (failed.length > 2 && failed.length - internal.length <= 1) return "all-internal";
  const unknown = failed.filter((call) => call.status === code.unknown);
  const isSaid = unknown.some((call) => call.attempts.some((at) => at.errorMessage !== "internal error"));
  return isSaid && failed.length - unknown.length <= 1 ? "http-status-by-hand" : undefined;
}

function rightCodes(run: Run): Finding {
  const params = paramsOf(run);
  const feedback = codeMistake(run);
  return all(
    exactly(run.calls.length, params.transfers.length, { of: "calls" }),
    every(
      params.transfers,
      (transfer, index) => {
        const at = run.calls[index];
        const right = codesOf(params, transfer);
        const seen = at?.status;
        const mistake = { at, ...(feedback === undefined ? {} : { feedback }) };
        const isRight = seen !== undefined && right.includes(seen);
        return judge(isRight, status(right[0]), seen === undefined ? nothing : status(seen), mistake);
      },
      judge(false, nothing, nothing),
    ),
  );
}

function silent(run: Run): Finding {
  const { secret } = paramsOf(run);
  const answers = Array.isArray(run.returned) ? run.returned : [];
  return every(
    run.calls,
    (at, index) => {
      const heard = `${at.attempts.at(-1)?.errorMessage ?? ""} ${JSON.stringify(answers[index] ?? "")}`;
      const said = heard.toLowerCase().split(secret.toLowerCase()).length - 1;
      return exactly(said, 0, { at, feedback: "echoes-cause" });
    },
    judge(false, nothing, nothing),
  );
}

/** Two entries for a transfer that succeeded, none for one that failed. */
function pure(run: Run): Finding {
  const { transfers } = paramsOf(run);
  const entries = (run.record.fixtures ?? []).filter(({ op }) => op === "Append");
  const ofCall = (call: Call) =>
    entries.filter(({ attempt }) => call.attempts.some(({ row }) => row === attempt));
  const done = run.calls.filter((call) => call.status === code.ok).length;
  return all(
    every(
      run.calls,
      (call, index) => {
        const seen = ofCall(call).map(({ key, payload }) => [key, Number(payload)]);
        const { from = "", to = "", amount = 0 } = transfers[index] ?? {};
        const expected = [
          [from, -amount],
          [to, amount],
        ];
        if (call.status !== code.ok) return exactly(seen.length, 0, { at: call, feedback: "debits-first" });
        return judge(isSame(seen, expected), value(expected), value(seen), { at: call });
      },
      judge(false, nothing, nothing),
    ),
    exactly(entries.length, 2 * done),
  );
}

/** The best next step after a failure, and those that are as good. */
function actionsOf({ code: seen, transport, idempotent }: Failure): readonly string[] {
  if (transport === "refused") return ["retry-later"];
  if (transport !== undefined || seen === code.deadlineExceeded)
    return [idempotent ? "retry-later" : "report"];
  switch (seen) {
    case code.invalidArgument:
    case code.outOfRange:
      return ["fix-request"];
    case code.unauthenticated:
      return ["login"];
    case code.unavailable:
    case code.resourceExhausted:
      return ["retry-later"];
    case code.aborted:
      return ["retry-transaction"];
    case code.unknown:
    case code.internal:
    case code.unimplemented:
    case code.dataLoss:
      return ["report", "give-up"];
    default:
      return ["give-up", "fix-request"];
  }
}

function step(seen: unknown, failure: Failure, mistake: object): Finding {
  const right = actionsOf(failure);
  return judge(right.includes(String(seen)), value(right[0]), value(seen), mistake);
}

/** With the failure beside it: no call stands for one that was only told. */
function toldStep(action: unknown, failure: Failure, mistake: object): Finding {
  const right = actionsOf(failure);
  const name = Object.entries(code).find(([, number]) => number === failure.code)?.[0];
  const beside = (next: unknown) => value({ ...failure, code: name, action: next ?? null });
  return judge(right.includes(String(action)), beside(right[0]), beside(action), mistake);
}

/** What is said about a call that failed, and about failures that were only told. */
function decided(transfers: Run, advice: Run): Finding {
  const seen = Array.isArray(advice.returned) ? advice.returned : [];
  const { failures } = paramsOf(advice);
  const isBlind = failures.some(
    (failure, index) => actionsOf(failure)[0] === "report" && seen[index] === "retry-later",
  );
  const mistake = isBlind ? { feedback: "retries-everything" } : {};
  const answers: readonly (Answer | undefined)[] = Array.isArray(transfers.returned)
    ? transfers.returned
    : [];
  const failed = transfers.calls.filter((call) => call.status !== code.ok);
  return all(
    every(
      failed,
      (at) => {
        const failure = { code: at.status ?? 0, idempotent: false };
        return step(answers[transfers.calls.indexOf(at)]?.action, failure, { at, ...mistake });
      },
      judge(false, nothing, nothing),
    ),
    every(
      failures,
      (failure, index) => toldStep(seen[index], failure, mistake),
      judge(false, nothing, nothing),
    ),
  );
}

function detailed(run: Run): Finding {
  const answers: readonly (Answer | undefined)[] = Array.isArray(run.returned) ? run.returned : [];
  const params = paramsOf(run);
  const bad = params.transfers
    .map((transfer, index) => ({ transfer, index }))
    .filter(({ transfer }) => codesOf(params, transfer).includes(code.invalidArgument));
  return every(
    bad,
    ({ transfer, index }) => {
      const at = run.calls[index];
      const expected = badField(transfer);
      const seen = answers[index]?.field;
      return judge(seen === expected, value(expected), value(seen), { at, feedback: "no-details" });
    },
    judge(false, nothing, nothing),
  );
}

const bothOf = (of: (run: Run) => Finding) => (runs: Readonly<Record<"connect" | "grpc", Run>>) =>
  all(of(runs.connect), of(runs.grpc));

export default defineLesson({
  minutes: 15,
  yours: ["server.ts", "decide.ts"],
  shown: { experiment: "transfers", title: "transfers", settings },
  predictions: {
    secret: { kind: "choice", options: ["text", "nothing-said", "hangs"], answer: "nothing-said" },
  },
  figures: {
    calls: ({ calls }) => count(calls.length),
    failed: ({ calls }) => count(calls.filter((call) => call.status !== code.ok).length),
    codes: ({ calls }) =>
      count(new Set(calls.map((call) => call.status).filter((seen) => seen !== code.ok)).size),
    entries: ({ record }) => count(record.fixtures?.length ?? 0),
  },
  pins: {
    done: ({ attempts }) => attempts[0],
    poor: ({ attempts }) => attempts[3],
    bug: ({ attempts }) => attempts.at(-1),
  },
  why: {
    options: ["status", "text", "code", "network"],
    answer: "code",
    disproof: { status: "http-status-by-hand", text: "echoes-cause", network: "echoes-cause" },
  },
  questions: {},
  plan: (hidden) => {
    const id = (kind: string) => `${kind}-${hidden.whole(1_000, 9_999)}`;
    const pick = <Item>(items: readonly Item[]) => items[hidden.whole(0, items.length - 1)] as Item;
    const shuffled = <Item>(items: readonly Item[]) => {
      const drawn = items.map((item) => ({ item, at: hidden.next() }));
      return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
    };
    const [owner, other] = [id("owner"), id("other")];
    const version = hidden.whole(2, 90);
    const balance = hidden.whole(100, 900);
    const account = (kind: string, change: Partial<Account> = {}): Account => ({
      ...{ id: id(kind), owner, balance, version, transfersLeft: 3, state: "open" },
      ...change,
    });
    const own = account("own");
    const target = account("target", { owner: other });
    const busy = account("busy", { transfersLeft: 0 });
    const draining = account("draining", { state: "draining" });
    const broken = account("broken", { state: "broken" });
    const good = (from = own): Transfer => ({
      ...{ token: owner, from: from.id, to: target.id, currency: pick(["EUR", "CNY", "USD"]), version },
      amount: hidden.whole(1, 90),
    });
    const transfers = shuffled<Transfer>([
      good(),
      good(),
      good(),
      { ...good(), amount: -hidden.whole(1, 90) },
      { ...good(), currency: pick(["euro", "cn", ""]) },
      { ...good(), to: own.id },
      { ...good(), from: id("nobody") },
      { ...good(), to: id("nobody") },
      { ...good(), amount: balance + hidden.whole(1, 90) },
      { ...good(), version: version - 1 },
      good(busy),
      good(draining),
      { ...good(), token: "" },
      { ...good(), from: target.id, to: own.id },
      { ...good(), token: other },
      good(broken),
    ]);
    const failures = shuffled<Failure>([
      ...Array.from({ length: 16 }, (_, index) => ({ code: index + 1, idempotent: pick([true, false]) })),
      { code: code.deadlineExceeded, idempotent: true },
      { code: code.deadlineExceeded, idempotent: false },
      { code: code.unavailable, transport: "refused", idempotent: false },
      ...[true, false].flatMap((idempotent) => [
        { code: pick([code.unavailable, code.aborted, code.canceled]), transport: "reset", idempotent },
        { code: pick([code.unavailable, code.deadlineExceeded]), transport: "timeout", idempotent },
      ]),
    ]);
    const accounts = shuffled([own, target, busy, draining, broken]);
    const params: Params = { secret: id("hunter"), accounts, transfers, failures };
    return {
      connect: { experiment: "transfers", params, settings, expectedMs: 300 },
      grpc: {
        experiment: "transfers",
        params,
        settings: { ...settings, protocol: "grpc" },
        expectedMs: 300,
      },
      advice: { experiment: "advice", params, settings, expectedMs: 50 },
    };
  },
  goals: {
    codes: { needs: ["connect", "grpc"], judge: bothOf(rightCodes) },
    silent: { needs: ["connect", "grpc"], judge: bothOf(silent) },
    pure: { needs: ["connect", "grpc"], judge: bothOf(pure) },
    decide: {
      needs: ["connect", "advice"],
      judge: ({ connect, advice }) => decided(connect, advice),
    },
    detail: { needs: ["connect", "grpc"], judge: bothOf(detailed) },
  },
});
