import { noFewerThan, noMoreThan, returns } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { callsOf, isAfter, makespan, maxOverlap, ms, rounds, total } from "#lib/lessons/measure.ts";
import { atMost, count, duration, nothing, plain } from "#lib/lessons/quantity.ts";

/** Transports with connections of their own exist in the backend only, where gRPC takes every run. */
const settings = { workers: null, queueLimit: null, protocol: "grpc", codec: "binary" } as const;
/** A round trip of 60 ms, and 800 kilobytes per second. */
const shownNetwork = { delayMs: 30, jitterMs: 0, bandwidthKbps: 6_400 } as const;

type Hidden = {
  readonly ids: readonly string[];
  readonly lookMs: number;
  readonly salt: number;
  readonly photoBytes: number;
};
const hiddenOf = ({ params }: Run) => params as unknown as Hidden;
const rttOf = ({ record }: Run) => 2 * record.header.settings.network.delayMs * ms;

/** Those that opened, by their numbers. */
const connectionsOf = (attempts: readonly Attempt[]) =>
  new Set(attempts.flatMap(({ connection }) => connection ?? [])).size;

/** No connection carries two calls at once, although there are more calls than connections. */
function isOneAtATime(attempts: readonly Attempt[]): boolean {
  const connections = new Set(attempts.map(({ connection }) => connection));
  return (
    connections.size < attempts.length &&
    [...connections].every(
      (number) =>
        maxOverlap(
          attempts.filter(({ connection }) => connection === number),
          "arrived",
          "replied",
        ) === 1,
    )
  );
}

/** One for the calls, and one for what is large. */
const mostConnections = 2;

function fewConnections(run: Run): Finding {
  const { attempts } = run;
  const readyMade = attempts.find(({ connection }) => connection === undefined);
  const opened = connectionsOf(attempts);
  const feedback =
    opened === attempts.length
      ? "transport-per-call"
      : run.name === "burst" && isOneAtATime(callsOf(attempts, "GetItem"))
        ? "http1"
        : "pool-of-twenty";
  const limit = atMost(count(mostConnections, "connections"));
  return all(
    judge(readyMade === undefined, limit, nothing, { at: readyMade, feedback: "ready-made" }),
    judge(opened <= mostConnections, limit, count(opened, "connections"), {
      at: attempts.find(({ connection = 0 }) => connection > mostConnections),
      feedback,
    }),
  );
}

/** One round trip for each call, and one for getting ready. */
function oneRoundEach(run: Run): Finding {
  const { ids } = hiddenOf(run);
  return noMoreThan(rounds(run.attempts), ids.length + 1, {
    at: run.attempts[2],
    of: "rounds",
    feedback: "ping-before-each",
  });
}

/** What was asked for after somebody had looked at the page: a timer may be a little early, and opening takes a few round trips. */
function afterLook(run: Run): readonly Attempt[] {
  const openedUs = run.record.control?.enteredUs ?? 0;
  const lookedUs = openedUs + 0.9 * hiddenOf(run).lookMs * ms;
  return callsOf(run.attempts, "GetItem").filter(({ intended = 0 }) => intended >= lookedUs);
}

function nobodyWaits(run: Run): Finding {
  const waiting = afterLook(run).filter(({ connectUs = 0 }) => connectUs > 0);
  return noMoreThan(waiting.length, 0, { at: waiting[0], of: "calls", feedback: "cold-start" });
}

/** Longest that a small call may be held up by the photo, beside its round trip. */
const holdUpUs = 150 * ms;

/** A photo that is through sooner than the last small call holds none of them up; one must have been beside it. */
function besideThePhoto(run: Run): Finding {
  const photos = callsOf(run.attempts, "GetPhoto");
  const limit = atMost(duration(rttOf(run) + holdUpUs));
  const small = afterLook(run);
  const beside = small.filter((one) => photos.some((photo) => overlaps(photo, one)));
  const areHeld = small.every((one) => photos.some((photo) => isAfter(one, photo)));
  return all(
    noFewerThan(beside.length, 1, {
      at: small[0],
      of: "calls",
      ...(areHeld ? { feedback: "photo-first" } : {}),
    }),
    every(
      beside,
      (at) => {
        const way = wayOf(run, at);
        const mistake = { at, feedback: "one-for-everything" };
        return judge(way <= rttOf(run) + holdUpUs, limit, duration(way), mistake);
      },
      judge(false, limit, nothing),
    ),
  );
}

function overlaps(one: Attempt, other: Attempt): boolean {
  return (one.intended ?? 0) < (other.received ?? 0) && (other.intended ?? 0) < (one.received ?? 0);
}

/** There and back as the emulated network had it: a busy machine does not make it longer. */
function wayOf({ record }: Run, { row }: Attempt): number {
  const { emulatedOutUs = 0, emulatedBackUs = 0 } = record.details.get(row) ?? {};
  return emulatedOutUs + emulatedBackUs;
}

const titlesOf = (run: Run) => hiddenOf(run).ids.map((id) => `${id} / ${hiddenOf(run).salt}`);

/** The same as in server.ts and client.ts. */
function photoOf(run: Run): string {
  const { photoBytes, salt } = hiddenOf(run);
  let sum = 0;
  for (let at = 0; at < photoBytes; at++) sum = (sum * 31 + ((at * at + salt * at) % 251)) % 1_000_003;
  return `${photoBytes}:${sum}`;
}

export default defineLesson({
  minutes: 15,
  yours: ["calls.ts"],
  shown: { experiment: "row", title: "row", settings: { ...settings, network: shownNetwork } },
  predictions: {
    twice: { kind: "choice", options: ["same", "two", "three"], answer: "two" },
    six: {
      kind: "choice",
      options: ["one", "six", "both"],
      answer: "six",
      shownBy: ({ attempts }) => connectionsOf(attempts) === 7,
    },
    tls: {
      kind: "choice",
      options: ["same", "three", "every"],
      answer: "three",
      shownBy: ({ record }) => record.header.experiment === "encrypted",
    },
  },
  figures: {
    rtt: (run) => duration(rttOf(run)),
    total: ({ calls }) => duration(makespan(calls) ?? 0),
    calls: ({ calls }) => plain(calls.length),
    connections: ({ attempts }) => plain(connectionsOf(attempts)),
    call: ({ calls }) => duration(calls[1] === undefined ? 0 : (total(calls[1]) ?? 0)),
    opening: ({ attempts }) => duration(attempts.reduce((sum, { connectUs = 0 }) => sum + connectUs, 0)),
  },
  pins: {
    first: ({ attempts }) => attempts[0],
    second: ({ attempts }) => attempts[1],
    last: ({ attempts }) => attempts.at(-1),
  },
  why: {
    options: ["handshake", "server", "bandwidth", "turns"],
    answer: "handshake",
    disproof: {
      server: { settings: { network: { ...shownNetwork, delayMs: 0 } } },
      bandwidth: { settings: { network: { ...shownNetwork, bandwidthKbps: 64_000 } } },
      turns: { experiment: "burst" },
    },
  },
  questions: {},
  plan: (hidden) => {
    const params = (length: number, photoBytes = 0) => ({
      ids: Array.from({ length }, (_, index) => `${index}-${hidden.whole(1_000, 9_999)}`),
      lookMs: hidden.whole(400, 500),
      photoBytes,
      salt: 0,
    });
    const serverParams = () => ({ salt: hidden.whole(1_000, 99_999) });
    const network = (delayMs: number, kBps: number) => ({ delayMs, jitterMs: 0, bandwidthKbps: 8 * kBps });
    return {
      row: {
        experiment: "row",
        params: params(hidden.whole(9, 12)),
        serverParams: serverParams(),
        settings: { ...settings, network: network(hidden.whole(30, 45), 0) },
        expectedMs: 1_200,
      },
      burst: {
        experiment: "burst",
        params: params(hidden.whole(18, 20)),
        serverParams: serverParams(),
        settings: { ...settings, network: network(hidden.whole(30, 45), 0) },
        expectedMs: 700,
      },
      photo: {
        experiment: "photo",
        params: params(4, hidden.whole(500_000, 600_000)),
        serverParams: serverParams(),
        settings: { ...settings, network: network(hidden.whole(28, 34), hidden.whole(600, 700)) },
        expectedMs: 1_800,
      },
    };
  },
  goals: {
    connections: {
      needs: ["row", "burst", "photo"],
      judge: ({ row, burst, photo }) => every([row, burst, photo], fewConnections, fewConnections(row)),
    },
    rounds: { needs: ["row"], judge: ({ row }) => oneRoundEach(row) },
    warm: { needs: ["burst"], judge: ({ burst }) => nobodyWaits(burst) },
    beside: { needs: ["photo"], judge: ({ photo }) => besideThePhoto(photo) },
    whole: {
      needs: ["row", "burst", "photo"],
      judge: ({ row, burst, photo }) =>
        all(
          returns(row.returned, titlesOf(row)),
          returns(burst.returned, titlesOf(burst)),
          returns(photo.returned, { titles: titlesOf(photo), photo: photoOf(photo) }),
        ),
    },
  },
});
