import type { Translated } from "../dictionary.ts";
import type { glossary as english } from "../en/glossary.ts";

export const glossary = {
  title: "术语表",
  description: "服务间通信的中英文术语：每个词的意思、另一种语言里的叫法，以及讲它的是哪一课。",
  lead: "课程里用到的每一个术语：什么意思，英文叫什么。括号里是别处常见的其他译法。",
  search: "查找术语，中英文都可以",
  found: { one: "{count} 个术语", other: "{count} 个术语" },
  none: "没有和“{query}”匹配的术语。",
  clear: "显示全部术语",
  lessons: "课程",
  link: "“{word}”的链接",
} satisfies Translated<typeof english>;
