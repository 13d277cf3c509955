import { createCallbackClient, createClient } from "@connectrpc/connect";
import { createBlockingClient, settings, transport } from "playground";
import { Greeter } from "./gen/greet_pb";

// Every exported async function is an experiment. Four words tell these apart, and they answer two questions:
//   How do I get the result?   synchronous: here, as the value of the call · asynchronous: later, delivered to me
//   What does my thread do?    blocking: it stops until then · non-blocking: it is free to do other things

/**
 * Blocking, one after another
 *
 * Synchronous and blocking: the call returns the reply itself, and until then the whole thread stands still.
 * No timer fires, no click is handled: look for the gap in the heartbeat.
 */
export async function blocking() {
  const greeter = createBlockingClient(Greeter);
  for (let call = 1; call <= settings.calls; call++) {
    const reply = greeter.sayHello({ name: `caller ${call}` });
    console.log(reply.message);
  }
}

/**
 * Awaiting, one after another
 *
 * Reads like a synchronous call, but does not block: only this function waits, the thread is free and its heart beats.
 * The calls still queue up behind each other, so that the run is not a bit shorter.
 */
export async function awaiting() {
  const greeter = createClient(Greeter, transport);
  for (let call = 1; call <= settings.calls; call++) {
    const reply = await greeter.sayHello({ name: `caller ${call}` });
    console.log(reply.message);
  }
}

/**
 * Callbacks
 *
 * Asynchronous and non-blocking: the call returns at once with nothing. The reply is delivered later, to the function
 * that was left behind for it.
 */
export async function callbacks() {
  const greeter = createCallbackClient(Greeter, transport);
  await new Promise<void>((resolve, reject) => {
    let open = settings.calls;
    for (let call = 1; call <= settings.calls; call++) {
      greeter.sayHello({ name: `caller ${call}` }, (error, reply) => {
        if (error) return reject(error);
        console.log(reply.message);
        open -= 1;
        if (open === 0) resolve();
      });
    }
    console.log("all calls are on their way, and this thread is free");
  });
}

/**
 * All at once
 *
 * Asynchronous and non-blocking, with promises: each stands for a reply that is yet to come. All calls wait together,
 * until the server's workers are the ones who are short.
 */
export async function allAtOnce() {
  const greeter = createClient(Greeter, transport);
  const replies = Array.from({ length: settings.calls }, (_, index) =>
    greeter.sayHello({ name: `caller ${index + 1}` }),
  );
  console.log("all calls are on their way, and this thread is free");
  for (const reply of await Promise.all(replies)) console.log(reply.message);
}
