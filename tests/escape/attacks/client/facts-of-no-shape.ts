/** Facts in the runtime's voice that no record could hold, and messages that are none. */
export async function attack() {
  let port: MessagePort | undefined;
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: any) {
    port = this;
    return postMessage.apply(this, args);
  };
  console.log("a fact, so that the port is used");
  await new Promise((done) => setTimeout(done, 100));
  const attempt = { call: 0, attempt: 0, method: "a.B/C", blocking: false, intendedUs: 1 };
  const facts = [
    null,
    7,
    { kind: "constructor" },
    { kind: "ended" },
    { kind: "ended", atUs: 1e300, outcome: { kind: "finished" } },
    { kind: "began", zeroUnixMs: Number.NaN },
    { kind: "attempt", attempt: { ...attempt, intendedUs: Number.NaN } },
    { kind: "attempt", attempt: { ...attempt, call: -1 } },
    { kind: "attempt", attempt: { ...attempt, method: { length: 5 } } },
    { kind: "beats", atUs: [Number.POSITIVE_INFINITY] },
    { kind: "pings", pings: [null] },
    { kind: "blocked", interval: null },
    { kind: "control" },
    { kind: "poll", poll: { call: 0.5 } },
    { kind: "log", entry: { text: {}, stack: 5 } },
    { kind: "mark", mark: "truncated" },
    { kind: "httpVersion", httpVersion: {} },
    { kind: "message" },
  ];
  const messages = [null, 7, {}, { kind: "facts" }, { kind: "facts", facts: 7 }, { kind: "facts", facts }];
  for (const message of messages) if (port) postMessage.call(port, message);
  for (const fact of facts) if (port) postMessage.call(port, { kind: "facts", facts: [fact] });
  console.log("and it goes on");
}
