/** English texts of calls that were made outside the page: by curl, grpcurl, or a program of the visitor's. */
export const outside = {
  title: "From outside · {time}",
  news: { one: "{count} call from outside", other: "{count} calls from outside" },
  newsOpen: "Show",
  total: "{calls} from outside this page: {fates}.",
  calls: { one: "{count} call", other: "{count} calls" },
  ok: "{count} answered",
  failed: "{count} failed",
  shed: "{count} refused because the queue was full",
  open: "{count} under way",
  separator: ", ",
  callers: "Callers: {names}.",
  ready: {
    open: "Call from your terminal",
    title: "Call your handlers from anywhere",
    description: "Paste a line into a terminal: it is complete. The call appears in your timeline.",
    address: "Address",
    method: "Method",
    kinds: {
      unary: "unary",
      serverStreaming: "server streaming",
      clientStreaming: "client streaming",
      bidiStreaming: "bidirectional",
    },
    messageOfSchema: "The message is built from the schema. Change what you like.",
    messageOfCall: "The message is the one of the call you opened this from.",
    tools: "Tool",
    copy: "Copy the line for {tool}",
    noStreams:
      "curl makes unary calls only: the messages of a stream are framed. buf curl and grpcurl speak streams.",
    needs: {
      curl: "Connect over HTTP/1.1, the message as plain JSON. Nothing to install on most systems.",
      bufCurl:
        "Connect; add --protocol grpc or grpcweb for the others. The schema comes by reflection. To install: npm install -g @bufbuild/buf",
      grpcurl: "gRPC. The schema comes by reflection. To install: brew install grpcurl",
      python:
        "gRPC with generated stubs. Needs {protos} below the folder you start it in. To install: pip install grpcio-tools",
      node: "gRPC with Connect. Needs {protos} below the folder you start it in. To install: npm install @bufbuild/buf @bufbuild/protobuf @connectrpc/connect @connectrpc/connect-node",
      go: "gRPC. The schema comes by reflection, the modules from the network. Makes a folder call-it.",
    },
    loading: "Reading the methods …",
    failed: "The methods could not be read. Close this and try again.",
    noMethods: "The proto files define no service.",
  },
};
