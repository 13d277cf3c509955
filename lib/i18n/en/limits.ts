import type { LimitName } from "#lib/limits.ts";

type LimitText = { readonly name: string; readonly meaning: string };

const names = {
  maxFiles: { name: "Files in a deployment", meaning: "Schemas and handler files together." },
  maxFileBytes: { name: "Size of one file", meaning: "As UTF-8, so a Chinese character counts three bytes." },
  maxSourceBytes: { name: "Size of all files", meaning: "Everything sent with one deployment." },
  maxPathLength: { name: "Length of a path", meaning: "Characters of a file’s name with its folders." },
  maxMessageBytes: {
    name: "Size of a message",
    meaning: "One request, one response, or one message of a stream.",
  },
  unaryDeadlineMs: {
    name: "Deadline of a unary call",
    meaning: "Longer timeouts are cut to this; the call then ends as DEADLINE_EXCEEDED.",
  },
  streamDeadlineMs: {
    name: "Deadline of a stream",
    meaning: "The same for the three streaming kinds of call.",
  },
  maxResponseBytes: {
    name: "Size of a whole response",
    meaning: "All messages of one call; beyond it the call ends.",
  },
  maxStreamMessages: { name: "Messages in a stream", meaning: "In one direction of one call." },
  maxHeaderBytes: { name: "Size of headers", meaning: "All metadata of a request or a response together." },
  callCpuMs: {
    name: "Processor time of a call",
    meaning:
      "All turns of its handler together. Waiting does not count; beyond it the call ends, the others go on.",
  },
  maxConcurrentCalls: {
    name: "Calls running at once",
    meaning: "In one deployment, unless the settings ask for fewer workers.",
  },
  maxQueuedCalls: { name: "Calls in the queue", meaning: "One more is refused as RESOURCE_EXHAUSTED." },
  maxWorkers: { name: "Workers in the pool", meaning: "The most the settings can ask for." },
  maxCallDepth: { name: "Depth of calls", meaning: "Handlers that call handlers, one below the other." },
  maxOutgoingCalls: {
    name: "Calls of one program at once",
    meaning: "What handlers, or client code in the backend, have under way themselves.",
  },
  maxNestedCalls: {
    name: "Calls made by handlers",
    meaning: "Below one call from outside; of timers, within a minute.",
  },
  maxFixtureEntries: {
    name: "Entries in a ledger",
    meaning: "Of one run, in playground.fixtures.v1.Ledger.",
  },
  maxDelayMs: { name: "Emulated network delay", meaning: "One way; the jitter has the same bound." },
  maxBandwidthKbps: {
    name: "Emulated bandwidth",
    meaning: "The most the settings can ask for, short of unlimited.",
  },
  minBandwidthKbps: {
    name: "Narrowest emulated bandwidth",
    meaning: "The least the settings can ask for; 0 means unlimited.",
  },
  turnMs: {
    name: "One turn of a handler",
    meaning: "The longest it may keep its thread without giving it back. Waiting does not count.",
  },
  cpuBurstMs: {
    name: "Processor time in one go",
    meaning: "What all calls of a deployment can use at once. It is refilled while the deployment rests.",
  },
  cpuSustainedShare: {
    name: "Processor time in the long run",
    meaning: "Share of one core in every minute, once the reserve is used up.",
  },
  memoryMb: {
    name: "Memory of the handlers",
    meaning: "Their heap. A deployment above it is stopped and started anew.",
  },
  processMemoryMb: {
    name: "Memory of the process",
    meaning: "With everything outside the heap, such as large byte arrays.",
  },
  logLineBytes: { name: "Length of a log line", meaning: "Longer lines are cut." },
  logBytesPerMinute: { name: "Log output in a minute", meaning: "Further lines are dropped, and counted." },
  logLinesPerTurn: {
    name: "Log lines in one turn",
    meaning: "Further lines of the turn are dropped, and counted.",
  },
  maxTimers: { name: "Timers at once", meaning: "Every setTimeout and setInterval that is still waiting." },
  idleMs: {
    name: "Rest before sleep",
    meaning: "A deployment nobody calls is put away; the next call wakes it.",
  },
  maxAgeMs: {
    name: "Age of a process",
    meaning: "Then a fresh one takes its place. The deployment itself stays.",
  },
  maxRunners: {
    name: "Deployments awake at once",
    meaning: "The one that rested longest makes room for a new one.",
  },
  warmRunners: {
    name: "Processes kept ready",
    meaning: "So that a new deployment need not wait for one to start.",
  },
  turnsAtOnce: {
    name: "Turns at once",
    meaning: "Compilations under way, and likewise starts of processes. Others wait in line.",
  },
  maxWaiting: {
    name: "Everybody’s requests in line",
    meaning: "When the line is full, whoever has most in it gives way.",
  },
  maxConnections: {
    name: "Connections at once",
    meaning: "From everybody together. One more is refused until another one closes.",
  },
  deploymentsPerMinute: {
    name: "New deployments in a minute",
    meaning: "From one address. Then the page says how long to wait.",
  },
  runsPerMinute: { name: "Runs in a minute", meaning: "From one address, whatever they deploy." },
  maxRunnersPerVisitor: {
    name: "Deployments awake for one visitor",
    meaning:
      "Runs in the backend count too. One more sends the visitor’s longest resting deployment to sleep.",
  },
  maxWaitingPerVisitor: {
    name: "One visitor’s requests in line",
    meaning: "Visitors are served in turn, so a long queue of one delays nobody else.",
  },
  maxWatches: {
    name: "Watches at once",
    meaning:
      "Pages that follow a deployment, runs under way, and tools that watch this site’s health. From one address.",
  },
  maxConnectionsPerVisitor: {
    name: "One visitor’s connections at once",
    meaning: "From one address. One HTTP/2 connection carries a thousand calls.",
  },
  maxLoadRate: { name: "Rate of a load test", meaning: "Calls per second of an open plan, at its highest." },
  maxLoadClients: {
    name: "Clients of a load test",
    meaning: "In a closed plan, where each client waits for its answer.",
  },
  maxLoadMs: {
    name: "Length of a load test",
    meaning: "All levels together, without the waits between them.",
  },
  maxLoadCalls: { name: "Calls of a load test", meaning: "A plan that means to make more is cut shorter." },
  maxLoadInFlight: {
    name: "Calls of a load test under way",
    meaning: "A call that finds no place is sent late, or counted as unsent.",
  },
  maxLoadConnections: {
    name: "Connections of a load test",
    meaning: "Over HTTP/1.1 every call under way takes one; HTTP/2 carries many calls on each.",
  },
  maxLoadMessageBytes: {
    name: "Request of a load test",
    meaning: "The message that is sent again and again, as JSON and as bytes.",
  },
  maxLoadResponseBytes: {
    name: "Answers of a load test",
    meaning: "All together. Then the test is stopped; what was measured stays.",
  },
  maxLoadSamples: {
    name: "Single calls of a load test",
    meaning: "That are sent to the page one by one. Of more, a random choice; counts and buckets keep all.",
  },
  loadsAtOnce: {
    name: "Load tests at once",
    meaning: "From everybody together, so that they do not measure each other. Others wait in line.",
  },
  maxLoadsPerVisitor: {
    name: "Load tests of one visitor",
    meaning: "Under way or waiting in line.",
  },
  loadsPerMinute: { name: "Load tests in a minute", meaning: "From one address." },
  captureMs: {
    name: "Length of a capture",
    meaning: "Counted from the last time the page asked for it. Then its bytes are forgotten.",
  },
  maxCaptureBytesPerAttempt: {
    name: "Captured bytes of one attempt",
    meaning: "Both directions together. What passes beyond is counted, and not kept.",
  },
  maxCaptureBytes: {
    name: "Bytes of one capture",
    meaning: "All attempts together. The oldest make room for new ones.",
  },
  maxCapturesPerVisitor: { name: "One visitor’s captures", meaning: "One more ends the oldest." },
  maxCapturedBytes: {
    name: "Captured bytes of everybody",
    meaning: "Beyond it, bytes are counted and not kept.",
  },
  maxShareBytes: {
    name: "Size of a short link",
    meaning: "Sources, settings and the chosen experiment. A link with everything in it needs no room here.",
  },
  sharesPerMinute: {
    name: "Short links in a minute",
    meaning: "From one address: made, and reported to the operator.",
  },
  runMs: { name: "Length of a run", meaning: "Then the run is stopped; what was recorded stays." },
  maxCallsPerRun: {
    name: "Calls in a run",
    meaning: "The most the setting for the number of calls can ask for.",
  },
  maxAttemptsPerRecord: {
    name: "Attempts in a record",
    meaning: "Later ones are counted but no longer drawn.",
  },
  maxFactsPerRun: {
    name: "Facts of a run",
    meaning:
      "What its client side tells: stamps, beats, log lines, messages of streams. Then the run is stopped.",
  },
} satisfies Record<LimitName, LimitText>;

/** English texts of the limits page, one entry per limit. It defines the type that Chinese satisfies. */
export const limits = {
  title: "Limits",
  description: "Every limit of this server, with the number it enforces.",
  intro:
    "Strangers share this machine, so nothing here is endless. These are the numbers this server enforces at this moment; a run that meets one says which, and with what value.",
  contents: "On this page",
  limit: "Limit",
  value: "Value",
  changed: "changed here",
  changedMeaning: "Whoever runs this server changed this value. The project’s own value is {value}.",
  ownServer:
    "On a server of your own, the environment variable {variable} changes any of them: a JSON object of the names printed beside each limit.",
  groups: {
    sources: { title: "Your files", meaning: "What can be sent as one deployment." },
    call: { title: "One call", meaning: "Whoever makes it: this page, curl, or a program of yours." },
    deployment: {
      title: "One deployment",
      meaning: "What its handlers may use. Nobody else’s can use up yours.",
    },
    everyone: { title: "Everyone together", meaning: "What the machine gives to all deployments." },
    visitor: { title: "One visitor", meaning: "What keeps one visitor from crowding out the others." },
    load: { title: "Load tests", meaning: "What one load test may ask of this machine." },
    capture: { title: "Captured bytes", meaning: "What the wire view may keep." },
    share: { title: "Short links", meaning: "What this server keeps for a link." },
    page: { title: "One run on the page", meaning: "What the playground itself draws and keeps." },
  },
  names,
};
