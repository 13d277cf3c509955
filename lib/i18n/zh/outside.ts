import type { Translated } from "../dictionary.ts";
import type { outside as english } from "../en/outside.ts";

export const outside = {
  title: "来自外部 · {time}",
  news: { one: "{count} 次来自外部的调用", other: "{count} 次来自外部的调用" },
  newsOpen: "查看",
  total: "从页面之外发起 {calls}：{fates}。",
  calls: { one: "{count} 次调用", other: "{count} 次调用" },
  ok: "{count} 次有应答",
  failed: "{count} 次失败",
  shed: "{count} 次因队列已满被拒",
  open: "{count} 次进行中",
  separator: "，",
  callers: "调用方：{names}。",
} satisfies Translated<typeof english>;
