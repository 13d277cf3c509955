import type { Translated } from "../dictionary.ts";
import type { landing as english } from "../en/landing.ts";

export const landing = {
  title: "看清每一次调用真正经历了什么",
  lead: "写一个处理函数，再写调用它的代码，点“运行”，然后在时间线上跟着每一次调用走：它在哪里等待，在哪里执行，这段时间里你的线程还能不能做别的事。",
  course: "开始课程",
  open: "打开实验场",
  openNote: "不用注册。代码在沙箱里运行。",
  picture: {
    title: "同样四次调用，跑了两遍",
    blocking: "阻塞，一个接一个",
    allAtOnce: "一起发出",
    run: "现在就运行",
    summary: "一个接一个：{blocking}。一起发出：{allAtOnce}。两次里，处理函数做的事完全相同。",
  },
  proofs: {
    title: "四件可以亲眼看到的事",
    heartbeat: {
      title: "线程被阻塞，心跳就停了",
      meaning: "客户端线程每 10 ms 跳动一次。阻塞调用期间，它真的停住不动，心跳也跟着停下。",
      blocking: "阻塞",
      allAtOnce: "一起发出",
      label: "两次录制的运行里，客户端线程的心跳：阻塞调用期间没有，其余时候均匀排列。",
    },
    workers: {
      title: "十个工作线程，二十五次调用",
      meaning: "每次调用一秒，线程池有十个工作线程：调用分三批完成，中间的排队看得一清二楚。",
      wave: "第 {number} 批",
      calls: { one: "{count} 次调用", other: "{count} 次调用" },
    },
    clients: {
      title: "你的处理函数，别人的客户端",
      meaning:
        "部署出来的是一个真正的服务端。用 curl、grpcurl 或者你自己的程序去调用：Connect、gRPC-Web、gRPC 都在同一个端口上应答，运行期间到达的调用都会显示在那次运行里。",
    },
    percentile: {
      title: "承认自己还不知道的 p99",
      meaning: "样本足够，百分位数才会正式显示。在那之前它是灰色的，并且写明还需要多少样本。",
      samples: { one: "{count} 个样本", other: "{count} 个样本" },
    },
  },
  terminal: {
    title: "从你自己的终端调用",
    meaning:
      "本站自己的接口就是 Connect，所以普通 JSON 就够了。第一条命令部署一份模式和一个处理函数，并记下 id；第二条命令调用这个处理函数。gRPC 客户端用同一个端口，在元数据 {metadata} 里写明是哪个部署。",
    block: "终端",
    copy: "复制这些命令",
    deploy: "部署一份模式和它的处理函数。内容相同，id 就总是相同。",
    call: "调用它。",
  },
  sandbox: {
    title: "沙箱怎样保护你和其他人",
    process: {
      title: "独立的进程",
      meaning: "每个部署都在自己的进程里运行，里面还有自己的堆。死循环只会停掉它自己，影响不到别人。",
    },
    nothing: {
      title: "什么也够不着",
      meaning:
        "没有文件、网络、环境变量，也看不到别的进程：处理函数只看得到请求，以及它从 Connect 导入的东西。",
    },
    limits: {
      title: "限制都有名字",
      meaning: "时间、内存、输出都有上限。处理函数无论因为什么被停下，都会说明碰到的是哪一条、数值是多少。",
      link: "查看全部限制",
    },
    browser: {
      title: "客户端代码也关在沙箱里",
      meaning:
        "它在浏览器里一个封闭框架的 Worker 中运行，或在后端自己的进程里运行。无论哪一种，都只能调用部署，别的什么也够不着。",
    },
  },
  host: {
    title: "自己部署一份",
    meaning:
      "克隆仓库以后，只要两条命令。一个进程、一个端口，就提供全部页面、接口和协议，不向任何其他主机请求任何东西。",
    block: "终端",
    copy: "复制这些命令",
  },
  article: {
    title: "它从哪里来",
    meaning:
      "它来自一篇中文文章《服务间通信与 RPC》。文章里那个睡一秒、配了十个工作线程的 Greeter，就是实验场打开时的样子；同步、异步、阻塞、非阻塞，是最先能运行的几个实验。",
  },
} satisfies Translated<typeof english>;
