import type { Translated } from "../dictionary.ts";
import type { reasons as english } from "../en/reasons.ts";

export const reasons = {
  meanings: {
    FILES_TOO_MANY: {
      meaning: "现有 {actual} 个文件，上限是 {value} 个（{limit}）。",
      action: "删掉不需要的文件，再运行一次。",
    },
    FILE_TOO_LARGE: {
      meaning: "{path} 超过了 {value} 的上限（{limit}）。",
      action: "缩短或拆分这个文件，再运行一次。",
    },
    SOURCES_TOO_LARGE: {
      meaning: "全部文件合计超过了 {value} 的上限（{limit}）。",
      action: "缩短或删掉一些文件，再运行一次。",
    },
    FILE_PATH_INVALID: {
      meaning: "{path} 不能用作源文件名：{rule}。",
      action: "给文件改名，再运行一次。",
    },
    FILE_PATH_DUPLICATE: {
      meaning: "有两个文件都叫 {path}，不区分大小写。",
      action: "给其中一个改名，再运行一次。",
    },
    SETTING_OUT_OF_RANGE: {
      meaning: "设置“{setting}”的取值范围是 {min} 到 {max}，收到的是 {actual}。",
      action: "在设置里改好，再运行一次。",
    },
    DEPLOYMENT_NOT_FOUND: {
      meaning: "这台服务器上没有部署 {id}。",
      action: "再运行一次，代码会重新部署。",
    },
    MESSAGE_MALFORMED: {
      meaning: "服务器读不懂这条消息。",
      action: "重新加载页面，再运行一次。你的代码仍然保留。",
    },
    MESSAGE_TOO_LARGE: {
      meaning: "你的文件组成的消息太大，服务器不接收。",
      action: "缩短或删掉一些文件，再运行一次。",
    },
    METHOD_UNKNOWN: {
      meaning: "没有方法 {method}。",
      action: "对照 .proto 文件和 server.ts 注册的内容，检查服务名和方法名。",
    },
    CONTENT_TYPE_UNSUPPORTED: {
      meaning: "这类方法不接受请求的内容类型。",
      action: "请用“playground”提供的 transport，或用 Connect、gRPC-Web、gRPC 调用。",
    },
    HTTP_METHOD_UNSUPPORTED: {
      meaning: "这个方法不能用这个 HTTP 动词调用。",
      action: "请用 POST；GET 只用于标有 NO_SIDE_EFFECTS 的一元方法。",
    },
    HTTP_VERSION_UNSUPPORTED: {
      meaning: "这类调用需要 HTTP/2。",
      action: "请用 gRPC 客户端经 HTTP/2 调用，或改用别的方法类型。",
    },
    HTTP_MALFORMED: {
      meaning: "收到的不是有效的 HTTP 请求。",
      action: "重新加载页面，再运行一次。途中的代理可能是原因。",
    },
    HOST_INVALID: {
      meaning: "请求里没有有效的主机名。",
      action: "请从平常的地址打开本页。途中的代理可能是原因。",
    },
    HEADERS_TOO_LARGE: {
      meaning: "请求首部超过 {value}（{limit}），服务器不接收。",
      action: "少发一些元数据，或删除本站的 cookie。",
    },
    REQUEST_TOO_SLOW: {
      meaning: "请求到达得太慢。",
      action: "检查网络，再运行一次。",
    },
    QUOTA_EXCEEDED: {
      meaning: "一个地址的额度已经用完：{value}（{limit}）。",
      action: "你的代码仍然保留。",
    },
    RUNNERS_BUSY: {
      meaning: "{value} 个运行代码的位置都被占用了（{limit}）。",
      action: "你的代码仍然保留。",
    },
    OWN_RUNNERS_BUSY: {
      meaning: "你有 {value} 个部署和运行正在工作，一位访客最多这么多（{limit}）。",
      action: "等其中一个闲下来。你的代码仍然保留。",
    },
    LINE_FULL: {
      meaning: "排队的请求太多，已有 {value} 个（{limit}）。",
      action: "你的代码仍然保留。",
    },
    OWN_LOADS_BUSY: {
      meaning: "你已有 {value} 个压测正在进行或排队，一位访客最多只能有这么多（{limit}）。",
      action: "停掉它，或者等它结束。",
    },
    SNIPPET_EMPTY: {
      meaning: "没有可以分享的文件。",
      action: "添加一个文件，再分享。",
    },
    SHARE_TOO_LARGE: {
      meaning: "你的内容有 {actual}，短链接最多保存 {value}（{limit}）。",
      action: "去掉实验用不到的部分，再分享。",
    },
    SHARE_NOT_FOUND: {
      meaning: "这台服务器上没有保存 {id}。",
      action: "检查一下地址，或者问问给你链接的人。",
    },
    LOAD_METHOD_UNKNOWN: {
      meaning: "这个部署没有 {method} 这个方法。",
      action: "请选择它的一个一元方法。",
    },
    LOAD_METHOD_STREAMS: {
      meaning: "{method} 是流式方法；压测只发一元调用。",
      action: "请选择一元方法。",
    },
    LOAD_MESSAGE_INVALID: {
      meaning: "这条消息不是合法的 {input} JSON：{problem}。",
      action: "改好消息，再发一次。",
    },
    LOAD_MESSAGE_TOO_LARGE: {
      meaning: "消息有 {actual}，上限是 {value}（{limit}）。",
      action: "把消息改小，再发一次。",
    },
    LOAD_TARGET_BROKEN: {
      meaning: "server.ts 没能启动，没有可以压测的对象：{problem}。",
      action: "在实验场里改好 server.ts，再发一次。",
    },
    CONNECTIONS_FULL: {
      meaning: "打开的连接已经达到上限：{value} 个（{limit}）。",
      action: "关掉这个页面的其他窗口。你的代码仍然保留。",
    },
    SHUTTING_DOWN: {
      meaning: "服务器正在重启。",
      action: "稍后再运行一次。你的代码仍然保留。",
    },
    STORE_UNAVAILABLE: {
      meaning: "这一步要用到服务器的存储，而现在{store}。",
      action: "你的代码保留在此浏览器中；最近运行过的代码仍会继续运行。",
    },
    INTERNAL_FAULT: {
      meaning: "我们这边出了错。",
      action: "再运行一次。你的代码仍然保留。",
    },
    QUEUE_LIMIT: {
      meaning: "队列已满：已有 {value} 个调用在等待工作线程（{limit}）。",
      action: "在设置里调大队列上限或增加工作线程，或减少并发调用。",
    },
    CONCURRENCY_LIMIT: {
      meaning: "这个部署已有 {value} 个调用在进行（{limit}）。",
      action: "减少并发调用。",
    },
    CALL_DEPTH_LIMIT: {
      meaning: "处理函数之间的调用已有 {value} 层（{limit}）。",
      action: "检查是否有服务在互相循环调用。",
    },
    NESTED_CALLS_LIMIT: {
      meaning: "因为一次调用，处理函数又发起了 {value} 个调用（{limit}）。",
      action: "检查是否有死循环，或减少调用。",
    },
    OUTGOING_CALLS_LIMIT: {
      meaning: "这个程序自己发起、还没结束的调用已有 {value} 个（{limit}）。",
      action: "等其中一些返回，再发起新的。",
    },
    MESSAGE_LIMIT: {
      meaning: "有一条消息超过 {value}（{limit}）。",
      action: "少发一些，或分成几段流式发送。",
    },
    REQUEST_LIMIT: {
      meaning: "请求超过 {value} 条消息（{limit}）。",
      action: "早些结束流，或在一条消息里多放一些。",
    },
    RESPONSE_LIMIT: {
      meaning: "响应超过 {value}（{limit}）。",
      action: "让处理函数少发一些。",
    },
    DEADLINE_LIMIT: {
      meaning: "调用过了 {value} 还没有结束（{limit}）。",
      action: "让处理函数更快返回。",
    },
    TURN_LIMIT: {
      meaning: "处理函数占用线程超过 {value}（{limit}）。",
      action: "找一找永不结束的循环，或在循环里 await 点什么。",
    },
    MEMORY_LIMIT: {
      meaning: "处理函数占用内存超过 {value}（{limit}）。",
      action: "少占内存，或分几次发送。",
    },
    OUTPUT_LIMIT: {
      meaning: "处理函数发送的内容超过 {value}（{limit}）。",
      action: "少发一些，或用更小的块流式发送。",
    },
    CPU_LIMIT: {
      meaning: "处理函数用掉的处理器时间超过了份额：一口气 {value}（{limit}）。",
      action: "减少每次调用的工作量，或减少并发。",
    },
    CALL_CPU_LIMIT: {
      meaning: "这次调用用掉的处理器时间超过 {value}（{limit}）。",
      action: "减少一次调用里的工作，或拆成几次调用。",
    },
    HANDLES_NEED_ISOLATION: {
      meaning: "先发起、后取结果的调用要靠线程之间共享内存，而这个浏览器不允许本页面这样做。",
      action: "在设置里让实验改在后端运行。",
    },
    RUNNER_STOPPED: {
      meaning: "调用进行时，处理函数的进程结束了。",
      action: "再运行一次，下一次调用会启动新进程。",
    },
    RUNNER_UNAVAILABLE: {
      meaning: "没能为处理函数启动进程。",
      action: "过几秒再试。",
    },
    COOLING_DOWN: {
      meaning: "处理函数在一分钟内失败了三次，先停一会儿。",
      action: "先排除让它停止的原因，再运行；改过的代码会立即启动。",
    },
    LOAD_FAILED: {
      meaning: "server.ts 在加载时抛出了错误，所以没有处理函数。",
      action: "改好 server.ts，再运行一次。",
    },
    FILE_MISSING: {
      meaning: "没有 {path}。",
      action: "新建这个文件，再运行一次。",
    },
    CODE_TOO_COMPLEX: {
      meaning: "这段代码过于复杂，无法编译。",
      action: "减少嵌套层数，或把文件拆开，再运行一次。",
    },
    SCHEMA_TOO_COMPLEX: {
      meaning: "proto 过大或嵌套过深，无法编译。",
      action: "删去用不到的消息或 import，再运行一次。",
    },
    STOPPED_WHILE_LOADING: {
      meaning: "server.ts 加载期间，进程被停止：{stop}。",
      action: "少在处理函数之外做事；找一找永不结束的循环。",
    },
    NOT_KEPT: {
      meaning: "代码已运行，但没能存进服务器：{store}。",
      action: "存储恢复后会自动补存；在那之前，只要服务器不重启，外部就仍可调用它。",
    },
  },
  pathRules: {
    empty: "名字是空的",
    tooLong: "名字太长",
    absolute: "名字以盘符或根目录开头",
    characters: "只能含字母、数字、_、- 和 .，每一段以字母、数字或 _ 开头",
    segment: "其中有空的、. 或 .. 的一段",
    reserved: "这个名字留给生成的或内置的文件",
    extension: "必须以 .ts 或 .proto 结尾",
  },
  stops: {
    timeLimit: "占用线程超过 {value}（时间上限）",
    memoryLimit: "占用内存超过 {value}（内存上限）",
    outputLimit: "发送的内容超过 {value}（输出上限）",
    cpuLimit: "一口气用掉的处理器时间超过 {value}（处理器时间上限）",
    crashed: "它自己意外结束",
    protocolViolation: "它发来了服务器不认识的内容",
    idle: "没有人调用它",
    shutdown: "服务器正在重启",
  },
  stores: {
    full: "存储空间已满",
    readOnly: "存储只能读取",
    locked: "存储被其他程序占用",
    unreachable: "存储没有响应",
    damaged: "存储已损坏",
  },
  settings: {
    scopeLength: "作用域名的长度",
    experimentLength: "实验名的长度",
    starterLength: "示例名的长度",
  },
  queueLimit: "设置里的队列上限",
  unknownMeaning: "服务器拒绝了这次请求，原话是：{message}",
  unknownAction: "你的代码仍然保留。如果页面较旧，请重新加载，再运行一次。",
} satisfies Translated<typeof english>;
