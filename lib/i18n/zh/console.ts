import type { Translated } from "../dictionary.ts";
import type { console as english } from "../en/console.ts";

export const console = {
  empty: "没有任何输出。server.ts 或 client.ts 里的 console.log 会显示在这里。",
  filter: "筛选",
  all: "全部",
  client: "客户端",
  server: "服务端",
  search: "搜索控制台",
  copy: "复制",
  dropped: { one: "已丢弃 {count} 行：超过输出上限", other: "已丢弃 {count} 行：超过输出上限" },
  repeated: "{count} 次",
  levelDebug: "调试",
  levelInfo: "信息",
  levelWarn: "警告",
  levelError: "错误",
  goTo: "转到 {path} 第 {line} 行",
  showCall: "查看调用 {call}",
  showOutside: "查看外部调用 {call}",
  showNested: "查看服务间调用 {call}",
  runnerStopped: "服务端已停止：{reason}",
  returned: "返回 {value}",
  returnedTooLong: "返回值超出记录所能保留的长度（64 KiB 的 JSON）",
  entries: { one: "{count} 行", other: "{count} 行" },
} satisfies Translated<typeof english>;
