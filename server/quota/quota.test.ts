import { describe, expect, test } from "vitest";
import { createQuota } from "./quota.ts";
import { visitorKey } from "./visitor-key.ts";

describe("createQuota", () => {
  function quotaOf(perMinute: number) {
    let now = 0;
    const quota = createQuota({ perMinute, nowMs: () => now });
    const pass = (ms: number) => {
      now += ms;
    };
    return { quota, pass };
  }

  test("gives a minute's worth at once, then says when the next permit comes", () => {
    const { quota } = quotaOf(3);
    expect([1, 2, 3].map(() => quota.take("a").ok)).toEqual([true, true, true]);
    expect(quota.take("a")).toEqual({ ok: false, retryAfterMs: 20_000 });
  });

  test("coming back after the time it named succeeds, a millisecond earlier does not", () => {
    const { quota, pass } = quotaOf(1);
    quota.take("a");
    pass(59_999);
    expect(quota.take("a")).toEqual({ ok: false, retryAfterMs: 1 });
    pass(1);
    expect(quota.take("a").ok).toBe(true);
  });

  test("being refused costs nothing", () => {
    const { quota, pass } = quotaOf(1);
    quota.take("a");
    for (let i = 0; i < 100; i++) quota.take("a");
    pass(60_000);
    expect(quota.take("a").ok).toBe(true);
  });

  test("visitors do not share", () => {
    const { quota } = quotaOf(1);
    quota.take("a");
    expect(quota.take("b").ok).toBe(true);
  });

  test("a long absence saves up no more than a minute's worth", () => {
    const { quota, pass } = quotaOf(2);
    quota.take("a");
    pass(3_600_000);
    expect([1, 2, 3].map(() => quota.take("a").ok)).toEqual([true, true, false]);
  });

  test("tidying up forgets nobody who is out of permits", () => {
    const { quota, pass } = quotaOf(1);
    quota.take("early");
    pass(59_000);
    quota.take("late");
    pass(1_000);
    expect(quota.take("early").ok).toBe(true);
    expect(quota.take("late")).toEqual({ ok: false, retryAfterMs: 59_000 });
  });
});

describe("visitorKey", () => {
  test.each([
    ["the socket's address without a trusted proxy", "10.0.0.1", "1.2.3.4", 0, "10.0.0.1"],
    ["the last entry behind one proxy", "10.0.0.1", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"],
    ["the last but one behind two", "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", 2, "1.2.3.4"],
    ["the socket's when the proxy said nothing", "10.0.0.1", undefined, 1, "10.0.0.1"],
    ["IPv4 written as IPv6", "::ffff:127.0.0.1", undefined, 0, "127.0.0.1"],
    ["one key for a /64", "2001:db8:0:1:aaaa::1", undefined, 0, "2001:db8:0:1::/64"],
    ["leading zeros and capitals aside", "2001:0DB8:0000:0001::2", undefined, 0, "2001:db8:0:1::/64"],
    ["a link-local zone aside", "fe80::1%eth0", undefined, 0, "fe80:0:0:0::/64"],
    ["somebody when there is no address", undefined, undefined, 0, "unknown"],
  ])("is %s", (_name, remote, forwarded, trustProxy, key) => {
    expect(visitorKey(remote, forwarded, trustProxy)).toBe(key);
  });
});
