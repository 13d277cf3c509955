import type { Run } from "#lib/lessons/evidence.ts";
import { all, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { bytes, count, value } from "#lib/lessons/quantity.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Asker = "old" | "oldWithId" | "new" | "newBehindProxy";
type Contract = {
  readonly fields: readonly string[];
  readonly reservedNames: readonly string[];
  readonly reservedNumbers: readonly string[];
};
type Hidden = {
  readonly name: string;
  readonly locale: string;
  readonly words: Readonly<Record<string, string>>;
};

/** Order of the calls in `everybody`. */
const askers: readonly Asker[] = ["old", "oldWithId", "new", "newBehindProxy"];
const hiddenOf = ({ params }: Run) => params as unknown as Hidden;
const said = (run: Run, asker: Asker) =>
  (run.returned as Partial<Record<Asker, string>> | undefined)?.[asker];
const callOf = (run: Run, asker: Asker) => run.attempts[askers.indexOf(asker)];

/** In the language asked for, where client and server both know of languages. */
function greeting(run: Run, isLocalised: boolean): string {
  const { name, locale, words } = hiddenOf(run);
  return `${isLocalised ? words[locale.slice(0, 2)] : words.en}, ${name}`;
}

type Told = { readonly run: Run; readonly asker: Asker; readonly isLocalised: boolean };

function isGreeted(
  { run, asker, isLocalised }: Told,
  mistakes: (seen: string) => string | undefined,
): Finding {
  const expected = greeting(run, isLocalised);
  const seen = said(run, asker);
  const feedback = mistakes(seen ?? "");
  return judge(seen === expected, value(expected), value(seen), {
    at: callOf(run, asker),
    ...(feedback === undefined ? {} : { feedback }),
  });
}

/** The old and the new client, each with the server of either age. */
function fourPairs(
  ofNew: Run,
  ofOld: Run,
  mistakes: (seen: string, told: Told) => string | undefined,
): Finding {
  const pairs: readonly Told[] = [
    { run: ofNew, asker: "old", isLocalised: false },
    { run: ofNew, asker: "new", isLocalised: true },
    { run: ofOld, asker: "old", isLocalised: false },
    { run: ofOld, asker: "new", isLocalised: false },
  ];
  return every(
    pairs,
    (told) => isGreeted(told, (seen) => mistakes(seen, told)),
    judge(false, count(pairs.length), count(0)),
  );
}

const isNameless = (seen: string, { run }: Told) =>
  Object.values(hiddenOf(run).words).some((word) => seen === `${word}, `);

/** Who lost the name: an old client that new servers do not hear, or a new one that old servers do not hear. */
function lostName(seen: string, told: Told): string | undefined {
  if (!isNameless(seen, told)) return undefined;
  return told.asker === "new" ? "second-field" : "renumbered";
}

/** Read from the compiled descriptor, whatever the text looks like. */
function isRetired(run: Run): Finding {
  const contract = (run.returned as { readonly contract?: Contract } | undefined)?.contract;
  const { fields = [], reservedNames = [], reservedNumbers = [] } = contract ?? {};
  const isThree = (range: string) => {
    const [from = 0, to = 0] = range.split(" to ").map(Number);
    return from <= 3 && 3 <= to;
  };
  const third = fields.find((field) => field.endsWith(" = 3"));
  const isKept = fields.some((field) => field.startsWith("legacy_id = "));
  const feedback = isKept ? "only-deprecated" : third === undefined ? "not-reserved" : "reuses-three";
  // Without its answer nothing is known of the contract.
  if (contract === undefined) return judge(false, value([3]), value(run.returned));
  return all(
    judge(reservedNumbers.some(isThree), value([3]), value(reservedNumbers), { feedback }),
    judge(reservedNames.includes("legacy_id"), value(["legacy_id"]), value(reservedNames), { feedback }),
  );
}

const refusals: Readonly<Record<string, string>> = {
  "error: Unimplemented": "new-package",
  "error: InvalidArgument": "locale-required",
};

export default defineLesson({
  minutes: 15,
  yours: ["greet.proto", "server.ts", "new-client.ts"],
  shown: { experiment: "everybody", title: "everybody", settings },
  predictions: {
    renumbered: { kind: "choice", options: ["error", "crash", "empty"], answer: "empty" },
  },
  figures: {
    calls: ({ attempts }) => count(attempts.length),
    failed: ({ attempts }) => count(attempts.filter(({ status }) => status !== 0).length),
    bytes: ({ attempts: [first] }) => bytes(first?.requestBytes ?? 0),
  },
  pins: {
    nameless: ({ attempts }) => attempts[0],
    french: ({ attempts }) => attempts[1],
    whole: ({ attempts }) => attempts[2],
  },
  why: {
    options: ["renamed", "lost", "number", "version"],
    answer: "number",
    disproof: {
      renamed: "renamed-plain",
      lost: { wrong: "second-field", shows: (run) => said(run, "old") === "Hello, Ada" },
      version: "renamed-plain",
    },
  },
  questions: {},
  plan: (hidden) => {
    const word = (language: string) => `${language}-${hidden.whole(1_000, 9_999)}`;
    const languages = ["fr", "de", "zh", "sv", "it"].sort(() => hidden.next() - 0.5);
    const [asked = "", office = ""] = languages;
    const params = {
      name: `guest-${hidden.whole(1_000, 9_999)}`,
      legacyId: `${office}-${hidden.whole(1_000, 9_999)}`,
      locale: `${asked}-${["AT", "CH", "CN", "SE"][hidden.whole(0, 3)]}`,
    };
    // Only the server knows how to greet: no client can make the answer up.
    const serverParams = { words: Object.fromEntries(["en", ...languages].map((one) => [one, word(one)])) };
    const run = { experiment: "everybody", params, serverParams, expectedMs: 300 };
    const json = { ...settings, codec: "json" } as const;
    return {
      binary: { ...run, settings },
      binaryOld: { ...run, settings, peer: "v1-server" },
      json: { ...run, settings: json },
      jsonOld: { ...run, settings: json, peer: "v1-server" },
    };
  },
  goals: {
    retired: { needs: ["binary"], judge: ({ binary }) => isRetired(binary) },
    binary: {
      needs: ["binary", "binaryOld"],
      judge: ({ binary, binaryOld }) =>
        fourPairs(binary, binaryOld, (seen, told) => refusals[seen] ?? lostName(seen, told)),
    },
    json: {
      needs: ["json", "jsonOld"],
      judge: ({ json, jsonOld }) =>
        fourPairs(json, jsonOld, (seen, told) => (isNameless(seen, told) ? "renamed-plain" : undefined)),
    },
    passthrough: {
      needs: ["binary"],
      judge: ({ binary }) =>
        isGreeted({ run: binary, asker: "newBehindProxy", isLocalised: true }, () => undefined),
    },
    ignored: {
      needs: ["binary", "json"],
      judge: ({ binary, json }) =>
        every(
          [binary, json],
          (run) =>
            isGreeted({ run, asker: "oldWithId", isLocalised: false }, (seen) =>
              seen === "error: InvalidArgument" ? "legacy-required" : undefined,
            ),
          judge(false, count(2), count(0)),
        ),
    },
  },
});
