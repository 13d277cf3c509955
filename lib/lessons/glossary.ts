/**
 * The words of the lessons, one translation each. `<Term id="blocking">` shows the meaning and the word in the other
 * language; an alternative found in other texts stands in brackets.
 */
export type GlossaryEntry = {
  readonly en: string;
  readonly zh: string;
  readonly meaning: { readonly en: string; readonly zh: string };
};

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  "remote-procedure-call": {
    en: "remote procedure call (RPC)",
    zh: "远程过程调用",
    meaning: {
      en: "calling a procedure in another process by messages",
      zh: "通过消息去调用另一个进程里的过程",
    },
  },
  "inter-service-communication": {
    en: "inter-service communication",
    zh: "服务间通信",
    meaning: { en: "services exchanging data and coordinating", zh: "服务之间交换数据、协同工作" },
  },
  microservices: {
    en: "microservices",
    zh: "微服务",
    meaning: { en: "small services deployed and scaled independently", zh: "可独立部署、独立扩展的小服务" },
  },
  monolith: {
    en: "monolith",
    zh: "单体应用",
    meaning: { en: "one deployable unit", zh: "整体部署的一个应用" },
  },
  "distributed-system": {
    en: "distributed system",
    zh: "分布式系统",
    meaning: {
      en: "independent nodes, no shared memory or clock",
      zh: "多个独立节点，没有共享内存，也没有共享时钟",
    },
  },
  node: {
    en: "node / replica / instance",
    zh: "节点 / 副本 / 实例",
    meaning: { en: "one running copy", zh: "正在运行的一份拷贝" },
  },
  client: { en: "client", zh: "客户端", meaning: { en: "caller", zh: "调用方" } },
  server: { en: "server", zh: "服务端", meaning: { en: "callee", zh: "被调用方" } },
  streaming: {
    en: "server / client / bidirectional streaming",
    zh: "服务端流 / 客户端流 / 双向流",
    meaning: { en: "many messages per call", zh: "一次调用里有许多消息" },
  },
  stub: {
    en: "stub",
    zh: "桩（存根）",
    meaning: { en: "generated code that looks like the procedure", zh: "看起来像那个过程的生成代码" },
  },
  skeleton: {
    en: "skeleton (server stub)",
    zh: "服务端桩（骨架）",
    meaning: { en: "unmarshals and calls the handler", zh: "解组请求并调用处理函数" },
  },
  handler: {
    en: "handler",
    zh: "处理函数",
    meaning: { en: "your code behind a method", zh: "方法背后由你写的代码" },
  },
  marshalling: {
    en: "marshalling / unmarshalling",
    zh: "编组 / 解组",
    meaning: { en: "values ↔ message", zh: "值 ↔ 消息" },
  },
  serialization: {
    en: "serialization / deserialization",
    zh: "序列化 / 反序列化",
    meaning: { en: "values ↔ bytes", zh: "值 ↔ 字节" },
  },
  "interface-definition-language": {
    en: "interface definition language (IDL)",
    zh: "接口定义语言",
    meaning: { en: "the contract's language", zh: "用来书写契约的语言" },
  },
  "schema-evolution": {
    en: "schema evolution",
    zh: "模式演进",
    meaning: { en: "changing the contract over time", zh: "契约随时间改变" },
  },
  "backward-compatibility": {
    en: "backward compatibility",
    zh: "向后兼容",
    meaning: { en: "the new program reads old data", zh: "新程序读旧数据" },
  },
  "forward-compatibility": {
    en: "forward compatibility",
    zh: "向前兼容",
    meaning: { en: "the old program reads new data", zh: "旧程序读新数据" },
  },
  "field-number": {
    en: "field number (tag)",
    zh: "字段编号（标签）",
    meaning: { en: "identity of a field on the wire", zh: "字段在线上的身份" },
  },
  "unknown-field": {
    en: "unknown field",
    zh: "未知字段",
    meaning: { en: "field the reader's schema lacks", zh: "读取方的模式里没有的字段" },
  },
  varint: { en: "varint", zh: "变长整数", meaning: { en: "integer encoding", zh: "整数的编码方式" } },
  "wire-type": { en: "wire type", zh: "线路类型", meaning: { en: "how to skip", zh: "告诉读取方怎样跳过" } },
  "unary-call": {
    en: "unary call",
    zh: "一元调用",
    meaning: { en: "one request, one response", zh: "一个请求，一个响应" },
  },
  metadata: {
    en: "metadata (headers, trailers)",
    zh: "元数据（首部、尾部）",
    meaning: { en: "key–values beside the message", zh: "消息之外附带的键值" },
  },
  "status-code": { en: "status code", zh: "状态码", meaning: { en: "outcome category", zh: "结果的类别" } },
  channel: { en: "channel", zh: "通道", meaning: { en: "the logical link", zh: "逻辑上的链路" } },
  connection: { en: "connection", zh: "连接", meaning: { en: "transport link", zh: "传输层的链路" } },
  multiplexing: {
    en: "multiplexing",
    zh: "多路复用",
    meaning: { en: "many calls on one connection", zh: "一个连接上跑多个调用" },
  },
  "head-of-line-blocking": {
    en: "head-of-line blocking",
    zh: "队头阻塞",
    meaning: { en: "one stuck item delays those behind", zh: "前面一个卡住，后面的都得等" },
  },
  keepalive: {
    en: "keepalive",
    zh: "保活",
    meaning: { en: "pings on idle connections", zh: "在空闲连接上发 ping" },
  },
  "flow-control": {
    en: "flow control",
    zh: "流量控制",
    meaning: { en: "receiver limits sender", zh: "接收方限制发送方" },
  },
  backpressure: {
    en: "backpressure",
    zh: "背压（反压）",
    meaning: { en: "slowness propagates upstream", zh: "下游的慢向上游传导" },
  },
  synchronous: { en: "synchronous", zh: "同步", meaning: { en: "result obtained here", zh: "结果就地取得" } },
  asynchronous: { en: "asynchronous", zh: "异步", meaning: { en: "delivered later", zh: "稍后送达" } },
  blocking: {
    en: "blocking",
    zh: "阻塞",
    meaning: { en: "the thread stops until it is over", zh: "线程停住，等到结束" },
  },
  "non-blocking": {
    en: "non-blocking",
    zh: "非阻塞",
    meaning: { en: "the thread stays free for other work", zh: "线程空着，可以做别的事" },
  },
  future: {
    en: "future / promise",
    zh: "Future（期物）/ Promise（承诺）",
    meaning: { en: "handle for a later result", zh: "代表将来结果的句柄" },
  },
  callback: {
    en: "callback",
    zh: "回调",
    meaning: { en: "function called on completion", zh: "完成时被调用的函数" },
  },
  polling: { en: "polling", zh: "轮询", meaning: { en: "asking repeatedly", zh: "一遍一遍地问" } },
  "event-loop": {
    en: "event loop",
    zh: "事件循环",
    meaning: { en: "one thread dispatching events", zh: "一个线程负责分派各种事件" },
  },
  "thread-pool": {
    en: "thread pool / worker pool",
    zh: "线程池 / 工作线程池",
    meaning: { en: "fixed set of workers", zh: "数目固定的一组工作线程" },
  },
  concurrency: { en: "concurrency", zh: "并发", meaning: { en: "in progress together", zh: "同时在进行" } },
  parallelism: { en: "parallelism", zh: "并行", meaning: { en: "executing together", zh: "同时在执行" } },
  "critical-path": {
    en: "critical path",
    zh: "关键路径",
    meaning: { en: "longest dependency chain", zh: "最长的依赖链" },
  },
  "fire-and-forget": {
    en: "fire-and-forget",
    zh: "即发即弃",
    meaning: { en: "no reply wanted", zh: "不需要答复" },
  },
  "message-queue": {
    en: "message queue / broker",
    zh: "消息队列 / 消息中间件",
    meaning: { en: "asynchronous intermediary", zh: "居中的异步中介" },
  },
  latency: { en: "latency", zh: "延迟", meaning: { en: "delay", zh: "时延" } },
  "round-trip-time": {
    en: "round-trip time (RTT)",
    zh: "往返时间",
    meaning: { en: "there-and-back delay", zh: "一去一回的时间" },
  },
  bandwidth: { en: "bandwidth", zh: "带宽", meaning: { en: "capacity", zh: "链路能力" } },
  throughput: { en: "throughput", zh: "吞吐量", meaning: { en: "work done", zh: "做完的活" } },
  goodput: {
    en: "goodput",
    zh: "有效吞吐量",
    meaning: { en: "useful work in time", zh: "按时做完的有用的活" },
  },
  "time-complexity": {
    en: "time complexity",
    zh: "时间复杂度",
    meaning: { en: "how the work grows with n", zh: "工作量怎样随 n 增长" },
  },
  "space-complexity": {
    en: "space complexity",
    zh: "空间复杂度",
    meaning: { en: "how the memory grows with n", zh: "内存怎样随 n 增长" },
  },
  "communication-overhead": {
    en: "communication overhead",
    zh: "通信开销",
    meaning: {
      en: "rounds·RTT + bytes/bandwidth + per-call cost",
      zh: "轮数·RTT + 字节/带宽 + 每次调用的固定开销",
    },
  },
  batching: { en: "batching", zh: "批处理", meaning: { en: "many in one", zh: "多个合成一个" } },
  "n-plus-one": {
    en: "N+1 problem",
    zh: "N+1 问题",
    meaning: { en: "one call per row", zh: "每行一次调用" },
  },
  handshake: {
    en: "handshake",
    zh: "握手",
    meaning: { en: "messages before useful data", zh: "正式传数据之前的往来" },
  },
  "header-compression": {
    en: "header compression (HPACK)",
    zh: "首部压缩",
    meaning: { en: "table-coded headers", zh: "用表对首部编码" },
  },
  percentile: {
    en: "percentile (p50, p99)",
    zh: "百分位数",
    meaning: { en: "value below which p % lie", zh: "有 p% 的值低于它" },
  },
  "tail-latency": {
    en: "tail latency",
    zh: "尾延迟（长尾延迟）",
    meaning: { en: "high percentiles", zh: "高百分位的延迟" },
  },
  "open-loop-load": {
    en: "open-loop load",
    zh: "开环负载",
    meaning: { en: "requests arrive whether or not replies came", zh: "不管有没有收到回复，请求照样到来" },
  },
  "closed-loop-load": {
    en: "closed-loop load",
    zh: "闭环负载",
    meaning: { en: "the next request is sent after a reply", zh: "收到回复才发下一个" },
  },
  "coordinated-omission": {
    en: "coordinated omission",
    zh: "协同遗漏（协调遗漏）",
    meaning: { en: "tester pauses with the server", zh: "压测器跟着服务器一起停" },
  },
  utilization: { en: "utilization", zh: "利用率", meaning: { en: "busy fraction", zh: "忙碌的比例" } },
  saturation: {
    en: "saturation (knee)",
    zh: "饱和（拐点）",
    meaning: { en: "where latency explodes", zh: "延迟开始飙升之处" },
  },
  queueing: {
    en: "queueing / Little's law",
    zh: "排队 / 利特尔法则",
    meaning: { en: "L = λ·W", zh: "L = λ·W" },
  },
  "service-level-indicator": {
    en: "service level indicator (SLI)",
    zh: "服务水平指标（SLI）",
    meaning: { en: "what is measured", zh: "测得的值" },
  },
  "service-level-objective": {
    en: "service level objective (SLO)",
    zh: "服务水平目标（SLO）",
    meaning: { en: "what is promised inside", zh: "内部承诺的值" },
  },
  "service-level-agreement": {
    en: "service level agreement (SLA)",
    zh: "服务水平协议（SLA）",
    meaning: { en: "what a contract promises", zh: "写进合同的值" },
  },
  "error-budget": {
    en: "error budget",
    zh: "错误预算",
    meaning: { en: "allowed unreliability", zh: "允许的不可靠额度" },
  },
  fault: { en: "fault", zh: "故障", meaning: { en: "cause", zh: "起因" } },
  error: { en: "error", zh: "错误", meaning: { en: "wrong state", zh: "错误的状态" } },
  failure: { en: "failure", zh: "失效", meaning: { en: "wrong service", zh: "错误的服务" } },
  "partial-failure": {
    en: "partial failure",
    zh: "部分失效（部分故障）",
    meaning: { en: "some parts fail, others not", zh: "一部分失效，其余正常" },
  },
  "fault-tolerance": {
    en: "fault tolerance",
    zh: "容错",
    meaning: { en: "service despite faults", zh: "有故障也能提供服务" },
  },
  timeout: { en: "timeout", zh: "超时", meaning: { en: "duration", zh: "一段时长" } },
  deadline: { en: "deadline", zh: "截止时间", meaning: { en: "point in time", zh: "一个时刻" } },
  "deadline-propagation": {
    en: "deadline propagation",
    zh: "截止时间传播",
    meaning: { en: "pass on what remains", zh: "把剩余时间往下传" },
  },
  cancellation: {
    en: "cancellation",
    zh: "取消",
    meaning: { en: "caller no longer interested", zh: "调用方不再需要结果" },
  },
  retry: { en: "retry", zh: "重试", meaning: { en: "again", zh: "再来一次" } },
  attempt: { en: "attempt", zh: "尝试", meaning: { en: "one try", zh: "其中的一次" } },
  "exponential-backoff": {
    en: "exponential backoff",
    zh: "指数退避",
    meaning: { en: "growing", zh: "间隔越来越长" },
  },
  jitter: { en: "jitter", zh: "抖动", meaning: { en: "randomised delay", zh: "间隔随机化" } },
  "retry-budget": {
    en: "retry budget / throttling",
    zh: "重试预算 / 节流（限速）",
    meaning: { en: "bounded extra load", zh: "给额外负载设上限" },
  },
  "retry-storm": {
    en: "retry storm / amplification",
    zh: "重试风暴 / 放大",
    meaning: { en: "retries multiply load", zh: "重试让负载成倍增长" },
  },
  idempotent: {
    en: "idempotent",
    zh: "幂等",
    meaning: { en: "repeating has no further effect", zh: "重复执行不再产生新效果" },
  },
  "idempotency-key": {
    en: "idempotency key",
    zh: "幂等键",
    meaning: { en: "name of an intent", zh: "一个意图的名字" },
  },
  deduplication: { en: "deduplication", zh: "去重", meaning: { en: "executing once", zh: "只执行一次" } },
  "at-most-once": {
    en: "at-most-once / at-least-once / exactly-once",
    zh: "至多一次 / 至少一次 / 恰好一次",
    meaning: { en: "delivery/effect semantics", zh: "投递或效果的语义" },
  },
  "fan-out": { en: "fan-out", zh: "扇出", meaning: { en: "one request → many", zh: "一个请求变成许多个" } },
  "hedged-request": {
    en: "hedged request",
    zh: "对冲请求",
    meaning: { en: "late duplicate, first answer wins", zh: "迟些再发一份，谁先答用谁" },
  },
  "circuit-breaker": {
    en: "circuit breaker (closed/open/half-open)",
    zh: "熔断器（关闭 / 打开 / 半开）",
    meaning: { en: "stop calling a sick dependency", zh: "不再调用生病的依赖" },
  },
  "outlier-detection": {
    en: "outlier detection / ejection",
    zh: "异常实例检测（离群检测）/ 摘除（驱逐）",
    meaning: { en: "remove one bad replica", zh: "找出并移除一个坏副本" },
  },
  fallback: {
    en: "fallback / graceful degradation",
    zh: "后备 / 优雅降级",
    meaning: { en: "lesser answer instead of none", zh: "没有完整答案时，给一个差一点的" },
  },
  bulkhead: {
    en: "bulkhead",
    zh: "舱壁（隔离）",
    meaning: { en: "separate pools", zh: "资源池分开，互不拖累" },
  },
  "health-check": {
    en: "health check: liveness / readiness / startup",
    zh: "健康检查：存活 / 就绪 / 启动",
    meaning: { en: "restart? send traffic? started?", zh: "要重启吗？能接流量吗？起来了吗？" },
  },
  heartbeat: { en: "heartbeat", zh: "心跳", meaning: { en: "sign of life", zh: "活着的信号" } },
  "failure-detector": {
    en: "failure detector",
    zh: "故障检测器",
    meaning: { en: "suspicion", zh: "产生怀疑的机制" },
  },
  redundancy: { en: "redundancy", zh: "冗余", meaning: { en: "spare", zh: "备份" } },
  replication: { en: "replication", zh: "复制", meaning: { en: "copies", zh: "拷贝" } },
  failover: { en: "failover", zh: "故障转移", meaning: { en: "switch", zh: "切换" } },
  "common-mode-failure": {
    en: "common-mode (correlated) failure",
    zh: "共因（相关）故障",
    meaning: { en: "one cause, many failures", zh: "一个原因，许多故障" },
  },
  "network-partition": {
    en: "network partition",
    zh: "网络分区",
    meaning: { en: "cut", zh: "网络断成两半" },
  },
  "split-brain": { en: "split brain", zh: "脑裂", meaning: { en: "two leaders", zh: "出现两个主" } },
  "fencing-token": {
    en: "fencing token / epoch",
    zh: "隔离令牌（防护令牌）/ 纪元（任期）",
    meaning: { en: "rejects the stale leader", zh: "用来拒绝过时的主" },
  },
  overload: {
    en: "overload / load shedding / admission control",
    zh: "过载 / 减载（负载丢弃、流量抛弃）/ 准入控制",
    meaning: { en: "too much / refuse early", zh: "太多了 / 尽早拒绝 / 决定谁能进" },
  },
  "rate-limiting": {
    en: "rate limiting",
    zh: "限流",
    meaning: { en: "cap per client or method", zh: "给每个客户端或方法设上限" },
  },
  "cascading-failure": {
    en: "cascading failure",
    zh: "级联故障",
    meaning: { en: "a failure that spreads", zh: "会蔓延的故障" },
  },
  "metastable-failure": {
    en: "metastable failure",
    zh: "亚稳态故障",
    meaning: { en: "a failure that outlives its cause", zh: "起因消失仍不结束的故障" },
  },
  "l4-load-balancing": {
    en: "L4 load balancing",
    zh: "四层负载均衡",
    meaning: { en: "choosing a replica per connection", zh: "按连接选副本" },
  },
  "l7-load-balancing": {
    en: "L7 load balancing",
    zh: "七层负载均衡",
    meaning: { en: "choosing a replica per request", zh: "按请求选副本" },
  },
  "client-side-load-balancing": {
    en: "client-side load balancing",
    zh: "客户端负载均衡",
    meaning: { en: "the caller chooses the replica", zh: "由调用方选副本" },
  },
  "round-robin": {
    en: "round robin / least requests / power of two choices",
    zh: "轮转（轮询）/ 最少请求 / 二选一（P2C）",
    meaning: { en: "policies", zh: "几种选择策略" },
  },
  "consistent-hashing": {
    en: "consistent hashing",
    zh: "一致性哈希",
    meaning: { en: "stable key → replica", zh: "同一个键总是落到同一个副本" },
  },
  "service-discovery": {
    en: "service discovery / name resolution",
    zh: "服务发现 / 名称解析",
    meaning: { en: "who is there", zh: "谁在那里" },
  },
  "service-mesh": {
    en: "service mesh / sidecar",
    zh: "服务网格 / 边车",
    meaning: { en: "networking outside the app", zh: "把网络功能放到应用之外" },
  },
  horizontal: {
    en: "horizontal / vertical scaling",
    zh: "横向（水平）/ 纵向（垂直）扩展",
    meaning: { en: "more / bigger", zh: "加数量 / 加规格" },
  },
  autoscaling: { en: "autoscaling", zh: "自动扩缩容", meaning: { en: "control loop", zh: "控制回路" } },
  "stabilization-window": {
    en: "stabilization window",
    zh: "稳定窗口",
    meaning: { en: "damping", zh: "抑制抖动" },
  },
  "rolling-update": {
    en: "rolling update / graceful shutdown / draining",
    zh: "滚动更新 / 优雅停机 / 排空",
    meaning: { en: "replace in turn / finish first", zh: "逐个替换 / 做完再走 / 等手上的做完" },
  },
  "thundering-herd": {
    en: "thundering herd",
    zh: "惊群效应",
    meaning: { en: "all at once", zh: "一拥而上" },
  },
  encryption: { en: "encryption", zh: "加密", meaning: { en: "secrecy", zh: "保密" } },
  tls: { en: "TLS", zh: "传输层安全协议", meaning: { en: "protocol", zh: "协议" } },
  "mutual-tls": {
    en: "mutual TLS",
    zh: "双向 TLS",
    meaning: { en: "both sides proven", zh: "双方都验明身份" },
  },
  certificate: {
    en: "certificate",
    zh: "证书",
    meaning: { en: "signed name–key", zh: "名字与密钥的签名绑定" },
  },
  "certificate-authority": {
    en: "certificate authority (CA)",
    zh: "证书颁发机构",
    meaning: { en: "signer", zh: "签发者" },
  },
  "man-in-the-middle": {
    en: "man-in-the-middle",
    zh: "中间人（攻击）",
    meaning: { en: "impostor between", zh: "插在两者之间的冒充者" },
  },
  authentication: {
    en: "authentication / authorization",
    zh: "身份验证（认证）/ 授权",
    meaning: { en: "who / may you", zh: "你是谁 / 你可以吗" },
  },
  interceptor: {
    en: "interceptor / middleware",
    zh: "拦截器 / 中间件",
    meaning: { en: "code around every call", zh: "包在每次调用外面的代码" },
  },
  trace: {
    en: "trace / span / context propagation",
    zh: "链路追踪 / 跨度（Span） / 上下文传播",
    meaning: { en: "where time went", zh: "时间花在了哪里" },
  },
  observability: {
    en: "observability (metrics, logs, traces)",
    zh: "可观测性（指标、日志、追踪）",
    meaning: { en: "explain from outside", zh: "从外部就能解释内部" },
  },
  "mutation-testing": {
    en: "mutation testing",
    zh: "变异测试",
    meaning: { en: "tests judged by killed mutants", zh: "用杀死的变异体来评判测试" },
  },
  "discrete-event-simulation": {
    en: "discrete-event simulation",
    zh: "离散事件仿真",
    meaning: { en: "jump from event to event", zh: "从一个事件直接跳到下一个事件" },
  },
};
