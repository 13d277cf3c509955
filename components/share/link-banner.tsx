"use client";

import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";
import { madeWith } from "#lib/share/made-with.ts";
import { linkProblemWords } from "./link-problem-words.ts";
import type { OpenedLink, ShortLink } from "./opened-link.ts";

const ReportDialog = dynamic(() => import("./report-dialog.tsx").then((module) => module.ReportDialog), {
  ssr: false,
});

type LinkBannerProps = {
  readonly link: OpenedLink;
  /** Leads back to the visitor's own work; null: there is none. */
  readonly onBack: (() => void) | null;
  readonly onHide: () => void;
};

/** Above code that came with a link: where it is from, that it has run nothing, and the way back. */
export function LinkBanner({ link, onBack, onHide }: LinkBannerProps) {
  const { locale, text } = useText();
  const words = text.share.banner;
  const hide = <IconButton size="small" label={words.hide} icon={<X />} onClick={onHide} />;
  if (link.kind === "broken")
    return (
      <Line kind="broken" role="alert" tools={hide}>
        {formatText(words.broken, { problem: linkProblemWords(locale, text, link.problem) })}
      </Line>
    );
  const { short } = link;
  const date =
    short === undefined
      ? ""
      : new Date(short.createdAtUnixMs).toLocaleDateString(languageTags[locale], { dateStyle: "medium" });
  const says = [
    short === undefined ? words.fromLink : formatText(words.fromShortLink, { date }),
    ...(short === undefined || short.madeWith === madeWith
      ? []
      : [formatText(words.pinned, { madeWith: short.madeWith, here: madeWith })]),
    ...(onBack === null ? [] : [words.mineKept]),
  ];
  return (
    <Line
      kind={short === undefined ? "link" : "short"}
      role="status"
      tools={
        <>
          {onBack !== null && (
            <Button size="small" onClick={onBack}>
              {words.backToMine}
            </Button>
          )}
          {short !== undefined && <Report short={short} />}
          {hide}
        </>
      }
    >
      {says.join(locale === "zh" ? "" : " ")}
    </Line>
  );
}

function Report({ short }: { readonly short: ShortLink }) {
  const words = useText().text.share.banner;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="ghost" onClick={() => setOpen(true)}>
        {words.report}
      </Button>
      {isOpen && <ReportDialog id={short.id} onClose={() => setOpen(false)} />}
    </>
  );
}

type LineProps = {
  readonly kind: string;
  readonly role: "status" | "alert";
  readonly tools: ReactNode;
  readonly children: ReactNode;
};

function Line({ kind, role, tools, children }: LineProps) {
  const colours = role === "alert" ? "bg-failed-soft" : "bg-accent-soft";
  return (
    <div
      data-link={kind}
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b px-3 py-1.5 text-sm ${colours}`}
    >
      <span role={role} className="min-w-0 flex-[1_1_16rem]">
        {children}
      </span>
      <span className="flex flex-wrap items-center gap-1">{tools}</span>
    </div>
  );
}
