import { describe, expect, test } from "vitest";
import {
  diagnosticReasons,
  failureReasons,
  gatewayReasons,
  sourcePathRules,
  storeTroubles,
} from "#lib/failure-reasons.ts";
import { dictionaries } from "./dictionaries.ts";
import { formatReason } from "./format-reason.ts";
import { locales } from "./locales.ts";

const all = [...new Set([...failureReasons, ...gatewayReasons, ...diagnosticReasons])];

/** Metadata as the server sends it; every reason takes its part. */
const values = {
  limit: "turnMs",
  value: "2000",
  actual: "3000",
  path: "greet.proto",
  method: "greet.v1.Greeter/SayHi",
  rule: "extension",
  setting: "network.bandwidthKbps",
  min: "1",
  max: "64",
  id: "abc",
  stop: "cpuLimit",
  input: "greet.v1.SayHelloRequest",
  problem: "unexpected end",
  store: "readOnly",
};

describe.each(locales)("the reasons in %s", (locale) => {
  const text = dictionaries[locale];

  test.each(all)("%s has a meaning and an advice without an empty place", (name) => {
    const words = formatReason(locale, text, { name, values });
    expect(words?.meaning).toMatch(/[.。]$/);
    expect(words?.action).toMatch(/[.。]$/);
    expect(`${words?.meaning}${words?.action}`).not.toMatch(/\{\w+\}|undefined|NaN/);
  });

  test("the dictionary explains no reason that the server does not send", () => {
    expect(Object.keys(text.reasons.meanings).sort()).toEqual([...all].sort());
  });

  test.each(sourcePathRules)("the path rule %s is said in words", (rule) => {
    const words = formatReason(locale, text, { name: "FILE_PATH_INVALID", values: { path: "x", rule } });
    expect(words?.meaning).toContain(text.reasons.pathRules[rule]);
  });

  test.each(storeTroubles)("that the store is in trouble, %s, is said in words", (store) => {
    for (const name of ["STORE_UNAVAILABLE", "NOT_KEPT"]) {
      const words = formatReason(locale, text, { name, values: { store } });
      expect(words?.meaning).toContain(text.reasons.stores[store]);
    }
  });

  test("a reason of a newer server has no words, not wrong ones", () => {
    expect(formatReason(locale, text, { name: "toString", values })).toBeNull();
    expect(formatReason(locale, text, { name: "BRAND_NEW", values })).toBeNull();
  });
});

test("a Chinese unit stands beside Chinese text without a space, a Latin one with it", () => {
  const say = (limit: string, value: string) =>
    formatReason("zh", dictionaries.zh, { name: "DEADLINE_LIMIT", values: { limit, value } })?.meaning;
  expect(say("unaryDeadlineMs", "30000")).toContain("过了 30 秒还没有");
  expect(say("unaryDeadlineMs", "1500")).toContain("过了 1,500 ms 还没有");
});

test.each([
  ["FILE_TOO_LARGE", { path: "a.ts", limit: "maxFileBytes", value: "262144", actual: "300000" }, "256 KiB"],
  ["CPU_LIMIT", { limit: "cpuBurstMs", value: "10000" }, "10 seconds"],
  ["TURN_LIMIT", { limit: "turnMs", value: "1500" }, "1,500 ms"],
  ["MEMORY_LIMIT", { limit: "memoryMb", value: "64" }, "64 MiB"],
  ["RESPONSE_LIMIT", { limit: "maxResponseBytes", value: "67108864" }, "64 MiB"],
  ["QUEUE_LIMIT", { limit: "queueLimit", value: "5" }, "queue limit of the settings"],
  ["STOPPED_WHILE_LOADING", { stop: "timeLimit", limit: "turnMs", value: "2000" }, "more than 2 seconds"],
  [
    "SETTING_OUT_OF_RANGE",
    { setting: "network.bandwidthKbps", min: "1", max: "10", actual: "0.5" },
    "“Bandwidth”",
  ],
])("%s names the limit with its unit", (name, sent, expected) => {
  expect(formatReason("en", dictionaries.en, { name, values: sent })?.meaning).toContain(expected);
});
