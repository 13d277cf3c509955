import { Download } from "lucide-react";
import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { saveCsv, saveFile } from "#components/ui/save-file.ts";
import { type Picture, toPng } from "./save-chart.ts";

type SaveMenuProps = {
  readonly title: string;
  /** Name of the file, without its ending. */
  readonly fileName: string;
  /** As it is drawn now; null: nothing is. */
  readonly picture: () => Picture | null;
  readonly csv: () => string;
};

/** The chart as a file: its data in µs, or its picture as it is drawn now. */
export function SaveMenu({ title, fileName, picture, csv }: SaveMenuProps) {
  const words = useText().text.latency;
  const [failed, setFailed] = useState(false);
  const savePicture = async (kind: "svg" | "png") => {
    const made = picture();
    if (made === null) return;
    const blob = kind === "svg" ? new Blob([made.svg], { type: "image/svg+xml" }) : await toPng(made);
    saveFile(blob, `${fileName}.${kind}`);
  };
  const save = (kind: "svg" | "png") => {
    setFailed(false);
    savePicture(kind).catch(() => setFailed(true));
  };
  return (
    <span className="flex items-center gap-2" data-print="hidden">
      {failed && (
        <span role="status" className="text-failed text-xs">
          {words.saveFailed}
        </span>
      )}
      <Menu
        align="end"
        trigger={
          <Button size="small" variant="ghost" aria-label={`${words.saveChart}: ${title}`}>
            <Download aria-hidden="true" className="size-4" /> {words.save}
          </Button>
        }
      >
        <MenuItem onSelect={() => saveCsv(csv(), `${fileName}.csv`)}>{words.saveCsv}</MenuItem>
        <MenuItem onSelect={() => save("svg")}>{words.saveSvg}</MenuItem>
        <MenuItem onSelect={() => save("png")}>{words.savePng}</MenuItem>
      </Menu>
    </span>
  );
}
