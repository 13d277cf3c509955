import type { Translated } from "../dictionary.ts";
import type { target as english } from "../en/target.ts";

/** 选择调用对象并运行：凡是测量调用的页面都用这些中文文本。 */
export const target = {
  source: "代码",
  draft: "你的草稿",
  draftMeaning: "实验场在这个标签页里显示的代码。",
  change: "到实验场修改代码",
  reading: "正在读取它的方法……",
  noMethods: "这段代码没有一元方法，而这里只调用一元方法。",
  method: "方法",
  message: "消息（JSON）",
  messageInvalid: "这不是 JSON：{problem}",
  messageReset: "示例消息",
  stop: "停止",
  stopping: "正在停止……",
  emptyTitle: "你会看到什么",
  examplesTitle: "从这几个开始",
} satisfies Translated<typeof english>;
