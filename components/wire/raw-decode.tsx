"use client";

import { Download } from "lucide-react";
import { memo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { saveFile } from "#components/ui/save-file.ts";
import type { DecodedMessage } from "#lib/wire/decoded.ts";
import { toBlob, toHex } from "./byte-rows.ts";

/** Longer messages do not go into a command line. */
const mostInLine = 200;

/** The command that decodes a message of protobuf without its schema, for the visitor's own terminal. */
export const RawDecode = memo(function RawDecode({ message }: { readonly message: DecodedMessage }) {
  const words = useText().text.wire.raw;
  const { bytes, root } = message;
  const isProtobuf = root.children.length > 0 && root.children.every(({ kind }) => !kind.startsWith("json"));
  if (!isProtobuf || message.problem !== null) return null;
  const isShort = bytes.length <= mostInLine;
  const line = isShort
    ? `echo ${toHex(bytes, "")} | xxd -r -p | protoc --decode_raw`
    : "protoc --decode_raw < message.bin";
  return (
    <details>
      <summary className="w-fit rounded-sm text-sm">{words.label}</summary>
      <div className="mt-1 grid gap-1.5">
        <p className="text-ink-soft text-xs">
          {words.meaning} {!isShort && words.file}
        </p>
        <code className="block break-all rounded-control bg-surface-sunken px-2 py-1.5 text-xs">{line}</code>
        <span className="flex flex-wrap gap-2">
          <CopyButton content={line} label={words.copyLabel} />
          <Button size="small" variant="quiet" onClick={() => saveFile(toBlob(bytes), "message.bin")}>
            <Download aria-hidden="true" className="size-4" /> {words.download}
          </Button>
        </span>
      </div>
    </details>
  );
});
