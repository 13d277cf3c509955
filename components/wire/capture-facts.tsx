"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { type CapturedAttempt, Carrier } from "#lib/gen/playground/v1/wire_pb.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";

/** Who saw the bytes, what carried them, and what is missing or covered. */
export function CaptureFacts({ attempt }: { readonly attempt: CapturedAttempt }) {
  const { locale, text } = useText();
  const words = text.wire.facts;
  const protocols: Readonly<Record<number, string>> = {
    [Protocol.UNSPECIFIED]: "",
    [Protocol.CONNECT]: words.connect,
    [Protocol.GRPC_WEB]: words.grpcWeb,
    [Protocol.GRPC]: words.grpc,
  };
  const codecs: Readonly<Record<number, string>> = {
    [Codec.UNSPECIFIED]: "",
    [Codec.BINARY]: words.binary,
    [Codec.JSON]: words.json,
  };
  const carriers: Readonly<Record<number, string>> = {
    [Carrier.UNSPECIFIED]: "",
    [Carrier.HTTP1]: words.http1,
    [Carrier.HTTP2]: words.http2,
    [Carrier.IN_PROCESS]: words.inProcess,
  };
  const isInProcess = attempt.carrier === Carrier.IN_PROCESS;
  const omitted = attempt.chunks.reduce((sum, chunk) => sum + chunk.omitted, 0);
  const connection = attempt.firstOnConnection ? words.first : words.warm;
  const facts = [
    protocols[attempt.protocol],
    codecs[attempt.codec],
    carriers[attempt.carrier],
    attempt.connection > 0 && formatText(connection, { number: attempt.connection }),
    attempt.streamId > 0 && formatText(words.stream, { number: attempt.streamId }),
    !attempt.complete && words.partial,
  ].filter((fact) => fact);
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-soft text-sm">
        <OriginBadge origin="measured" />
        <Badge title={words.seenMeaning}>{words.seen}</Badge>
        {attempt.encrypted && <Badge title={words.tlsMeaning}>{words.tls}</Badge>}
        {facts.join(" · ")}
      </p>
      <p className="text-ink-faint text-xs">{isInProcess ? words.inProcessMeaning : words.seenMeaning}</p>
      {attempt.encrypted && <p className="text-ink-faint text-xs">{words.tlsMeaning}</p>}
      {omitted > 0 && <p className="text-limit text-sm">◐ {formatPlural(locale, words.omitted, omitted)}</p>}
      {attempt.masked.length > 0 && (
        <p className="text-ink-faint text-xs">
          {formatText(words.masked, { names: attempt.masked.join(", ") })}
        </p>
      )}
    </div>
  );
}
