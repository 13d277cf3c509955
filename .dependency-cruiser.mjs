const rooms = "(port|schema|build|gateway|load|store|sandbox|quota|wire)";
const features = "(playground|load|cost|simulator|lesson)";
const sharedRooms = "(ui|i18n|editor|timeline|charts|calls|console|api|target|wire|share|history)";

const forbid = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

/** The arrows of the house. Each comment is the sentence that whoever breaks the rule reads. */
export default {
  forbidden: [
    forbid(
      "no-cycles",
      "Two files that need each other are one file, or need a third.",
      {},
      { circular: true },
    ),
    forbid(
      "everything-resolves",
      "An import that resolves to nothing hides every other rule.",
      {},
      { couldNotResolve: true },
    ),
    forbid(
      "lib-stands-alone",
      "lib would survive a rewrite of everything else: it imports no other room.",
      { path: "^lib/" },
      { path: "^(app|components|client-runtime|server|scripts|tests|bench|starters)/" },
    ),
    forbid(
      "lib-knows-no-platform",
      "lib knows no page, no editor, no chart, no store.",
      { path: "^lib/", pathNot: "\\.test\\.ts$" },
      {
        path: "node_modules/(react|react-dom|next|monaco-editor|recharts|kysely|isolated-vm|@connectrpc/connect-(node|web))/",
      },
    ),
    forbid(
      "lib-knows-no-node",
      "lib runs in browsers, workers and isolates.",
      { path: "^lib/", pathNot: "\\.test\\.ts$" },
      { dependencyTypes: ["core"] },
    ),
    forbid(
      "gen-is-a-leaf",
      "Change proto/ and regenerate instead.",
      { path: "^lib/gen/" },
      { pathNot: "^lib/gen/|node_modules/@bufbuild/" },
    ),
    forbid(
      "components-below-app",
      "Components are handed what they need.",
      { path: "^components/" },
      { path: "^(app|server|lessons|scripts|bench)/" },
    ),
    forbid(
      "features-are-strangers",
      "playground, load, simulator and lesson are composed by app; they never import each other.",
      { path: `^components/${features}/` },
      { path: `^components/${features}/`, pathNot: "^components/$1/" },
    ),
    forbid(
      "shared-knows-no-feature",
      "A shared room that knows a feature is part of that feature.",
      { path: `^components/${sharedRooms}/` },
      { path: `^components/${features}/` },
    ),
    forbid(
      "one-door-to-recharts",
      "Only components/charts knows Recharts.",
      { pathNot: "^components/charts/" },
      { path: "node_modules/recharts/" },
    ),
    forbid(
      "one-door-to-monaco",
      "Only components/editor/monaco-editor.tsx and the asset scripts know Monaco.",
      { pathNot: "^components/editor/monaco|^scripts/assets/" },
      { path: "node_modules/monaco-editor/" },
    ),
    forbid(
      "one-door-to-histograms",
      "Only server/load/latency-recorder.ts knows HdrHistogram, whose edges it makes safe.",
      { pathNot: "^server/load/latency-recorder\\.ts$" },
      { path: "node_modules/hdr-histogram-js/" },
    ),
    forbid(
      "one-door-to-next",
      "Only the pages and server/port/pages.ts know Next; components may use its navigation and lazy loading.",
      { path: "^(lib|client-runtime|server)/", pathNot: "^server/port/pages\\.ts$" },
      { path: "node_modules/next/" },
    ),
    forbid(
      "app-and-server-meet-on-the-wire",
      "Two programs in one process, joined by proto.",
      { path: "^(app|components|client-runtime)/" },
      { path: "^server/" },
    ),
    forbid(
      "server-knows-no-ui",
      "Two programs in one process, joined by proto.",
      { path: "^server/", pathNot: "^server/handler-runtime/client/" },
      { path: "^(app|components|client-runtime)/" },
    ),
    forbid(
      "client-runtime-is-sealed",
      "What runs beside the visitor's client code imports lib and itself.",
      { path: "^client-runtime/", pathNot: "\\.test\\.ts$" },
      { path: "^(app|components|server|scripts|tests|bench)/" },
    ),
    forbid(
      "runtime-is-met-by-messages",
      "The page talks to the client runtime by messages only.",
      { path: "^(app|components)/" },
      { path: "^client-runtime/", pathNot: "^client-runtime/messages\\.ts$" },
    ),
    forbid(
      "guest-is-sealed",
      "The guest is one process with an isolate: it imports its own files, the protocol and Node.",
      { path: "^server/sandbox/guest/", pathNot: "\\.test\\.ts$" },
      {
        pathNot: "^server/sandbox/(guest/|protocol\\.ts$)|node_modules/(isolated-vm|@jridgewell)/",
        dependencyTypesNot: ["core"],
      },
    ),
    forbid(
      "sandbox-knows-no-rpc",
      "The sandbox runs code; it has never heard of RPC.",
      { path: "^server/(sandbox|store|quota)/", pathNot: "\\.test\\.ts$|test-" },
      { path: "node_modules/@connectrpc/" },
    ),
    forbid(
      "handler-runtime-is-sealed",
      "The handler runtime lives in an isolate: of the server only the frame protocol, and no Node.",
      { path: "^server/handler-runtime/", pathNot: "\\.test\\.ts$|^server/handler-runtime/client/" },
      { path: "^server/(?!handler-runtime/|sandbox/protocol\\.ts$)|^(app|components|client-runtime)/" },
    ),
    forbid(
      "client-code-is-the-same-everywhere",
      "Beside client code in an isolate the client runtime's own parts run, those that need no browser.",
      { path: "^server/handler-runtime/client/", pathNot: "\\.test\\.ts$" },
      {
        path: "^server/(?!handler-runtime/|sandbox/protocol\\.ts$)|^(app|components|client-runtime)/",
        pathNot:
          "^client-runtime/(attempt-(header|log)|blocking-call|envelope-reader|fact-sender|follow-messages|handle-client|heartbeat|held-line|method-path|perform-experiment|preview-(reply|request)|raw-post|run-clock|transport-options|unary-(call|protocols))\\.ts$",
      },
    ),
    forbid(
      "server-flows-down",
      "main and routes wire; services call; nothing calls back up.",
      { path: `^server/${rooms}/`, pathNot: "\\.test\\.ts$" },
      { path: "^server/(services/|routes\\.ts|main\\.ts)" },
    ),
    forbid(
      "server-rooms-are-strangers",
      "Rooms are joined in routes.ts and main.ts by passing functions; only the sandbox's interface is shared.",
      { path: `^server/${rooms}/`, pathNot: "\\.test\\.ts$|/test-" },
      { path: `^server/${rooms}/`, pathNot: "^server/$1/|^server/sandbox/sandbox\\.ts$" },
    ),
    forbid(
      "lessons-are-content",
      "A lesson's only code is its check, and a check speaks only lib/lessons.",
      { path: "^lessons/" },
      { pathNot: "^lib/lessons/" },
    ),
    forbid(
      "tests-are-leaves",
      "Nothing ships that imports a test.",
      { pathNot: "^tests/|\\.test\\.tsx?$" },
      { path: "^tests/|\\.test\\.tsx?$" },
    ),
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    exclude:
      "^lessons/.*/(start|solution|right|wrong|peers)/|^starters/|^tests/escape/attacks/(?:(?:backend-)?client|output|promises)/|^\\.next/|^node_modules/.*/node_modules/",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
