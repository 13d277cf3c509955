/** English texts of the landing section. It defines the type that Chinese satisfies. */
export const landing = {
  title: "See what every call really did",
  lead: "Write a handler and the code that calls it, press Run, and follow each call on a timeline: where it waited, where it ran, and whether your thread could do anything else meanwhile.",
  course: "Start the course",
  open: "Open the playground",
  openNote: "No account. Your code runs in a sandbox.",
  picture: {
    title: "The same four calls, twice",
    blocking: "Blocking, one after another",
    allAtOnce: "All at once",
    run: "Run it now",
    summary:
      "One after another: {blocking}. All at once: {allAtOnce}. The handler did the same work both times.",
  },
  proofs: {
    title: "Four things you can see for yourself",
    heartbeat: {
      title: "A blocked thread stops beating",
      meaning:
        "The client’s thread ticks every ten milliseconds. During a blocking call it really stands still, and the ticks stop with it.",
      blocking: "Blocking",
      allAtOnce: "All at once",
      label:
        "Heartbeats of the client’s thread in both recorded runs: none during the blocking calls, an even row otherwise.",
    },
    workers: {
      title: "Ten workers, twenty-five calls",
      meaning:
        "A call of one second, on a pool of ten: the calls leave in three waves, and the queue between them is visible.",
      wave: "Wave {number}",
      calls: { one: "{count} call", other: "{count} calls" },
    },
    clients: {
      title: "Your handler, their client",
      meaning:
        "What you deploy is a real server. Call it with curl, grpcurl or a program of your own: Connect, gRPC-Web and gRPC answer on one port, and calls that arrive during a run show up in it.",
    },
    percentile: {
      title: "A p99 that admits what it cannot know",
      meaning:
        "A percentile is shown in full only when the run has enough samples for it. Until then it stays grey and says how many it needs.",
      samples: { one: "{count} sample", other: "{count} samples" },
    },
  },
  terminal: {
    title: "Call it from your own terminal",
    meaning:
      "The site’s own interface is Connect, so plain JSON is enough. The first command deploys a schema and a handler and keeps the id; the second calls the handler. gRPC clients use the same port and name the deployment in the metadata {metadata}.",
    block: "Shell",
    copy: "Copy the commands",
    deploy: "Deploy a schema and its handler. The same content always gets the same id.",
    call: "Call it.",
  },
  sandbox: {
    title: "How the sandbox protects you and everyone else",
    process: {
      title: "A process of its own",
      meaning:
        "Every deployment runs in its own process, with its own heap inside. An endless loop stops itself and nobody else.",
    },
    nothing: {
      title: "Nothing to reach",
      meaning:
        "No files, no network, no environment, no other processes: a handler sees its request and what it imports from Connect.",
    },
    limits: {
      title: "Limits with names",
      meaning:
        "Time, memory and output are bounded. Whatever stops a handler says which limit it met, and its value.",
      link: "All limits",
    },
    browser: {
      title: "Client code is sealed in as well",
      meaning:
        "It runs in a worker inside a sealed frame of your browser, or in a process of its own in the backend. Either reaches deployments and nothing else.",
    },
  },
  host: {
    title: "Host it yourself",
    meaning:
      "In a clone of the repository, two commands. One process on one port serves the pages, the interface and all protocols; it asks no other host for anything.",
    block: "Shell",
    copy: "Copy the commands",
  },
  article: {
    title: "Where it comes from",
    meaning:
      "From one Chinese article, “Inter-service communication and RPC” (服务间通信与 RPC). Its Greeter that sleeps a second, on a pool of ten workers, is what the playground opens with; synchronous, asynchronous, blocking and non-blocking are its first experiments.",
  },
};
