"use client";

import { Download, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { saveFile } from "#components/ui/save-file.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { importProgress, readProgress } from "./progress-store.ts";
import { StorageNotice } from "./storage-notice.tsx";
import { useProgress } from "./use-progress.ts";

/** Progress as a file: out of this browser, and into it. */
export function ProgressFile() {
  const { locale, text: dictionary } = useText();
  const words = dictionary.lessons;
  const progress = useProgress();
  const picker = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean } | null>(null);

  const take = async (file: File) => {
    let text: string;
    try {
      text = await file.text();
    } catch {
      setSaid({ text: words.importProblems.unreadable, isProblem: true });
      return;
    }
    const problem = await importProgress(text);
    if (problem === null) {
      const count = Object.keys(readProgress().progress.lessons).length;
      setSaid({ text: formatPlural(locale, words.imported, count), isProblem: false });
    } else {
      const path = problem.kind === "notProgress" ? problem.path : "";
      setSaid({ text: formatText(words.importProblems[problem.kind], { path }), isProblem: true });
    }
  };

  return (
    <section aria-labelledby="progress-title" className="mt-14 grid gap-3 border-hairline border-t pt-6">
      <h2 id="progress-title" className="text-xl">
        {words.progressTitle}
      </h2>
      <p className="max-w-[62ch] text-ink-soft">{words.progressMeaning}</p>
      <StorageNotice />
      <div className="flex flex-wrap gap-2">
        <Button disabled={progress === null} onClick={download}>
          <Download aria-hidden="true" className="size-4" />
          {words.exportProgress}
        </Button>
        <Button disabled={progress === null} onClick={() => picker.current?.click()}>
          <Upload aria-hidden="true" className="size-4" />
          {words.importProgress}
        </Button>
        <input
          ref={picker}
          type="file"
          accept="application/json,.json"
          aria-label={words.importProgress}
          className="hidden"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) void take(file);
            event.target.value = "";
          }}
        />
      </div>
      <p role="status" className={`min-h-5 text-sm ${said?.isProblem ? "text-failed" : "text-ink-soft"}`}>
        {said?.text}
      </p>
    </section>
  );
}

function download(): void {
  const text = `${JSON.stringify(readProgress().progress, null, 2)}\n`;
  saveFile(new Blob([text], { type: "application/json" }), "rpc-playground-progress.json");
}
