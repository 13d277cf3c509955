import type { DescMethodUnary, DescService, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { FactSender } from "./fact-sender.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { HeldAnswer, HeldLine } from "./held-line.ts";
import { beginUnary, onlyUnary, type UnaryCall, type UnaryOptions, type UnaryParts } from "./unary-call.ts";

/** A call under way. Whichever way its reply is asked for first, the others give the same. */
export type Handle<Reply> = PromiseLike<Reply> & {
  tryGet(): Reply | undefined;
  wait(): Reply;
};

export type HandleClient<Service extends DescService> = {
  [Name in keyof Service["method"]]: Service["method"][Name] extends DescMethodUnary<
    infer Input,
    infer Output
  >
    ? (request: MessageInitShape<Input>, options?: UnaryOptions) => Handle<MessageShape<Output>>
    : never;
};

export type HandleParts = UnaryParts & {
  readonly heartbeat: Pick<Heartbeat, "called">;
  readonly now: () => number;
  readonly facts: Pick<FactSender, "push" | "flush">;
  readonly line: HeldLine;
};

/** A loop that does nothing but look would fill the record: so many looks of a run are told. */
export const maxPolls = 1_000;

type Reply = MessageShape<DescMethodUnary["output"]>;
type Outcome =
  | { readonly ok: true; readonly message: Reply }
  | { readonly ok: false; readonly error: unknown };

/** Clients whose calls return a handle at once, and whose replies the visitor's code asks for when it likes. */
export function createHandleClients(
  parts: HandleParts,
): <Service extends DescService>(service: Service) => HandleClient<Service> {
  let polls = 0;
  const told = { poll: () => ++polls <= maxPolls };
  return (service) => {
    const client = Object.fromEntries(
      service.methods.map((method) => [
        method.localName,
        (request: MessageInitShape<DescMethodUnary["input"]>, options?: UnaryOptions) =>
          method.methodKind === "unary"
            ? start(method as DescMethodUnary, request, options ?? {}, { ...parts, mayTell: told.poll })
            : onlyUnary(method.methodKind),
      ]),
    );
    return client as HandleClient<typeof service>;
  };
}

function start(
  method: DescMethodUnary,
  request: MessageInitShape<DescMethodUnary["input"]>,
  options: UnaryOptions,
  parts: HandleParts & { readonly mayTell: () => boolean },
): Handle<Reply> {
  const { heartbeat, now, facts, line, mayTell } = parts;
  const unary = beginUnary(method, request, options, { ...parts, blocking: false });
  const answer = startOn(line, unary);
  let outcome: Outcome | undefined;
  let delivery: Promise<Reply> | undefined;
  const give = (): Reply => {
    outcome ??= settle(unary, answer);
    if (outcome.ok) return outcome.message;
    throw outcome.error;
  };
  const isThere = () => outcome !== undefined || answer.isThere();
  const deliver = () =>
    new Promise<Reply>((resolve, reject) => {
      const hand = () => {
        try {
          resolve(give());
        } catch (error) {
          reject(error);
        }
      };
      if (outcome !== undefined) hand();
      else answer.onThere(hand);
    });
  return {
    tryGet() {
      const fromUs = now();
      const there = isThere();
      const poll = { call: unary.attempt.call, fromUs, toUs: now() };
      if (mayTell()) facts.push({ kind: "poll", poll });
      return there ? give() : undefined;
    },
    wait() {
      if (!isThere()) {
        facts.flush();
        const fromUs = now();
        answer.wait();
        heartbeat.called(fromUs, now());
      }
      return give();
    },
    // biome-ignore lint/suspicious/noThenProperty: a handle can be awaited, which is its third way
    then(onReply, onError) {
      delivery ??= deliver();
      return delivery.then(onReply, onError);
    },
  };
}

function startOn(line: HeldLine, unary: UnaryCall): HeldAnswer {
  try {
    return line.start(unary);
  } catch (error) {
    throw unary.fail(error);
  }
}

function settle(unary: UnaryCall, answer: HeldAnswer): Outcome {
  const outcome = answer.take();
  if (outcome.kind === "failed") return { ok: false, error: unary.fail(outcome.error) };
  try {
    return { ok: true, message: unary.finish(outcome.exchange) };
  } catch (error) {
    return { ok: false, error };
  }
}
