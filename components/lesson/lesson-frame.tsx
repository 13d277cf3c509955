"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SplitPane } from "#components/ui/split-pane.tsx";
import { BeatRail } from "./beat-rail.tsx";
import { CheckDock } from "./check-dock.tsx";
import { InlineText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { ResetButton } from "./reset-button.tsx";
import { StorageNotice } from "./storage-notice.tsx";
import { usePartPlace } from "./use-part-place.ts";

/** What a narrow window shows one at a time. */
export type LessonPart = "read" | "code" | "result";

export type LessonLink = {
  readonly href: string;
  readonly label: string;
  /** Otherwise it leads to the map. */
  readonly isLesson: boolean;
};

export type LessonFrameProps = {
  /** `static`: as the server draws it, before any script. */
  readonly layout: "static" | "split" | "tabs";
  /** `2.1 Five calls, one second`. */
  readonly heading: string;
  readonly previous: LessonLink | null;
  readonly next: LessonLink;
  readonly part: LessonPart;
  readonly onPart: (part: LessonPart) => void;
  readonly prose: ReactNode;
  readonly playground: ReactNode;
  readonly onOpenFree: () => void;
};

/** A lesson on the screen: head, text with the goals below it, and the playground beside it. */
export function LessonFrame(props: LessonFrameProps) {
  const { layout, heading, prose, playground, part, onPart } = props;
  const { text } = useText();
  const words = text.lessons;
  usePartPlace(part, layout === "tabs");
  const reading = (
    <div className="flex h-full min-h-0 flex-col max-[899px]:h-auto">
      <ReadingPane isScrolling={layout !== "static"}>
        <StorageNotice />
        <h1 className="wrap-anywhere mb-2 text-2xl [word-break:keep-all]">
          <InlineText>{heading}</InlineText>
        </h1>
        <noscript>
          <p className="mb-3 rounded-control bg-limit-soft px-3 py-2 text-sm">{words.noScript}</p>
        </noscript>
        {prose}
        <LessonFoot {...props} />
      </ReadingPane>
      <CheckDock next={props.next} withRun={layout === "tabs"} />
    </div>
  );
  return (
    <div className="flex h-full min-h-0 flex-col max-[899px]:h-auto">
      <LessonHead {...props} />
      {layout === "static" && (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] min-[900px]:grid-cols-[38%_62%]">
          {reading}
          <div className="min-h-0 border-hairline max-[899px]:border-t min-[900px]:border-l">
            {playground}
          </div>
        </div>
      )}
      {layout === "split" && (
        <div className="min-h-0 flex-1">
          <SplitPane
            name="lesson"
            label={words.resize}
            first={reading}
            second={playground}
            defaultPercent={38}
            minFirst={340}
            minSecond={480}
          />
        </div>
      )}
      {layout === "tabs" && (
        <>
          <div className="sticky top-0 z-20 border-hairline border-b bg-surface px-3 py-2">
            <SegmentedControl
              className="w-full"
              label={words.views}
              value={part}
              onChange={onPart}
              segments={[
                { value: "read", label: words.read },
                { value: "code", label: words.code },
                { value: "result", label: words.result },
              ]}
            />
          </div>
          <div hidden={part !== "read"}>{reading}</div>
          <div hidden={part === "read"} className="h-[calc(100dvh-var(--control)-1.5rem)]">
            {playground}
          </div>
        </>
      )}
    </div>
  );
}

/** Scrolls by itself beside the playground; a deep link is followed again when the pane takes over from the static page. */
function ReadingPane({
  isScrolling,
  children,
}: {
  readonly isScrolling: boolean;
  readonly children: ReactNode;
}) {
  const words = useText().text.lessons;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isScrolling || location.hash === "") return;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target !== null && pane.current?.contains(target)) target.scrollIntoView({ block: "start" });
  }, [isScrolling]);
  return (
    <section
      ref={pane}
      aria-label={words.read}
      data-pane="read"
      tabIndex={-1}
      // Holds what is only for screen readers, which is placed absolutely and would lengthen the page.
      className="relative min-h-0 flex-1 overflow-y-auto px-4 py-5 focus-visible:outline-none sm:px-6 max-[899px]:overflow-visible"
    >
      {children}
    </section>
  );
}

function LessonHead({ heading, previous, next, onPart, onOpenFree }: LessonFrameProps) {
  const { locale, text } = useText();
  const words = text.lessons;
  const { facts, bench } = useLesson();
  return (
    <div className="flex min-w-0 items-center gap-x-1 border-hairline border-b px-2 sm:flex-wrap sm:gap-x-3 sm:px-4">
      <nav aria-label={words.breadcrumbs} className="min-w-0 shrink-0 sm:shrink">
        <ol className="flex h-control min-w-0 items-center gap-1.5 text-sm">
          <li>
            {/* On a phone the title stands right below as the heading of the text. */}
            <Link
              href={`/${locale}/lessons`}
              title={words.title}
              className="text-link inline-flex h-control items-center max-sm:px-2"
            >
              <ArrowLeft aria-hidden="true" className="size-4 sm:hidden" />
              <span className="max-sm:sr-only">{words.title}</span>
            </Link>
          </li>
          <li aria-hidden="true" className="text-ink-faint max-sm:hidden">
            /
          </li>
          <li aria-current="page" className="min-w-0 truncate text-ink-soft max-sm:sr-only">
            <InlineText>{heading}</InlineText>
          </li>
        </ol>
      </nav>
      <BeatRail slug={facts.slug} onGo={() => onPart("read")} />
      <span className="flex-1" />
      <ResetButton />
      <Button
        size="small"
        variant="ghost"
        disabled={bench === null}
        className="max-sm:hidden"
        onClick={onOpenFree}
      >
        {words.playground.open}
      </Button>
      <nav aria-label={words.title} className="flex max-sm:hidden">
        {previous !== null && (
          <Link
            href={previous.href}
            title={previous.label}
            className={`${buttonClass("ghost", "small")} aspect-square px-0!`}
          >
            <span className="sr-only">{previous.label}</span>
            <ArrowLeft aria-hidden="true" className="size-4" />
          </Link>
        )}
        <Link
          href={next.href}
          title={next.label}
          className={`${buttonClass("ghost", "small")} aspect-square px-0!`}
        >
          <span className="sr-only">{next.label}</span>
          <ArrowRight aria-hidden="true" className="size-4" />
        </Link>
      </nav>
    </div>
  );
}

/** Ways on at the end of the text. */
function LessonFoot({ previous, next, onOpenFree }: LessonFrameProps) {
  const words = useText().text.lessons;
  const { bench } = useLesson();
  return (
    <div className="mt-10 flex flex-wrap gap-x-5 gap-y-1 border-hairline border-t pt-4 text-base">
      {previous !== null && (
        <Link href={previous.href} className="text-link py-1">
          {previous.label}
        </Link>
      )}
      <Link href={next.href} className="text-link py-1">
        {next.label}
      </Link>
      <button
        type="button"
        disabled={bench === null}
        onClick={onOpenFree}
        className="text-link py-1 sm:hidden"
      >
        {words.playground.open}
      </button>
    </div>
  );
}
