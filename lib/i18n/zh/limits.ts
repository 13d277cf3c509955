import type { Translated } from "../dictionary.ts";
import type { limits as english } from "../en/limits.ts";

export const limits = {
  title: "限制",
  description: "这台服务器的全部限制，以及它实际执行的数值。",
  intro:
    "许多陌生人共用这台机器，所以没有什么是无限的。下面是这台服务器此刻真正执行的数值；运行时碰到哪一条，页面就会说出是哪一条、数值是多少。",
  contents: "本页内容",
  limit: "限制",
  value: "数值",
  changed: "本站改过",
  changedMeaning: "这台服务器的运营者改过这个值。项目自带的值是 {value}。",
  ownServer:
    "在自己的服务器上，环境变量 {variable} 可以修改其中任何一条：写成 JSON 对象，键就是每条限制旁边的名字。",
  groups: {
    sources: { title: "你的文件", meaning: "一个部署里能放什么。" },
    call: { title: "一次调用", meaning: "不管由谁发起：这个页面、curl，还是你自己的程序。" },
    deployment: { title: "一个部署", meaning: "其中的处理函数能用多少。别人的部署用不掉你的份额。" },
    everyone: { title: "所有人合计", meaning: "这台机器分给全部部署的总量。" },
    visitor: { title: "一位访客", meaning: "免得一位访客把其他人挤走。" },
    page: { title: "页面上的一次运行", meaning: "实验场自己能画多少、留多少。" },
  },
  names: {
    maxFiles: { name: "一个部署的文件数", meaning: "模式文件和处理函数文件合计。" },
    maxFileBytes: { name: "单个文件的大小", meaning: "按 UTF-8 计算，一个汉字占三个字节。" },
    maxSourceBytes: { name: "全部文件的大小", meaning: "一个部署里所有内容的总和。" },
    maxPathLength: { name: "路径长度", meaning: "文件名连同目录的字符数。" },
    maxMessageBytes: { name: "一条消息的大小", meaning: "一个请求、一个响应，或者流里的一条消息。" },
    unaryDeadlineMs: {
      name: "一元调用的截止时间",
      meaning: "更长的超时会被截短到这个值；到点后，调用以 DEADLINE_EXCEEDED 结束。",
    },
    streamDeadlineMs: { name: "流的截止时间", meaning: "三种流式调用适用同样的规则。" },
    maxResponseBytes: { name: "整个响应的大小", meaning: "一次调用的全部消息；超过后调用就结束。" },
    maxStreamMessages: { name: "一个流的消息数", meaning: "一次调用里一个方向上的消息。" },
    maxHeaderBytes: { name: "首部的大小", meaning: "一个请求或一个响应的全部元数据合计。" },
    callCpuMs: {
      name: "一次调用的处理器时间",
      meaning: "处理函数每一轮执行的合计，等待不计在内；超过后这次调用结束，其他调用不受影响。",
    },
    maxConcurrentCalls: {
      name: "同时执行的调用数",
      meaning: "按一个部署计算；设置里可以要求更少的工作线程。",
    },
    maxQueuedCalls: { name: "队列里的调用数", meaning: "再多一个，就以 RESOURCE_EXHAUSTED 拒绝。" },
    maxWorkers: { name: "线程池的工作线程数", meaning: "设置里最多能填的数目。" },
    maxCallDepth: { name: "调用的层数", meaning: "处理函数再调用处理函数，最多这么多层。" },
    maxOutgoingCalls: {
      name: "一个程序同时发起的调用数",
      meaning: "处理函数（或在后端运行的客户端代码）自己发起、还没结束的调用。",
    },
    maxNestedCalls: {
      name: "处理函数发起的调用数",
      meaning: "按一次外来的调用累计；定时器发起的按每分钟累计。",
    },
    maxFixtureEntries: {
      name: "账本的条目数",
      meaning: "一次运行在 playground.fixtures.v1.Ledger 里最多写这么多条。",
    },
    maxDelayMs: { name: "模拟的网络延迟", meaning: "单程；抖动适用同样的上限。" },
    maxBandwidthKbps: { name: "模拟的带宽", meaning: "设置里最多能填的数目；也可以不限。" },
    minBandwidthKbps: { name: "模拟的最小带宽", meaning: "设置里最少能填的数目；0 表示不限。" },
    turnMs: { name: "处理函数的一轮执行", meaning: "不让出线程、连续占用的最长时间。等待不计在内。" },
    cpuBurstMs: {
      name: "一口气能用的处理器时间",
      meaning: "一个部署的全部调用合计，最多能连续用这么多；部署闲着时会补满。",
    },
    cpuSustainedShare: { name: "长期能用的处理器时间", meaning: "储备用完以后，每分钟能占一个核的份额。" },
    memoryMb: { name: "处理函数的内存", meaning: "指它们的堆。超过后，部署会被停掉，再重新启动。" },
    processMemoryMb: { name: "进程的内存", meaning: "连同堆以外的部分，例如很大的字节数组。" },
    logLineBytes: { name: "一行日志的长度", meaning: "超过的部分会被截掉。" },
    logBytesPerMinute: { name: "每分钟的日志量", meaning: "之后的行会被丢弃，但会计数。" },
    logLinesPerTurn: { name: "一轮执行的日志行数", meaning: "这一轮里之后的行会被丢弃，但会计数。" },
    maxTimers: { name: "同时存在的定时器", meaning: "所有还在等待的 setTimeout 和 setInterval。" },
    idleMs: { name: "休眠前的空闲时间", meaning: "没人调用的部署会先收起来；下一次调用会唤醒它。" },
    maxAgeMs: { name: "一个进程的寿命", meaning: "到点后换上一个新的进程。部署本身不变。" },
    maxRunners: { name: "同时醒着的部署数", meaning: "闲得最久的那个，会给新来的腾出位置。" },
    warmRunners: { name: "预先备好的进程数", meaning: "新的部署因此不必等进程启动。" },
    turnsAtOnce: { name: "同时处理的请求数", meaning: "正在编译的请求；启动进程另算同样多。其余的排队。" },
    maxWaiting: { name: "全部访客的排队数", meaning: "队伍排满时，排得最多的访客让出位置。" },
    maxConnections: {
      name: "同时打开的连接数",
      meaning: "所有人合计。再多一个就会被拒绝，直到有别的连接关闭。",
    },
    deploymentsPerMinute: {
      name: "每分钟新建的部署数",
      meaning: "按一个地址计算。超过后，页面会说要等多久。",
    },
    runsPerMinute: { name: "每分钟的运行次数", meaning: "按一个地址计算，不论部署什么。" },
    maxRunnersPerVisitor: {
      name: "一位访客同时醒着的部署数",
      meaning: "在后端进行的运行也算在内。再多一个，这位访客闲得最久的部署就去休眠。",
    },
    maxWaitingPerVisitor: {
      name: "一位访客的排队数",
      meaning: "访客轮流得到处理，一个人排得再多也不耽误别人。",
    },
    maxWatches: {
      name: "同时的订阅数",
      meaning: "正在跟踪部署的页面、进行中的运行，以及订阅本站健康状态的工具。按一个地址计算。",
    },
    maxConnectionsPerVisitor: {
      name: "一位访客同时打开的连接数",
      meaning: "按一个地址计算。一条 HTTP/2 连接上可以同时有一千个调用。",
    },
    runMs: { name: "一次运行的时长", meaning: "到点后运行停止；已经记录的内容保留。" },
    maxCallsPerRun: { name: "一次运行的调用数", meaning: "设置里“调用次数”最多能填的数目。" },
    maxAttemptsPerRecord: { name: "一份记录里的尝试数", meaning: "再往后的只计数，不再画出来。" },
  },
} satisfies Translated<typeof english>;
