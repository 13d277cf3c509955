"use client";

import { base64Decode } from "@bufbuild/protobuf/wire";
import { useText } from "#components/i18n/use-text.tsx";
import { type MessagePart, messageParts } from "#lib/wire/message-parts.ts";

/** More of a message is not shown. */
const mostBytes = 64;

const looks = {
  tag: "text-accent",
  length: "text-limit",
  value: "text-ink",
  rest: "text-ink-faint",
} as const satisfies Record<MessagePart["kind"], string>;

/** The bytes that the visitor's own code has sent, in hexadecimal, with the parts of a protobuf message told apart. */
export function SentBytes({ base64 }: { readonly base64: string }) {
  const { text } = useText();
  const words = text.timeline.details.parts;
  const bytes = base64Decode(base64);
  const parts = messageParts(bytes).filter(({ from }) => from < mostBytes);
  const kinds = [...new Set(parts.map(({ kind }) => kind))];
  return (
    <span className="grid gap-0.5">
      <code className="break-words">
        {parts.map(({ kind, from, to }) => (
          <span key={from} className={looks[kind]} title={words[kind]}>
            {hex(bytes.subarray(from, Math.min(to, mostBytes)))}{" "}
          </span>
        ))}
        {bytes.length > mostBytes ? "…" : ""}
      </code>
      <span className="flex gap-3">
        {kinds.map((kind) => (
          <span key={kind} className={looks[kind]}>
            {words[kind]}
          </span>
        ))}
      </span>
    </span>
  );
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
