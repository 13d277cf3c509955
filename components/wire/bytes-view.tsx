"use client";

import { useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Carrier } from "#lib/gen/playground/v1/wire_pb.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { DecodedCapture } from "#lib/wire/decoded.ts";
import { callFileName } from "./call-file-name.ts";
import { CaptureFacts } from "./capture-facts.tsx";
import { HeadTable } from "./head-table.tsx";
import { LayerSummary } from "./layer-summary.tsx";
import { type ByteSpace, unpackedMessages } from "./linked-parts.ts";
import { LinkedViews } from "./linked-views.tsx";

/** Everything that the bytes of an attempt say: by layer, by byte, as a tree and as JSON. */
export function BytesView({ capture }: { readonly capture: DecodedCapture }) {
  const { locale, text } = useText();
  const words = text.wire;
  const { attempt, request, response } = capture;
  const [direction, setDirection] = useState<"request" | "response">("request");
  const [chosenView, setView] = useState("wire");
  const side = direction === "request" ? request : response;
  const unpacked = useMemo(() => unpackedMessages(side), [side]);
  const view = unpacked.some((number) => String(number) === chosenView) ? chosenView : "wire";
  const space = useMemo((): ByteSpace => {
    const message = view === "wire" ? undefined : side.messages[Number(view)];
    if (message === undefined) return { id: "wire", bytes: side.bytes, root: side.root };
    return { id: Number(view), bytes: message.bytes, root: message.root };
  }, [side, view]);
  const sizeOf = (name: string, bytes: number) => `${name} · ${formatPlural(locale, words.bytes, bytes)}`;
  const messageWords = (number: number) =>
    side.messages.length === 1
      ? words.view.messageOnly
      : formatText(words.view.message, { number: number + 1 });
  return (
    <div className="grid min-w-0 gap-4" data-bytes-view="">
      <CaptureFacts attempt={attempt} />
      <LayerSummary {...capture} />
      <div className="flex flex-wrap items-center gap-3">
        <SegmentedControl
          label={words.side}
          value={direction}
          onChange={setDirection}
          className="max-w-full"
          segments={[
            { value: "request", label: sizeOf(words.request, request.bytes.length) },
            { value: "response", label: sizeOf(words.response, response.bytes.length) },
          ]}
        />
        {unpacked.length > 0 && unpacked.length <= 4 && (
          <SegmentedControl
            label={words.view.label}
            value={view}
            onChange={setView}
            className="max-w-full overflow-x-auto"
            segments={[
              { value: "wire", label: words.view.wire },
              ...unpacked.map((number) => ({ value: String(number), label: messageWords(number) })),
            ]}
          />
        )}
        {unpacked.length > 4 && (
          <label className="flex items-center gap-2 text-sm">
            {words.view.label}
            <select
              value={view}
              onChange={(event) => setView(event.target.value)}
              className="h-control rounded-control border border-hairline-strong bg-surface-raised px-2"
            >
              <option value="wire">{words.view.wire}</option>
              {unpacked.map((number) => (
                <option key={number} value={String(number)}>
                  {messageWords(number)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {side.bytes.length === 0 && side.headers.length === 0 ? (
        <p className="text-ink-soft text-sm">{words.nothing}</p>
      ) : (
        <LinkedViews
          key={`${direction}-${view}`}
          side={side}
          space={space}
          fileName={`${callFileName(attempt)}-${direction}`}
        />
      )}
      <HeadTable side={side} isHpack={attempt.carrier === Carrier.HTTP2} />
    </div>
  );
}
