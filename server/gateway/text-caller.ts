import { Base64Reader, isWebText, toBase64, toBinaryType, toTextType } from "#server/grpc-web-text.ts";
import type { Caller, CallerListener, RequestHead } from "./caller.ts";
import { type Reply, toErrorReply } from "./error-reply.ts";
import { messageMalformed } from "./gateway-failure.ts";
import type { HeaderList } from "./headers.ts";
import { parseFormat } from "./rpc-format.ts";

/** The caller as the gateway deals with it: one of gRPC-Web's text mode reads and writes bytes from here on. */
export function withoutText(caller: Caller): Caller {
  return isWebText(caller.head.contentType) ? new TextCaller(caller) : caller;
}

/**
 * A caller of `application/grpc-web-text`, which is gRPC-Web in base64: the default mode of the official browser client
 * and the only one in which it streams. Behind this nobody knows of it.
 */
class TextCaller implements Caller {
  readonly head: RequestHead;
  readonly source?: object;
  readonly #inner: Caller;
  readonly #reader = new Base64Reader();
  #begun = false;
  #broken = false;

  constructor(inner: Caller) {
    this.#inner = inner;
    if (inner.source !== undefined) this.source = inner.source;
    const { head } = inner;
    const contentType = toBinaryType(head.contentType);
    const headers = head.headers.map(
      ([name, value]) => [name, name === "content-type" ? contentType : value] as const,
    );
    this.head = { ...head, headers, contentType, contentLength: null };
  }

  peer(): ReturnType<Caller["peer"]> {
    return this.#inner.peer();
  }

  listen(listener: CallerListener): void {
    this.#inner.listen({
      bodyChunk: (text) => {
        if (this.#broken) return;
        const bytes = this.#reader.read(text);
        if (bytes === null) this.#refuse(listener);
        else if (bytes.length > 0) listener.bodyChunk(bytes);
      },
      bodyEnd: () => {
        if (this.#broken) return;
        if (this.#reader.atBoundary) listener.bodyEnd();
        else this.#refuse(listener);
      },
      drained: () => listener.drained(),
      gone: () => listener.gone(),
    });
  }

  pause(): void {
    this.#inner.pause();
  }

  resume(): void {
    this.#inner.resume();
  }

  reply({ status, headers, body, trailers }: Reply): void {
    const isText = headers.some(([name, value]) => name === "content-type" && toTextType(value) !== value);
    const text = body !== null && isText ? toBase64(body) : body;
    this.#inner.reply({ status, headers: inText(headers), body: text, trailers });
  }

  open(status: number, headers: HeaderList): void {
    this.#begun = true;
    this.#inner.open(status, inText(headers));
  }

  write(bytes: Uint8Array): boolean {
    return this.#inner.write(toBase64(bytes));
  }

  end(trailers: HeaderList): void {
    this.#inner.end(trailers);
  }

  breakOff(): void {
    this.#inner.breakOff();
  }

  /** The caller has its answer, and for the call itself it is as good as gone. */
  #refuse(listener: CallerListener): void {
    this.#broken = true;
    if (this.#begun) this.#inner.breakOff();
    else this.reply(toErrorReply(parseFormat(this.head.contentType), messageMalformed("base64")));
    listener.gone();
  }
}

function inText(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => [name, name === "content-type" ? toTextType(value) : value] as const);
}
