import { Download } from "lucide-react";
import { type RefObject, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { saveFile, toPicture, toPng } from "./save-chart.ts";

type SaveMenuProps = {
  readonly title: string;
  /** Name of the file, without its ending. */
  readonly fileName: string;
  /** Holds the drawn chart. */
  readonly frame: RefObject<HTMLElement | null>;
  /** What stands above the picture: title, reading, units. */
  readonly lines: readonly string[];
  readonly csv: () => string;
};

/** The chart as a file: its data in µs, or its picture as it is drawn now. */
export function SaveMenu({ title, fileName, frame, lines, csv }: SaveMenuProps) {
  const words = useText().text.latency;
  const [failed, setFailed] = useState(false);
  const savePicture = async (kind: "svg" | "png") => {
    const chart = frame.current?.querySelector<SVGSVGElement>("svg.recharts-surface");
    if (chart == null) return;
    const picture = toPicture(chart, lines);
    const blob = kind === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await toPng(picture);
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
        <MenuItem
          onSelect={() => saveFile(new Blob([csv()], { type: "text/csv;charset=utf-8" }), `${fileName}.csv`)}
        >
          {words.saveCsv}
        </MenuItem>
        <MenuItem onSelect={() => save("svg")}>{words.saveSvg}</MenuItem>
        <MenuItem onSelect={() => save("png")}>{words.savePng}</MenuItem>
      </Menu>
    </span>
  );
}
