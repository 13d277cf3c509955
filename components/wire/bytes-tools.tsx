import { Download } from "lucide-react";
import { useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { saveFile } from "#components/ui/save-file.ts";
import { type ByteRange, toBlob, toHex } from "./byte-rows.ts";

type BytesToolsProps = {
  readonly bytes: Uint8Array;
  /** What was chosen of them. */
  readonly chosen: ByteRange | undefined;
  /** Without an ending. */
  readonly fileName: string;
};

/** The bytes for elsewhere: as text in hexadecimal, or as a file. */
export function BytesTools({ bytes, chosen, fileName }: BytesToolsProps) {
  const words = useText().text.wire.hex;
  const hex = useMemo(() => toHex(bytes), [bytes]);
  return (
    <span className="flex flex-wrap items-center gap-1">
      {chosen !== undefined && (
        <CopyButton
          content={toHex(bytes.subarray(chosen.from, chosen.to))}
          label={words.selectedLabel}
          shown={words.selected}
          variant="ghost"
        />
      )}
      <CopyButton content={hex} label={words.copyLabel} shown={words.copy} variant="ghost" />
      <Button size="small" variant="ghost" onClick={() => saveFile(toBlob(bytes), `${fileName}.bin`)}>
        <Download aria-hidden="true" className="size-4" /> {words.download}
      </Button>
    </span>
  );
}
