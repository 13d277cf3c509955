import type { Translated } from "../dictionary.ts";
import type { site as english } from "../en/site.ts";

export const site = {
  brand: "RPC 实验场",
  tagline: "看清每一次调用",
  description: "动手学会服务间通信：写一个处理函数，调用它，看清每一次调用真正经历了什么。",
  skip: "跳到正文",
  home: "RPC 实验场，首页",
  navigation: "站点导航",
  lessons: "课程",
  playground: "实验场",
  limits: "限制",
  language: "English",
  languageLabel: "Switch to English",
  theme: { label: "主题", system: "跟随系统", light: "浅色", dark: "深色" },
  footer: {
    measuredTitle: "所见即所发生",
    measured:
      "每一个条、每一个数字，都来自对真实处理函数的真实调用。网络延迟和工作线程池是模拟的，并且会用标记注明。",
    openTitle: "开源",
    open: "采用 MIT 许可证。两条命令就能自己部署一份。",
    hostLink: "如何自己部署",
    boundsTitle: "边界",
    bounds: "许多陌生人共用这台机器，所以样样都有上限。那一页列出的，就是服务端真正执行的数字。",
    boundsLink: "查看全部限制",
  },
  notFound: {
    title: "这个地址没有内容",
    meaning: "页面可能已经移走，也可能从来没有过，或者地址输错了。",
    home: "回到首页",
    play: "打开实验场",
  },
  error: {
    title: "这个页面没能显示出来",
    meaning: "问题出在我们这边。你的代码保存在这个浏览器里，没有丢失。",
    again: "再试一次",
    home: "回到首页",
    reference: "反馈问题时请附上编号：{digest}",
  },
  ui: {
    close: "关闭",
    notice: "通知",
    copy: "复制",
    copied: "已复制",
    copyRefused: "请手动选中并复制",
    numberRange: "请输入 {min} 到 {max} 之间的数字。",
    wholeRange: "请输入 {min} 到 {max} 之间的整数。",
    zeroOrRange: "请输入 0，或 {min} 到 {max} 之间的数字。",
    numberKept: "“{typed}”未采用，仍为 {kept}。{range}",
  },
  origins: {
    measured: { name: "实测", meaning: "实测：确实发生过，这就是当时的时钟读数。" },
    emulated: { name: "模拟", meaning: "模拟：按照设置，有意加在真实调用之外的部分。" },
    recorded: { name: "录制", meaning: "录制：一次真实的运行，是早些时候录下来的。" },
    simulated: { name: "仿真", meaning: "仿真：由模型算出，并没有发出调用。" },
  },
} satisfies Translated<typeof english>;
