"use client";

import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { DecodedSide } from "#lib/wire/decoded.ts";
import { ByteGrid } from "./byte-grid.tsx";
import { BytesTools } from "./bytes-tools.tsx";
import { ChosenBytes } from "./chosen-bytes.tsx";
import type { ByteSpace } from "./linked-parts.ts";
import { MessagePane } from "./message-pane.tsx";
import { NodeTree } from "./node-tree.tsx";
import { nodeWay } from "./node-way.ts";
import { Pane } from "./pane.tsx";
import { RawDecode } from "./raw-decode.tsx";
import { usePointed } from "./use-pointed.ts";

type LinkedViewsProps = {
  readonly side: DecodedSide;
  readonly space: ByteSpace;
  /** Of the file that is offered, without an ending. */
  readonly fileName: string;
};

/** The bytes, what they are, and the message as JSON, side by side: what is pointed at in one lights up in all. */
export function LinkedViews({ side, space, fileName }: LinkedViewsProps) {
  const { text } = useText();
  const words = text.wire;
  const pointed = usePointed(side, space);
  const { lit, litRanges, linked } = pointed;
  const [first = null] = lit;
  const [shownMessage, setShownMessage] = useState(0);
  const messageOfLit = first === null ? null : linked.messageOf(first);
  const messageOfChosen = pointed.chosen === null ? null : linked.messageOf(pointed.chosen);
  const messageNumber = messageOfLit ?? messageOfChosen ?? (space.id === "wire" ? shownMessage : space.id);
  const message = side.messages[messageNumber];
  const jsonLit = first !== null && messageOfLit === messageNumber ? linked.jsonPathOf(first) : null;
  const described = nodeWay(space.root, first, words);
  return (
    <div className="grid min-w-0 gap-2">
      <p
        // Of one height: longer words must not move what the pointer is over.
        className="sticky top-0 z-10 line-clamp-2 h-[50px] rounded-control border border-hairline bg-surface-sunken px-3 py-1 text-sm max-sm:line-clamp-3 max-sm:h-[70px]"
        data-chosen-words=""
        data-from={litRanges[0]?.from}
        data-to={litRanges[0]?.to}
      >
        {described === "" ? <span className="text-ink-faint">{words.chosen.none}</span> : described}
        <ChosenBytes range={litRanges[0]} jsonPath={jsonLit} />
      </p>
      <div className="grid min-w-0 gap-2 lg:h-[max(24rem,calc(100dvh-26rem))] lg:grid-cols-[minmax(0,34.5rem)_minmax(0,1fr)] lg:grid-rows-[minmax(0,5fr)_minmax(0,3fr)]">
        <Pane
          label={words.hex.label}
          className="h-[min(26rem,60dvh)] lg:row-span-2 lg:h-auto"
          extra={
            <BytesTools
              bytes={space.bytes}
              chosen={pointed.chosen === null ? undefined : litRanges[0]}
              fileName={fileName}
            />
          }
        >
          <ByteGrid
            bytes={space.bytes}
            root={space.root}
            lit={litRanges}
            cursor={pointed.cursor}
            wanted={pointed.wantedByte}
            cursorWords={described}
            onPoint={pointed.pointAtByte}
            onCursor={pointed.chooseByte}
          />
        </Pane>
        <Pane label={words.tree.label} className="h-[min(26rem,60dvh)] lg:h-auto">
          <NodeTree
            rows={pointed.rows}
            lit={lit}
            chosen={pointed.chosen}
            wanted={pointed.wantedNode}
            onPoint={pointed.pointAtNode}
            onChoose={pointed.chooseNode}
            onToggle={pointed.toggle}
          />
        </Pane>
        <MessagePane
          message={message}
          number={messageNumber}
          count={space.id === "wire" ? side.messages.length : 1}
          lit={jsonLit}
          onNumber={(next) => {
            setShownMessage(next);
            const begins = side.messages[next]?.runs[0]?.from;
            if (begins !== undefined) pointed.chooseByte(begins);
          }}
          onPoint={(jsonPath) => pointed.pointAtValue(messageNumber, jsonPath)}
          onChoose={(jsonPath) => pointed.chooseValue(messageNumber, jsonPath)}
        />
      </div>
      {message !== undefined && <RawDecode message={message} />}
    </div>
  );
}
