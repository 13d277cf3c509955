/** English texts of the page about this site. It defines the type that Chinese satisfies. */
export const about = {
  title: "About",
  description:
    "What RPC Playground is, the article it grew from and what was corrected in it, how every figure is made, and what this site knows of you.",
  lead: "RPC Playground is a place to learn how services talk to each other, by doing it. You write a contract, a handler and a client, run them on a real backend, and see what became of every call.",
  parts:
    "The lessons lead from the first call to a system under load. The playground is yours: any contract, any handler, and every RPC client in the world may call it.",
  figures: {
    title: "How the figures are made",
    lead: "No figure is written down by hand. There are four kinds, and each has its own mark.",
    measured:
      "A real call to a real handler. Both sides stamp it with their clocks, and the difference between the clocks is measured too.",
    emulated:
      "A delay of the network or a pool of workers that was put around real calls, as the settings say.",
    simulated: "Computed by a model, where a real run would take too long. No call was made.",
    recorded:
      "A real run from earlier, shown from a file: the first picture of every lesson, and the runs of the article’s program in Python.",
  },
  article: {
    title: "The article, and what was corrected",
    lead: "The starting point is one Chinese article, 服务间通信与 RPC (“Inter-service communication and RPC”). It explains synchronous, asynchronous, blocking and non-blocking calls, writes a Greeter in Python, deploys and tests it, and looks at cost and at what is to come. The course is laid out to take up every statement of it. Thanks to its author: without it there would be no such course.",
    corrected:
      "Where it is wrong or says too little, the lessons show so by running it. This is the list. A lesson that is not linked has not been written yet.",
    says: "The article",
    fact: "What is so",
    shown: "Lesson",
    errata: {
      e1: {
        says: "`class Greeter(grpc.serve)`",
        fact: "`grpc` has no `serve`. A service class inherits from the generated `GreeterServicer`.",
      },
      e2: {
        says: "`server.add_rpc_service(greeter)`",
        fact: "There is no such method. The generated function registers the service.",
      },
      e3: {
        says: "`GreetRequest`, `GreetResponse` and `GreeterStub`, out of nowhere",
        fact: "They are generated from a `.proto`. The contract, the core of gRPC, is missing.",
      },
      e4: {
        says: "`with GreeterClient(…) as client:`",
        fact: "The class cannot be used with `with`, and the channel is never closed.",
      },
      e5: {
        says: "`stub.SayHello(request)` on an insecure channel",
        fact: "No deadline, no error handling, no encryption, although the article asks for two of the three.",
      },
      e6: {
        says: "Listen on `[::]:50051`, and the client can reach it",
        fact: "Readiness, an orderly stop and discovery are missing. On Linux a second server on that port starts without a word and takes some of the calls.",
      },
      e7: {
        says: "`sleep(1)` and `max_workers=10`, unexplained",
        fact: "The pool is a limit with an unbounded queue behind it: the eleventh caller waits.",
      },
      e8: {
        says: "Synchronous and blocking are told apart by “waits for the server’s response”",
        fact: "Both wait in that sentence. There are two questions: does the thread stop, and is the result obtained here or delivered later? All four combinations exist.",
      },
      e9: {
        says: "An asynchronous call “does not wait for the server’s response”",
        fact: "It does not wait now. It still gets the result, by a future, a callback or a stream. Wanting none at all is fire-and-forget.",
      },
      e10: {
        says: "T(n) = O(f(n)), S(n) = O(g(n)), C(n) = O(h(n))",
        fact: "True of everything until n and the functions are named. And big-O hides what rules communication: the constant.",
      },
      e11: {
        says: "A remote call is “like a local call”",
        fact: "In syntax only. It is slower by orders of magnitude, shares no memory, and can fail in part, with an unknown outcome.",
      },
      e12: {
        says: "Protobuf works in many languages, “which makes the exchange more efficient”",
        fact: "Languages give interoperability. Efficiency comes from the encoding, and not always: compressed JSON can be smaller.",
      },
      e13: {
        says: "Microservices and RPC raise reliability",
        fact: "Availabilities of services in a row multiply. What a distributed system adds is partial failure, versions, and operations.",
      },
      e14: {
        says: "For efficient communication we need RPC",
        fact: "It is one way beside HTTP and REST, messaging and event logs. They differ in coupling, in time, and in how they fail.",
      },
      e15: {
        says: "“TLS encryption algorithm”",
        fact: "TLS is a protocol that uses algorithms. By default it proves only who the server is; encryption is neither authentication nor authorization.",
      },
      e16: {
        says: "“Core algorithms”",
        fact: "There is none in it. Real ones: encoding, matching replies to requests, flow control, backoff, load balancing, failure detection.",
      },
      e17: {
        says: "Redundancy and failure detection give fault tolerance",
        fact: "Redundancy helps where failures are independent. A detector can only suspect, and detecting is not handling.",
      },
      e18: {
        says: "Performance, security, scalability and fault tolerance are the future",
        fact: "They have been required since RPC was invented; Birrell and Nelson wrote about them in 1984.",
      },
      e19: {
        says: "Test “to ensure that communication is correct”",
        fact: "Tests find mistakes, they ensure nothing. Contract, compatibility, fault and load tests find others.",
      },
      e20: {
        says: "Kubernetes scales and balances automatically",
        fact: "A Service balances connections, and one HTTP/2 connection carries all calls of a gRPC client. Autoscaling must be set up, and reacts late.",
      },
    },
  },
  privacy: {
    title: "What this site knows of you",
    kept: "There is no account and no tracking: no analytics, no request to another host, and one cookie, which remembers the language you chose. Your progress, drafts, runs and settings stay in this browser.",
    sent: "When you press Run, your code goes to this server, and runs there in a sandbox. Whoever knows a deployment’s id can call it. Do not put secrets in it.",
  },
  licence: {
    title: "Licence",
    meaning:
      "The program and the lessons are open source under the MIT licence: use them, change them, host them, teach with them.",
    host: "How to host it",
    glossary: "The glossary",
  },
};
