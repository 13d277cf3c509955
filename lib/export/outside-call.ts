/** How a method is called: what differs between the lines for its kinds. */
export type OutsideCallKind = "unary" | "serverStreaming" | "clientStreaming" | "bidiStreaming";

/** A call of a visitor's method as somebody elsewhere would make it. */
export type OutsideCall = {
  /** `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly deploymentId: string;
  /** `greet.v1.Greeter/SayHello`. */
  readonly method: string;
  readonly kind: OutsideCallKind;
  readonly requestJson: string;
  /** The files that define the service and its request, and the request's name within its package. */
  readonly protoPath: string;
  readonly inputProtoPath: string;
  readonly inputName: string;
  /** What `protoPath` imports, at whatever remove, but Google's own files. */
  readonly importedProtoPaths: readonly string[];
};

/** Whether the caller may send more than one message. */
export function sendsMany({ kind }: Pick<OutsideCall, "kind">): boolean {
  return kind === "clientStreaming" || kind === "bidiStreaming";
}

/** Whether more than one message may come back. */
export function receivesMany({ kind }: Pick<OutsideCall, "kind">): boolean {
  return kind === "serverStreaming" || kind === "bidiStreaming";
}

/** Host with port, which origins leave out where it is the scheme's own; and whether it is without TLS. */
export function targetOf(origin: string): { readonly target: string; readonly isPlain: boolean } {
  const [, scheme, host = "", port] = /^(https?):\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(origin) ?? [];
  const isPlain = scheme !== "https";
  return { target: `${host}:${port ?? (isPlain ? 80 : 443)}`, isPlain };
}

/** Package and service, and the method's own name. */
export function splitMethod(method: string): { readonly service: string; readonly name: string } {
  const slash = method.lastIndexOf("/");
  return { service: method.slice(0, slash), name: method.slice(slash + 1) };
}
