/** Has nothing to tell, in the runtime's voice, for ever and faster than anybody reads. */
export async function attack() {
  let port: MessagePort | undefined;
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: any) {
    port = this;
    return postMessage.apply(this, args);
  };
  console.log("a fact, so that the port is used");
  await new Promise((done) => setTimeout(done, 100));
  for (;;) if (port) postMessage.call(port, { kind: "facts", facts: [] });
}
