/** Takes the runtime's voice away, and works on. */
export async function attack() {
  let port: MessagePort | undefined;
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: any) {
    port = this;
    return postMessage.apply(this, args);
  };
  console.log("a fact, so that the port is used");
  await new Promise((done) => setTimeout(done, 100));
  port?.close();
  for (;;);
}
