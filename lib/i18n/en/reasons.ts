import type {
  DiagnosticReason,
  FailureReason,
  GatewayReason,
  SourcePathRule,
  StoreTrouble,
} from "#lib/failure-reasons.ts";

type ReasonText = { readonly meaning: string; readonly action: string };

/**
 * What the server's reasons say: what is so, and what to do. Places are the metadata of the reason; `{limit}` is the
 * limit's name as the limits page has it, `{value}` and `{actual}` come with their units.
 */
const meanings = {
  FILES_TOO_MANY: {
    meaning: "There are {actual} files; the limit is {value} ({limit}).",
    action: "Delete files you do not need, then run again.",
  },
  FILE_TOO_LARGE: {
    meaning: "{path} is larger than the limit of {value} ({limit}).",
    action: "Shorten the file or split it, then run again.",
  },
  SOURCES_TOO_LARGE: {
    meaning: "All files together are larger than the limit of {value} ({limit}).",
    action: "Shorten or delete files, then run again.",
  },
  FILE_PATH_INVALID: {
    meaning: "{path} cannot be the name of a source file: {rule}.",
    action: "Rename the file, then run again.",
  },
  FILE_PATH_DUPLICATE: {
    meaning: "Two files are called {path}; upper and lower case do not count as different.",
    action: "Rename one of them, then run again.",
  },
  SETTING_OUT_OF_RANGE: {
    meaning: "The setting “{setting}” must be from {min} to {max}; it was {actual}.",
    action: "Change it in the settings, then run again.",
  },
  DEPLOYMENT_NOT_FOUND: {
    meaning: "This server knows no deployment {id}.",
    action: "Run again: that deploys your code anew.",
  },
  MESSAGE_MALFORMED: {
    meaning: "The server could not read the message.",
    action: "Reload the page, then run again. Your code is kept.",
  },
  MESSAGE_TOO_LARGE: {
    meaning: "Your files make a message that is larger than the server reads.",
    action: "Shorten or delete files, then run again.",
  },
  METHOD_UNKNOWN: {
    meaning: "There is no method {method}.",
    action: "Compare service and method with your .proto files and with what server.ts registers.",
  },
  CONTENT_TYPE_UNSUPPORTED: {
    meaning: "The content type of the request is not served for this kind of method.",
    action: "Call it by the transport from “playground”, or by Connect, gRPC-Web or gRPC.",
  },
  HTTP_METHOD_UNSUPPORTED: {
    meaning: "This method is not called by this HTTP verb.",
    action: "Use POST; GET is for unary methods marked NO_SIDE_EFFECTS.",
  },
  HTTP_VERSION_UNSUPPORTED: {
    meaning: "This kind of call needs HTTP/2.",
    action: "Call it by a gRPC client over HTTP/2, or use another kind of method.",
  },
  HTTP_MALFORMED: {
    meaning: "What arrived was no valid HTTP request.",
    action: "Reload the page, then run again. A proxy on the way may be the cause.",
  },
  HOST_INVALID: {
    meaning: "The request names no valid host.",
    action: "Open the page under its usual address. A proxy on the way may be the cause.",
  },
  HEADERS_TOO_LARGE: {
    meaning: "The headers of the request are larger than {value} ({limit}).",
    action: "Send less metadata, or delete this site’s cookies.",
  },
  REQUEST_TOO_SLOW: {
    meaning: "The request took too long to arrive.",
    action: "Check your network, then run again.",
  },
  QUOTA_EXCEEDED: {
    meaning: "You have reached what one address may do: {value} ({limit}).",
    action: "Your code is kept.",
  },
  RUNNERS_BUSY: {
    meaning: "All {value} places for running code are taken ({limit}).",
    action: "Your code is kept.",
  },
  OWN_RUNNERS_BUSY: {
    meaning: "{value} of your deployments and runs are at work, as many as one visitor may have ({limit}).",
    action: "Wait until one of them rests. Your code is kept.",
  },
  LINE_FULL: {
    meaning: "Too many requests wait in line already: {value} ({limit}).",
    action: "Your code is kept.",
  },
  OWN_LOADS_BUSY: {
    meaning: "You have {value} load test under way or in line, as many as one visitor may have ({limit}).",
    action: "Stop it, or wait until it is over.",
  },
  SNIPPET_EMPTY: {
    meaning: "There are no files to share.",
    action: "Add a file, then share again.",
  },
  SHARE_TOO_LARGE: {
    meaning: "Your work has {actual}; a short link keeps {value} at most ({limit}).",
    action: "Take out what the experiment does not need, then share again.",
  },
  SHARE_NOT_FOUND: {
    meaning: "This server keeps nothing under {id}.",
    action: "Check the address, or ask whoever gave it to you.",
  },
  LOAD_METHOD_UNKNOWN: {
    meaning: "This deployment has no method {method}.",
    action: "Choose one of its unary methods.",
  },
  LOAD_METHOD_STREAMS: {
    meaning: "{method} is a streaming method; a load test fires unary calls.",
    action: "Choose a unary method.",
  },
  LOAD_MESSAGE_INVALID: {
    meaning: "The message is no {input} in JSON: {problem}.",
    action: "Mend the message, then fire again.",
  },
  LOAD_MESSAGE_TOO_LARGE: {
    meaning: "The message has {actual}; the limit is {value} ({limit}).",
    action: "Make the message smaller, then fire again.",
  },
  LOAD_TARGET_BROKEN: {
    meaning: "server.ts did not start, so there was nothing to fire at: {problem}.",
    action: "Mend server.ts in the playground, then fire again.",
  },
  CONNECTIONS_FULL: {
    meaning: "As many connections are open as there may be: {value} ({limit}).",
    action: "Close other windows of this page. Your code is kept.",
  },
  SHUTTING_DOWN: {
    meaning: "The server is being restarted.",
    action: "Run again in a moment. Your code is kept.",
  },
  STORE_UNAVAILABLE: {
    meaning: "This needs the server's store, and just now {store}.",
    action: "Your code is kept in this browser. What ran lately goes on running.",
  },
  INTERNAL_FAULT: {
    meaning: "Something failed on our side.",
    action: "Run again. Your code is kept.",
  },
  QUEUE_LIMIT: {
    meaning: "The queue was full: {value} calls were waiting for a worker already ({limit}).",
    action: "Raise the queue limit or the number of workers in the settings, or make fewer calls at once.",
  },
  CONCURRENCY_LIMIT: {
    meaning: "{value} calls of this deployment were under way already ({limit}).",
    action: "Make fewer calls at once.",
  },
  CALL_DEPTH_LIMIT: {
    meaning: "Handlers called handlers {value} deep ({limit}).",
    action: "Look for services that call each other in a circle.",
  },
  NESTED_CALLS_LIMIT: {
    meaning: "Handlers made {value} calls because of a single one ({limit}).",
    action: "Look for a loop, or make fewer calls.",
  },
  OUTGOING_CALLS_LIMIT: {
    meaning: "This program had {value} calls of its own under way already ({limit}).",
    action: "Wait for some of them before you start more.",
  },
  MESSAGE_LIMIT: {
    meaning: "A message was larger than {value} ({limit}).",
    action: "Send less, or stream it in parts.",
  },
  REQUEST_LIMIT: {
    meaning: "The request was more than {value} messages ({limit}).",
    action: "End the stream sooner, or put more into one message.",
  },
  RESPONSE_LIMIT: {
    meaning: "The response was more than {value} ({limit}).",
    action: "Let the handler send less.",
  },
  DEADLINE_LIMIT: {
    meaning: "The call was not over after {value} ({limit}).",
    action: "Let the handler answer sooner.",
  },
  TURN_LIMIT: {
    meaning: "The handler kept its thread for more than {value} ({limit}).",
    action: "Look for a loop that never ends, or await something inside it.",
  },
  MEMORY_LIMIT: {
    meaning: "The handlers used more than {value} of memory ({limit}).",
    action: "Keep less in memory, or send it in parts.",
  },
  OUTPUT_LIMIT: {
    meaning: "The handler sent more than {value} ({limit}).",
    action: "Send less, or stream it in smaller parts.",
  },
  CPU_LIMIT: {
    meaning: "The handlers used more processor time than their share, {value} in one go ({limit}).",
    action: "Do less work per call, or make fewer calls at once.",
  },
  CALL_CPU_LIMIT: {
    meaning: "The call used more than {value} of processor time ({limit}).",
    action: "Do less work in one call, or split it over several.",
  },
  HANDLES_NEED_ISOLATION: {
    meaning: "This browser does not let the page’s threads share memory, and a handle needs that.",
    action: "Choose the backend for the experiment in the settings.",
  },
  RUNNER_STOPPED: {
    meaning: "The handlers’ process ended under the call.",
    action: "Run again: the next call starts a new process.",
  },
  RUNNER_UNAVAILABLE: {
    meaning: "No process for the handlers could be started.",
    action: "Try again in a few seconds.",
  },
  COOLING_DOWN: {
    meaning: "The handlers failed three times within a minute and rest for a while.",
    action: "Mend what stopped them, then run again: changed code starts at once.",
  },
  LOAD_FAILED: {
    meaning: "server.ts threw while it was loading, so there was no handler.",
    action: "Mend server.ts, then run again.",
  },
  FILE_MISSING: {
    meaning: "There is no {path}.",
    action: "Add a file of this name, then run again.",
  },
  CODE_TOO_COMPLEX: {
    meaning: "This code is too complex to compile.",
    action: "Nest less deeply, or split the file, then run again.",
  },
  SCHEMA_TOO_COMPLEX: {
    meaning: "The protos are too large or too deeply nested to compile.",
    action: "Take out messages or imports you do not need, then run again.",
  },
  STOPPED_WHILE_LOADING: {
    meaning: "The process was stopped while server.ts was loading: {stop}.",
    action: "Do less outside of the handlers; look for a loop that never ends.",
  },
  NOT_KEPT: {
    meaning: "This code runs, but the server's store did not keep it: {store}.",
    action:
      "It will be kept as soon as the store takes it; until then, calls from outside reach it while the server lives.",
  },
} satisfies Record<FailureReason | GatewayReason | DiagnosticReason, ReasonText>;

const pathRules = {
  empty: "it is empty",
  tooLong: "it is too long",
  absolute: "it begins at a drive or at the root",
  characters: "only letters, digits, _, - and . can be in it, and a name begins with a letter, digit or _",
  segment: "it has an empty, . or .. part",
  reserved: "this name is taken by generated or built-in files",
  extension: "it must end in .ts or .proto",
} satisfies Record<SourcePathRule, string>;

/** Why a process was stopped; `{value}` is the limit's value with its unit. */
const stops = {
  timeLimit: "it kept its thread for more than {value} (time limit)",
  memoryLimit: "it used more than {value} of memory (memory limit)",
  outputLimit: "it sent more than {value} (output limit)",
  cpuLimit: "it used more than {value} of processor time in one go (processor limit)",
  crashed: "it ended by itself",
  protocolViolation: "it sent what the server does not understand",
  idle: "nobody called it",
  shutdown: "the server is being restarted",
};

/** What keeps the server's store from its work. */
const stores = {
  full: "it is full",
  readOnly: "it can only be read",
  locked: "another program holds it",
  unreachable: "it does not answer",
  damaged: "it is damaged",
} satisfies Record<StoreTrouble, string>;

/** English texts of the reasons in the server's errors and diagnostics. */
export const reasons = {
  meanings,
  pathRules,
  stops,
  stores,
  settings: {
    scopeLength: "length of the scope",
    experimentLength: "length of the experiment’s name",
    starterLength: "length of the starter’s name",
  },
  queueLimit: "queue limit of the settings",
  unknownMeaning: "The server refused this with words of its own: {message}",
  unknownAction: "Your code is kept. Reload the page if it is old, then run again.",
};
