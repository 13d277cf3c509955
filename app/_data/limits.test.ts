import { expect, test } from "vitest";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatLimit } from "#lib/i18n/format-limit.ts";
import { locales } from "#lib/i18n/locales.ts";
import { defaultLimits, type LimitName } from "#lib/limits.ts";
import { limitGroups } from "./limits.ts";

const names = Object.keys(defaultLimits) as LimitName[];

test("every limit is in exactly one group of the page", () => {
  expect(Object.values(limitGroups).flat().sort()).toEqual([...names].sort());
});

test.each(locales)("every limit has a name and one line of meaning in %s", (locale) => {
  const texts = dictionaries[locale].limits.names;
  expect(Object.keys(texts).sort()).toEqual([...names].sort());
  for (const name of names) {
    expect(texts[name].name.length, name).toBeGreaterThan(1);
    expect(texts[name].meaning.length, name).toBeGreaterThan(5);
  }
});

test.each([
  ["maxFileBytes", 256 * 1024, "256 KiB", "256 KiB"],
  ["maxFileBytes", 1536, "1.5 KiB", "1.5 KiB"],
  ["maxFileBytes", 500, "500 B", "500 B"],
  ["memoryMb", 64, "64 MiB", "64 MiB"],
  ["unaryDeadlineMs", 30_000, "30 seconds", "30 秒"],
  ["unaryDeadlineMs", 1_500, "1,500 ms", "1,500 ms"],
  ["idleMs", 60_000, "1 minute", "1 分钟"],
  ["maxAgeMs", 3_600_000, "1 hour", "1 小时"],
  ["cpuSustainedShare", 0.25, "25%", "25%"],
  ["maxBandwidthKbps", 10_000_000, "10 Gbit/s", "10 Gbit/s"],
  ["maxBandwidthKbps", 1_500, "1,500 kbit/s", "1,500 kbit/s"],
  ["maxQueuedCalls", 1_000, "1,000", "1,000"],
] as const)("%s of %d is said as people say it", (name, value, english, chinese) => {
  expect(formatLimit("en", name, value)).toBe(english);
  expect(formatLimit("zh", name, value)).toBe(chinese);
});
