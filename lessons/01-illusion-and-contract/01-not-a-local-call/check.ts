import { exactly, returns } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { callsOf, gotReply } from "#lib/lessons/measure.ts";
import { atLeast, count, value } from "#lib/lessons/quantity.ts";

/** One till and no room to wait: whoever comes second is turned away before any handler. */
const settings = {
  workers: 1,
  queueLimit: 0,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Line = { readonly item: string; readonly cents?: number };
type Told = {
  readonly id: string;
  readonly label: string | undefined;
  readonly attempt: Attempt;
  /** Entries in the books at the end of the run: the truth. */
  readonly committed: number;
};

/** Every order that was placed, with what was said about it and what the books say. */
function told(run: Run): readonly Told[] {
  const { labels = {} } = (run.returned ?? {}) as { readonly labels?: Readonly<Record<string, string>> };
  return callsOf(run.attempts, "Place").map((attempt) => {
    const { id = "" } = (attempt.request ?? {}) as { readonly id?: string };
    const entries = (run.record.fixtures ?? []).filter(({ op, key }) => op === "Append" && key === id);
    return { id, label: labels[id], attempt, committed: entries.length };
  });
}

/** The server's own yes. */
const isAnswered = ({ attempt }: Told) => gotReply(attempt) && attempt.status === 0;
/** Neither a yes nor proof that no handler saw it. Decided by the record, and not by the fate that was planned. */
const isOpen = (one: Told) => !isAnswered(one) && !one.attempt.isShed;
const nobody = judge(false, atLeast(count(1)), count(0));

/** Which rule the labels follow, from the failures that were called "not done". */
function habit(orders: readonly Told[], run: Run): string | undefined {
  const open = orders.filter(isOpen);
  const denied = open.filter(({ label }) => label === "not-done");
  const lies = denied.filter(({ committed }) => committed > 0);
  const fates = (run.params as { readonly fates?: Readonly<Record<string, string>> }).fates ?? {};
  if (denied.length === open.length) return "not-done-on-any-error";
  if (lies.every(({ id }) => fates[id] === "late") && !denied.some(({ id }) => fates[id] === "silent"))
    return "looks-too-early";
  const of = (status: number) => denied.every(({ attempt }) => attempt.status === status);
  if (of(14)) return "unavailable-means-not-done";
  if (of(4)) return "timeout-means-not-done";
  return of(8) ? "exhausted-means-not-done" : undefined;
}

/** Of an order that was never sent there is nothing to tell. */
function isEachPlaced(orders: readonly Told[], run: Run): Finding {
  const asked = (run.params as { readonly orders: readonly { readonly id: string }[] }).orders;
  const placed = asked.filter(({ id }) => orders.some((one) => one.id === id)).length;
  return exactly(placed, asked.length, { at: orders[0]?.attempt, feedback: "not-placed" });
}

/** An order that may be in the books and is sent again may be in the books twice. One that was turned away is not. */
function isPlacedOnce(orders: readonly Told[]): Finding {
  const reached = orders.filter(({ attempt }) => !attempt.isShed);
  return every(
    reached,
    ({ id, attempt }, index) => {
      const before = reached.slice(0, index).filter((one) => one.id === id).length;
      return exactly(1 + before, 1, { at: attempt, of: "calls", feedback: "places-twice" });
    },
    nobody,
  );
}

function isSound(run: Run): Finding {
  const orders = told(run);
  const feedback = habit(orders, run);
  const isTrue = every(
    orders,
    (one) => {
      const { label, attempt, committed } = one;
      const mistake = { at: attempt, ...(feedback === undefined ? {} : { feedback }) };
      if (label === "not-done") return exactly(committed, 0, mistake);
      // Whoever waits without end hears a yes even of what was never written: then the server was wrong, and not the label.
      const isOwnClaim = label === "done" && !isAnswered(one);
      return isOwnClaim ? exactly(committed, 1, { at: attempt }) : judge(true, count(1), count(1));
    },
    nobody,
  );
  return all(isEachPlaced(orders, run), isPlacedOnce(orders), isTrue);
}

function isUseful(run: Run): Finding {
  const orders = told(run);
  const said = (kind: (one: Told) => boolean, label: string) => {
    const those = orders.filter(kind);
    const expected = value(label);
    // The plan has both kinds; on a busy machine one may not have come about.
    if (those.length === 0) return cannotTell(expected, count(0));
    return every(
      those,
      (one) => {
        const feedback = one.label === "unknown" ? { feedback: "always-unknown" } : {};
        return judge(one.label === label, expected, value(one.label), { at: one.attempt, ...feedback });
      },
      nobody,
    );
  };
  return all(
    said(({ attempt }) => attempt.isShed, "not-done"),
    said(isAnswered, "done"),
  );
}

/** Whoever looks into the books and finds the order there knows; whoever does not find it knows nothing. */
function isHumble(run: Run): Finding {
  return every(
    told(run).filter(isOpen),
    ({ label, attempt, committed }) => {
      const hasLooked = label === "done" && committed === 1;
      return judge(label === "unknown" || hasLooked, value("unknown"), value(label), { at: attempt });
    },
    nobody,
  );
}

function isCopied(run: Run): Finding {
  const items = (run.params as { readonly items: readonly string[] }).items;
  const last = run.attempts.at(-1);
  const stored = (last?.reply as { readonly lines?: readonly Line[] } | undefined)?.lines ?? [];
  const seen = Array.isArray(run.returned) ? (run.returned as readonly Line[]) : [];
  const feedback =
    seen.length === 0 ? "ignores-reply" : seen.length === items.length ? "own-line" : undefined;
  const mistake = { at: last, ...(feedback === undefined ? {} : { feedback }) };
  return all(
    exactly(run.attempts.length, items.length, { at: last, of: "calls" }),
    returns(run.returned, stored, mistake),
    exactly(stored.length, items.length, { at: last }),
  );
}

const inBooks = (run: Run) => (run.record.fixtures ?? []).filter(({ op }) => op === "Append").length;

export default defineLesson({
  minutes: 15,
  yours: ["cart.ts", "label.ts"],
  shown: { experiment: "orders", title: "orders", settings },
  predictions: {
    slower: {
      kind: "choice",
      options: ["twice", "fifty", "thousands"],
      answer: "thousands",
      shownBy: ({ record }) => record.header.experiment === "race",
    },
    pushed: {
      kind: "choice",
      options: ["yes", "no"],
      answer: "no",
      shownBy: ({ record }) => record.header.experiment === "cart",
    },
    placed: { kind: "choice", options: ["yes", "no", "unknowable"], answer: "unknowable" },
  },
  figures: {
    orders: (run) => count(told(run).length),
    denied: (run) => count(told(run).filter(({ label }) => label === "not-done").length),
    lies: (run) =>
      count(told(run).filter(({ label, committed }) => label === "not-done" && committed > 0).length),
    booked: (run) => count(inBooks(run)),
  },
  pins: {
    before: (run) => told(run)[1]?.attempt,
    after: (run) => told(run)[2]?.attempt,
    late: (run) => told(run)[4]?.attempt,
    away: (run) => told(run)[5]?.attempt,
  },
  why: {
    options: ["code", "clock", "reply", "transaction"],
    answer: "reply",
    disproof: {
      code: "unavailable-means-not-done",
      clock: "timeout-means-not-done",
      transaction: {
        peer: "transaction",
        shows: (run) => {
          const [, before, after] = told(run);
          const isSame = before?.attempt.status === after?.attempt.status && before?.attempt.status === 14;
          return isSame && before?.committed === 0 && after?.committed === 1;
        },
      },
    },
  },
  questions: {},
  plan: (hidden) => {
    const named = (word: string) => `${word}-${hidden.whole(1_000, 9_999)}`;
    const shuffled = <Item>(items: readonly Item[]) => [...items].sort(() => hidden.next() - 0.5);
    const fates = [
      ...["answered", "answered", "unavailable-before", "unavailable-after", "exhausted-before"],
      ...["reply-too-large", "never", "late", "silent"],
      // Behind another customer: one takes long, and so the order is turned away; the other is quick.
      ...["behind-slow", "behind-quick"],
    ];
    const sequence = (kinds: readonly string[], patienceMs = 400 + 10 * hidden.whole(0, 10)) => {
      const all = shuffled(kinds).map((fate, index) => ({
        // Two orders of one name would be one order in the books.
        id: `${named("order")}-${index}`,
        fate,
        customer: `${named("customer")}-${index}`,
      }));
      const isBehind = (fate: string) => fate.startsWith("behind-");
      return {
        params: {
          items: ["tea", "cup", "pot"].map(named),
          patienceMs,
          orders: all.map(({ id, fate, customer }) => ({
            id,
            item: named("item"),
            behind: isBehind(fate) ? customer : "",
          })),
        },
        // What will befall an order is nobody's to know beforehand.
        serverParams: {
          fates: Object.fromEntries(all.map(({ id, fate }) => [id, isBehind(fate) ? "answered" : fate])),
          slow: all.filter(({ fate }) => fate === "behind-slow").map(({ customer }) => customer),
        },
      };
    };
    // Three deaths within a minute, and a deployment rests: the kills have a run of their own. A process that asks for too
    // much memory dies within a second or two, and the client shall be there to see it.
    const kills = ["answered", "killed-before", "killed-after", "behind-slow"];
    return {
      cart: { experiment: "cart", ...sequence(["answered"]), settings, expectedMs: 200 },
      orders: { experiment: "orders", ...sequence(fates), settings, expectedMs: 5_000 },
      kills: { experiment: "orders", ...sequence(kills, 8_000), settings, expectedMs: 3_000 },
    };
  },
  goals: {
    copy: { needs: ["cart"], judge: ({ cart }) => isCopied(cart) },
    sound: {
      needs: ["orders", "kills"],
      judge: ({ orders, kills }) => all(isSound(orders), isSound(kills)),
    },
    useful: {
      needs: ["orders", "kills"],
      judge: ({ orders, kills }) => all(isUseful(orders), isUseful(kills)),
    },
    humble: {
      needs: ["orders", "kills"],
      judge: ({ orders, kills }) => all(isHumble(orders), isHumble(kills)),
    },
  },
});
