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
  ready: {
    open: "从终端调用",
    title: "从任何地方调用你的处理函数",
    description: "每一段都是完整的，粘贴到终端即可运行。调用会出现在你的时间线上。",
    address: "地址",
    method: "方法",
    kinds: {
      unary: "一元",
      serverStreaming: "服务端流",
      clientStreaming: "客户端流",
      bidiStreaming: "双向流",
    },
    messageOfSchema: "消息由 schema 生成，可以随意改动。",
    messageOfCall: "消息取自你打开此处时所选的那次调用。",
    tools: "工具",
    copy: "复制 {tool} 的命令",
    noStreams: "curl 只能做一元调用：流中的消息带有帧头。流式调用请用 buf curl 或 grpcurl。",
    needs: {
      curl: "HTTP/1.1 上的 Connect，消息是普通的 JSON。多数系统无需安装。",
      bufCurl:
        "默认使用 Connect；加 --protocol grpc 或 grpcweb 可换成另外两种。schema 通过反射取得。安装：npm install -g @bufbuild/buf",
      grpcurl: "gRPC。schema 通过反射取得。安装：brew install grpcurl",
      python: "gRPC，使用生成的桩代码。启动目录下需要有 {protos}。安装：pip install grpcio-tools",
      node: "gRPC，使用 Connect。启动目录下需要有 {protos}。安装：npm install @bufbuild/buf @bufbuild/protobuf @connectrpc/connect @connectrpc/connect-node",
      go: "gRPC。schema 通过反射取得，模块从网络下载。会新建目录 call-it。",
    },
    loading: "正在读取方法……",
    failed: "无法读取方法。请关闭后重试。",
    noMethods: "proto 文件没有定义服务。",
  },
} satisfies Translated<typeof english>;
