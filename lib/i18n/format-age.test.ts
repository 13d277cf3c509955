import { expect, test } from "vitest";
import { formatAge } from "./format-age.ts";

const minute = 60_000;

test.each([
  [0, "now", "现在"],
  [59_000, "now", "现在"],
  [5 * minute, "5 minutes ago", "5 分钟前"],
  [90 * minute, "1 hour ago", "1 小时前"],
  [26 * 60 * minute, "yesterday", "昨天"],
  [9 * 24 * 60 * minute, "9 days ago", "9 天前"],
  [-minute, "now", "现在"],
])(
  "an age of %d ms is said as people say it, and a clock that was set back is no future",
  (ageMs, en, zh) => {
    const now = Date.UTC(2026, 10, 22);
    expect(formatAge("en", now - ageMs, now)).toBe(en);
    expect(formatAge("zh", now - ageMs, now)).toBe(zh);
  },
);
