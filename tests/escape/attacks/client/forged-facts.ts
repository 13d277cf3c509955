/** Takes the port to the frame and speaks with the runtime's voice: of its own run only. */
export async function attack() {
  let port: MessagePort | undefined;
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: any) {
    port = this;
    return postMessage.apply(this, args);
  };
  console.log("a fact, so that the port is used");
  await new Promise((done) => setTimeout(done, 100));
  for (const data of [
    null,
    7,
    "text",
    { kind: "facts" },
    { kind: "facts", facts: 7 },
    { kind: "facts", facts: [null, { kind: "attempt" }, { kind: "beats" }] },
    { kind: "other" },
  ])
    if (port) postMessage.call(port, data);
  self.postMessage({ kind: "run", run: {} });
  await new Promise((done) => setTimeout(done, 100));
}
